import { type Bench, compare } from '../compare.ts';
import { atMost, inSeconds, MEGABYTE, type Section, times } from '../section.ts';

const MODELS = 5;
const LATENCY_MS = 1000;
const MOST_OF_SLOWEST = 1.15;

export async function compareModels(bench: Bench): Promise<Section> {
	const settings = {
		script: { pictureBytes: MEGABYTE, latencyMs: LATENCY_MS },
		warmUpItems: 16,
		runs: 5,
	};
	const { oakgenUrl: one } = await compare(bench, {
		...settings,
		contestants: ['oakgenUrl'],
		work: { items: 1, concurrency: MODELS },
	});
	const { oakgenCompare: all } = await compare(bench, {
		...settings,
		contestants: ['oakgenCompare'],
		work: { items: 1, concurrency: MODELS, imagesPerItem: MODELS },
	});
	const ofSlowest = all.wallMs / one.wallMs;
	return {
		id: 'compare-models',
		title: 'Compare Models',
		text: `One item, ${MODELS} models, each of which takes ${LATENCY_MS / 1000} s and makes 1 MB. All are equally slow, so the slowest one is what Generate takes with one model.`,
		header: ['', 'time', 'orders in flight at most'],
		rows: [
			['Generate, one model', inSeconds(one.wallMs), String(one.mostInFlight)],
			[`Compare Models, ${MODELS} models`, inSeconds(all.wallMs), String(all.mostInFlight)],
		],
		targets: [
			atMost(
				`${MODELS} models take at most ${MOST_OF_SLOWEST} × the slowest one`,
				ofSlowest,
				MOST_OF_SLOWEST,
				times(ofSlowest),
			),
		],
		data: { one, all },
	};
}
