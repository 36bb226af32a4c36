import { createCipheriv } from 'node:crypto';

/** Bytes without a pattern, like compressed pixels, and the same in every run. */
export function noise(bytes: number): Buffer {
	const key = Buffer.alloc(16);
	return createCipheriv('aes-128-ctr', key, key).update(Buffer.alloc(bytes));
}
