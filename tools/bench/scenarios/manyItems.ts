import { type Bench, compare, type Result } from '../compare.ts';
import { atMost, inMegabytes, inMs, inSeconds, type Section, times } from '../section.ts';

const SIZES = [500, 2000, 10_000];
const CONCURRENCY = 16;
const PICTURE_BYTES = 16 * 1024;
const MOST_GROWTH = 1.1;
const MOST_STORED_BYTES = 2048;

export async function manyItems(bench: Bench): Promise<Section> {
	const results: Array<Result & { items: number }> = [];
	for (const items of SIZES) {
		const { oakgenUrl } = await compare(bench, {
			contestants: ['oakgenUrl'],
			work: { items, concurrency: CONCURRENCY, measuresStored: true },
			script: { pictureBytes: PICTURE_BYTES, latencyMs: 0 },
			warmUpItems: 64,
			runs: 1,
		});
		results.push({ ...oakgenUrl, items });
	}
	const cpuPerImage = ({ cpuMs, items }: (typeof results)[number]) => cpuMs / items;
	const stored = ({ executionBytes, items }: (typeof results)[number]) => executionBytes / items;
	const [fewest, most] = [results[0], results[results.length - 1]];
	const growth = cpuPerImage(most) / cpuPerImage(fewest);
	return {
		id: 'many-items',
		title: 'Up to 10,000 items',
		text: `Images of ${PICTURE_BYTES / 1024} kB, no latency, ${CONCURRENCY} at a time. What n8n stores is its data of the whole execution, written as n8n writes it.`,
		header: ['items', 'time', 'CPU time per image', 'memory above idle', 'stored per image'],
		rows: results.map((result) => [
			String(result.items),
			inSeconds(result.wallMs),
			inMs(cpuPerImage(result)),
			inMegabytes(result.memoryBytes),
			`${stored(result).toFixed(0)} bytes`,
		]),
		targets: [
			atMost(
				`an image of ${most.items} takes at most ${MOST_GROWTH} × the CPU time of one of ${fewest.items}`,
				growth,
				MOST_GROWTH,
				times(growth),
			),
			atMost(
				`n8n stores at most ${MOST_STORED_BYTES} bytes per image`,
				stored(most),
				MOST_STORED_BYTES,
				`${stored(most).toFixed(0)} bytes`,
			),
		],
		data: results,
	};
}
