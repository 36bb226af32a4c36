const HEAD = Buffer.from('89504e470d0a1a0a0000000d4948445200000002000000030806000000', 'hex');
const END = Buffer.from('0000000049454e44ae426082', 'hex');
const CHECKSUM = Buffer.alloc(4);

/** What the node takes for a whole PNG; every number gives another file. */
export function pngNumber(serial: number): Buffer {
	const pixels = Buffer.from(`IDATfile ${serial};`);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(pixels.length - 4);
	return Buffer.concat([HEAD, CHECKSUM, length, pixels, CHECKSUM, END]);
}
