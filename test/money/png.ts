const HEAD = Buffer.from('89504e470d0a1a0a0000000d4948445200000002000000030806000000', 'hex');
const END = Buffer.from('0000000049454e44ae426082', 'hex');

/** What the node takes for a whole PNG; every number gives another file. */
export function pngNumber(serial: number): Buffer {
	return Buffer.concat([HEAD, Buffer.from(`file ${serial};`), END]);
}
