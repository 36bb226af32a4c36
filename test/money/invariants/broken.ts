/** @throws always; the letter names the invariant as docs/testing.md does */
export function broken(invariant: string, what: string): never {
	throw new Error(`(${invariant}) ${what}`);
}
