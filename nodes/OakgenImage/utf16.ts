/**
 * Text in UTF-16. Of an odd number of bytes the last is left out: Node 24 writes beyond the memory of
 * such a text when it does not begin at an even place, and ends all of n8n (seen in 24.21).
 */
export function utf16Text(bytes: Buffer, order: 'little' | 'big'): string {
	const even = Buffer.from(bytes.subarray(0, bytes.length & ~1));
	return (order === 'big' ? even.swap16() : even).toString('utf16le');
}
