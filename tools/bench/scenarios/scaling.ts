import type { Bench, Result } from '../compare.ts';
import { type ContestantName, peers } from '../contestants/index.ts';
import { plot } from '../report/plot.ts';
import { compareSizes, CONCURRENCY, perFurtherItem, SIZES } from '../scalingRuns.ts';
import { atMost, inMegabytes, inMs, inSeconds, MEGABYTE, type Section, times } from '../section.ts';

const LATENCY_MS = 50;
const MOST_GROWTH = 1.15;

const names: ContestantName[] = ['oakgenUrl', ...peers, 'bareUrl'];

export async function scaling(bench: Bench): Promise<Section> {
	const { of, data } = await compareSizes(bench, names, LATENCY_MS);
	const beyondIdeal = (items: number) =>
		of(items, 'oakgenUrl').wallMs - Math.ceil(items / CONCURRENCY) * LATENCY_MS;
	const further = (items: number) => perFurtherItem(beyondIdeal, items);
	const growths = SIZES.slice(2).map((items, index) => {
		const before = SIZES[index + 1];
		return { before, items, ratio: further(items) / further(before) };
	});
	const series = (value: (result: Result) => number) =>
		names.map((name) => ({
			label: of(1, name).label,
			points: SIZES.map((items): [number, number] => [items, value(of(items, name))]),
		}));
	return {
		id: 'scaling',
		title: 'From one item to 512',
		text: `1 MB per image, ${LATENCY_MS} ms for the provider to make it, ${CONCURRENCY} at a time. Beyond the ideal is what a run takes longer than its waves of ${CONCURRENCY} times ${LATENCY_MS} ms. The first item carries what every run costs once; what each further item costs is (beyond the ideal with n items − with one) ÷ (n − 1), and it must not grow with n.`,
		header: ['', ...SIZES.map((items) => `${items} ${items === 1 ? 'item' : 'items'}`)],
		rows: [
			...names.flatMap((name) => [
				[`${of(1, name).label}: time`, ...SIZES.map((items) => inSeconds(of(items, name).wallMs))],
				['memory above idle', ...SIZES.map((items) => inMegabytes(of(items, name).memoryBytes))],
			]),
			[
				'Oakgen Image: each further item beyond the ideal',
				'',
				...SIZES.slice(1).map((items) => inMs(further(items))),
			],
		],
		targets: growths.map(({ before, items, ratio }) =>
			atMost(
				`a further item costs at ${items} items at most 15 % more than at ${before}`,
				ratio,
				MOST_GROWTH,
				times(ratio),
			),
		),
		data,
		figure: {
			file: 'benchmark-scaling.svg',
			alt: 'Time and memory against the number of items',
			svg: plot([
				{ title: 'Time (s)', series: series(({ wallMs }) => wallMs / 1000) },
				{
					title: 'Memory above idle (MB)',
					series: series(({ memoryBytes }) => memoryBytes / MEGABYTE),
				},
			]),
		},
	};
}
