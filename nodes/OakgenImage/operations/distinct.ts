/** Each of them once, in the order in which they come first. */
export function distinct<T>(all: readonly T[]): T[] {
	return [...new Set(all)];
}
