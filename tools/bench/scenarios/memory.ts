import { type Bench, compare, type Comparison } from '../compare.ts';
import { peers } from '../contestants/index.ts';
import { atMost, inMegabytes, inSeconds, MEGABYTE, type Section } from '../section.ts';

const ITEMS = 64;
const PICTURE_MEGABYTES = 8;
const CONCURRENCY = 4;
const MOST_MEGABYTES = 96;

export async function memory(bench: Bench): Promise<Section> {
	const work = { items: ITEMS, concurrency: CONCURRENCY };
	const comparison = {
		contestants: ['oakgenUrl', 'oakgenBase64', 'oakgenGemini', ...peers, 'bareUrl'],
		work,
		script: { pictureBytes: PICTURE_MEGABYTES * MEGABYTE, latencyMs: 0 },
		warmUpItems: 16,
		runs: 1,
	} satisfies Comparison;
	const results = await compare(bench, comparison);
	const collected = await compare(bench, { ...comparison, work: { ...work, measuresHeld: true } });
	const { memoryBytes } = results.oakgenUrl;
	return {
		id: 'memory',
		title: 'Memory',
		text: `${ITEMS} images of ${PICTURE_MEGABYTES} MB, ${CONCURRENCY} at a time, n8n keeps files on disk. The highest resident memory of the process above that at the start of the run. What of it was still in use is from a run of its own, in which the garbage is collected every 0.2 s: the most that a collection left of heap and buffers, above that at the start. The rest is garbage that V8 has not collected yet, and memory that it keeps for what comes next.`,
		header: ['', 'memory above idle', 'of it in use', 'time', 'orders in flight at most'],
		rows: Object.values(results).map((result) => [
			result.label,
			inMegabytes(result.memoryBytes),
			inMegabytes(collected[result.contestant].heldBytes),
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
		data: { results, collected },
	};
}
