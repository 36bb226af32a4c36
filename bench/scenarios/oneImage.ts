import { compare } from '../compare.ts';
import { atMost, inMs, type Section } from '../section.ts';

const MOST_OVERHEAD_MS = 5;
const RUNS = 50;
const ROUNDS = 3;

export async function oneImage(packageFolder: string): Promise<Section> {
	const results = await compare(packageFolder, {
		contestants: ['oakgenUrl', 'httpRequestNodes', 'geminiNode', 'openAiNode', 'bareUrl'],
		work: { items: 1, concurrency: 16 },
		script: { pictureBytes: 100 * 1024, latencyMs: 0 },
		warmUpItems: 64,
		runs: RUNS,
		rounds: ROUNDS,
	});
	const { bareUrl, oakgenUrl } = results;
	const overheadMs = oakgenUrl.wallMs - bareUrl.wallMs;
	return {
		id: 'one-image',
		title: 'One image',
		text: `One item, no latency, 100 kB. Each run is an execution of its own; medians of ${RUNS * ROUNDS}.`,
		header: ['', 'time', 'over fetch alone'],
		rows: Object.values(results).map(({ label, wallMs }) => [
			label,
			inMs(wallMs),
			inMs(wallMs - bareUrl.wallMs),
		]),
		targets: [
			atMost(
				`at most ${MOST_OVERHEAD_MS} ms over fetch alone`,
				overheadMs,
				MOST_OVERHEAD_MS,
				inMs(overheadMs),
			),
		],
		data: results,
	};
}
