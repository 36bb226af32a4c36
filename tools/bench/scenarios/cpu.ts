import { type Bench, compare } from '../compare.ts';
import { contestants } from '../contestants/index.ts';
import { atMost, inMs, MEGABYTE, type Section, times } from '../section.ts';

const ITEMS = 64;
const MOST_OF_BARE = { URL: 1.6, base64: 1.5 };

export async function cpu(bench: Bench): Promise<Section> {
	const results = await compare(bench, {
		contestants: [
			'oakgenUrl',
			'httpRequestNodes',
			'bareUrl',
			'oakgenBase64',
			'oakgenGemini',
			'geminiNode',
			'openAiNode',
			'bareBase64',
			'parseAndDecode',
		],
		work: { items: ITEMS, concurrency: 16 },
		script: { pictureBytes: MEGABYTE, latencyMs: 0 },
		warmUpItems: ITEMS,
		runs: 5,
	});
	const { oakgenUrl, bareUrl, oakgenBase64, bareBase64 } = results;
	const byUrl = oakgenUrl.cpuMs / bareUrl.cpuMs;
	const byBase64 = oakgenBase64.cpuMs / bareBase64.cpuMs;
	return {
		id: 'cpu',
		title: 'CPU time per image',
		text: `${ITEMS} images of 1 MB, no latency, 16 at a time; user and system time of the contestant's process, all threads; of it, that of the main thread and of those of V8, which collect garbage for the most part. Collections are those of the whole heap, in all ${ITEMS} images.`,
		header: [
			'',
			'CPU time per image',
			'of fetch alone, same delivery',
			'main thread',
			'threads of V8',
			'collections',
		],
		rows: Object.values(results).map(({ contestant, label, cpuMs, mainMs, v8Ms, collections }) => {
			const bare = contestants[contestant].delivery === 'URL' ? bareUrl : bareBase64;
			return [
				label,
				inMs(cpuMs / ITEMS),
				times(cpuMs / bare.cpuMs),
				inMs(mainMs / ITEMS),
				inMs(v8Ms / ITEMS),
				String(collections),
			];
		}),
		targets: [
			atMost(
				`URL delivery: at most ${MOST_OF_BARE.URL} × fetch alone`,
				byUrl,
				MOST_OF_BARE.URL,
				times(byUrl),
			),
			atMost(
				`base64 delivery: at most ${MOST_OF_BARE.base64} × fetch, parse, decode and store alone`,
				byBase64,
				MOST_OF_BARE.base64,
				times(byBase64),
			),
		],
		data: results,
	};
}
