import { type Bench, compare } from '../compare.ts';
import { peers } from '../contestants/index.ts';
import { atMost, inMs, type Section } from '../section.ts';

const MOST_OVERHEAD_MS = 10;
const RUNS = 50;

export async function oneImage(bench: Bench): Promise<Section> {
	const results = await compare(bench, {
		contestants: ['oakgenUrl', ...peers, 'bareUrl'],
		work: { items: 1, concurrency: 16 },
		script: { pictureBytes: 100 * 1024, latencyMs: 0 },
		warmUpItems: 64,
		runs: RUNS,
	});
	const { bareUrl, oakgenUrl } = results;
	const overheadMs = oakgenUrl.wallMs - bareUrl.wallMs;
	return {
		id: 'one-image',
		title: 'One image',
		text: `One item, no latency, 100 kB. Each run is an execution of its own; medians of ${RUNS * bench.rounds}.`,
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
