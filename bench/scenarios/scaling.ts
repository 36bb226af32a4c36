import { type Bench, compare, type Result, type Results } from '../compare.ts';
import { type ContestantName, peers } from '../contestants/index.ts';
import { plot } from '../report/plot.ts';
import { atMost, inMegabytes, inMs, inSeconds, MEGABYTE, type Section, times } from '../section.ts';

const SIZES = [1, 8, 64, 512];
const CONCURRENCY = 16;
const LATENCY_MS = 50;
const MOST_GROWTH = 1.15;

const names: ContestantName[] = ['oakgenUrl', ...peers, 'bareUrl'];

export async function scaling(bench: Bench): Promise<Section> {
	const bySize = new Map<number, Results>();
	for (const items of SIZES) {
		const results = await compare(bench, {
			contestants: names,
			work: { items, concurrency: CONCURRENCY },
			script: { pictureBytes: MEGABYTE, latencyMs: LATENCY_MS },
			warmUpItems: CONCURRENCY,
			runs: items > 64 ? 1 : items > 8 ? 5 : 25,
		});
		bySize.set(items, results);
	}
	const of = (items: number, name: ContestantName = 'oakgenUrl') =>
		(bySize.get(items) as Results)[name];
	const growths = SIZES.slice(2).map((items, index) => {
		const before = SIZES[index + 1];
		return { before, items, ratio: perFurtherItem(of, items) / perFurtherItem(of, before) };
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
				...SIZES.slice(1).map((items) => inMs(perFurtherItem(of, items))),
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
		data: Object.fromEntries(bySize),
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

type Of = (items: number) => Result;

function beyondIdeal(of: Of, items: number): number {
	return of(items).wallMs - Math.ceil(items / CONCURRENCY) * LATENCY_MS;
}

function perFurtherItem(of: Of, items: number): number {
	return (beyondIdeal(of, items) - beyondIdeal(of, 1)) / (items - 1);
}
