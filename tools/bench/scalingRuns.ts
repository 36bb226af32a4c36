import { type Bench, compare, type Result, type Results } from './compare.ts';
import type { ContestantName } from './contestants/index.ts';
import { MEGABYTE } from './section.ts';

export const SIZES = [1, 8, 64, 512];
export const CONCURRENCY = 16;

/** Figures of a contestant by the number of items. */
export type BySize = (items: number, name: ContestantName) => Result;

/** Lets contestants make few images and many. @param v8Flags for their processes */
export async function compareSizes(
	bench: Bench,
	contestants: readonly ContestantName[],
	latencyMs: number,
	v8Flags: readonly string[] = [],
): Promise<{ of: BySize; data: Record<string, Results> }> {
	const bySize = new Map<number, Results>();
	for (const items of SIZES) {
		const results = await compare(bench, {
			contestants,
			work: { items, concurrency: CONCURRENCY },
			script: { pictureBytes: MEGABYTE, latencyMs },
			warmUpItems: CONCURRENCY,
			runs: items > 64 ? 1 : items > 8 ? 5 : 25,
			v8Flags,
		});
		bySize.set(items, results);
	}
	return {
		of: (items, name) => (bySize.get(items) as Results)[name],
		data: Object.fromEntries(bySize),
	};
}

/**
 * What each item after the first takes, in ms.
 *
 * @param value of a run with so many items, in ms; the first item carries what every run costs once
 */
export function perFurtherItem(value: (items: number) => number, items: number): number {
	return (value(items) - value(1)) / (items - 1);
}
