import { type Bench, compare } from '../compare.ts';
import { peers } from '../contestants/index.ts';
import { atMost, inMegabytes, inSeconds, MEGABYTE, type Section } from '../section.ts';

const ITEMS = 64;
const PICTURE_MEGABYTES = 8;
const CONCURRENCY = 4;
const MOST_MEGABYTES = 96;

export async function memory(bench: Bench): Promise<Section> {
	const results = await compare(bench, {
		contestants: ['oakgenUrl', 'oakgenBase64', 'oakgenGemini', ...peers, 'bareUrl'],
		work: { items: ITEMS, concurrency: CONCURRENCY },
		script: { pictureBytes: PICTURE_MEGABYTES * MEGABYTE, latencyMs: 0 },
		warmUpItems: 16,
		runs: 1,
	});
	const { memoryBytes } = results.oakgenUrl;
	return {
		id: 'memory',
		title: 'Memory',
		text: `${ITEMS} images of ${PICTURE_MEGABYTES} MB, ${CONCURRENCY} at a time, n8n keeps files on disk. The highest resident memory of the process above that at the start of the run.`,
		header: ['', 'memory above idle', 'time', 'orders in flight at most'],
		rows: Object.values(results).map((result) => [
			result.label,
			inMegabytes(result.memoryBytes),
			inSeconds(result.wallMs),
			String(result.mostInFlight),
		]),
		targets: [
			atMost(
				`URL delivery: at most ${MOST_MEGABYTES} MB`,
				memoryBytes,
				MOST_MEGABYTES * MEGABYTE,
				inMegabytes(memoryBytes),
			),
		],
		data: results,
	};
}
