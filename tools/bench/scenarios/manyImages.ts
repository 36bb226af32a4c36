import { type Bench, compare, type Result } from '../compare.ts';
import { peers } from '../contestants/index.ts';
import { atLeast, atMost, inMs, inSeconds, MEGABYTE, type Section, times } from '../section.ts';

const ITEMS = 64;
const CONCURRENCY = 16;
const LATENCY_MS = 1000;
const IDEAL_MS = (ITEMS / CONCURRENCY) * LATENCY_MS;
const MOST_OF_IDEAL = 1.1;
const LEAST_SPEED_UP = 12;

export async function manyImages(bench: Bench): Promise<Section> {
	const results = await compare(bench, {
		contestants: [
			'oakgenUrl',
			'oakgenBase64',
			'oakgenGemini',
			...peers,
			'bareUrl',
			'bareBeside',
			'bareBase64',
		],
		work: { items: ITEMS, concurrency: CONCURRENCY },
		script: { pictureBytes: MEGABYTE, latencyMs: LATENCY_MS },
		warmUpItems: CONCURRENCY,
		runs: 1,
	});
	const { oakgenUrl, oakgenGemini, geminiNode, openAiNode, bareUrl, bareBeside } = results;
	const ofIdeal = (result: Result) => result.wallMs / IDEAL_MS;
	const faster = (result: Result, than: Result) => than.wallMs / result.wallMs;
	return {
		id: 'many-images',
		title: 'Many images',
		text: `${ITEMS} items, ${LATENCY_MS / 1000} s for the provider to make an image, 1 MB each, ${CONCURRENCY} at a time where the contestant can be told: ${inSeconds(IDEAL_MS)} is the least that ${CONCURRENCY} orders at a time can take, so it is the ideal. Fetch alone comes twice: in lanes, where each image holds its place until it is stored, and with the downloads beside the orders, which is the best that a program can do.`,
		header: ['', 'time', 'of the ideal', 'CPU time', 'orders in flight at most'],
		rows: Object.values(results).map((result) => [
			result.label,
			inSeconds(result.wallMs),
			times(ofIdeal(result)),
			inMs(result.cpuMs),
			String(result.mostInFlight),
		]),
		targets: [
			atMost(
				`at most ${MOST_OF_IDEAL} × the ideal`,
				ofIdeal(oakgenUrl),
				MOST_OF_IDEAL,
				times(ofIdeal(oakgenUrl)),
			),
			atMost(
				'not slower than fetch alone in lanes',
				oakgenUrl.wallMs / bareUrl.wallMs,
				1,
				`${times(oakgenUrl.wallMs / bareUrl.wallMs)} (${times(oakgenUrl.wallMs / bareBeside.wallMs)} with downloads beside the orders)`,
			),
			...[geminiNode, openAiNode].map((peer) =>
				atLeast(
					`${LEAST_SPEED_UP} times as fast as ${peer.label}`,
					faster(oakgenUrl, peer),
					LEAST_SPEED_UP,
					`${times(faster(oakgenUrl, peer))} (${times(faster(oakgenGemini, peer))} through Google Gemini)`,
				),
			),
		],
		data: results,
	};
}
