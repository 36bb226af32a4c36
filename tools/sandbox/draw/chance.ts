import { createHash } from 'node:crypto';

/** The same words always give the same numbers in [0, 1). */
export function chanceFrom(words: string): () => number {
	let state = createHash('sha256').update(words).digest().readUInt32LE(0);
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}
