import { crc32 } from 'node:zlib';
import { noise } from '../noise.ts';
import { createDrawing } from './draw.ts';
import type { Draw } from './draw.ts';
import type { DrawnImage } from './picture.ts';

/** Ancillary, private and safe to copy (PNG 1.2, 3.3): every reader skips it. */
const CHUNK_TYPE = 'npAd';
/** Of a chunk, beside its data: length, type and checksum. */
const FRAME_BYTES = 12;

/** A valid PNG of exactly so many bytes: one chunk of noise in front of its end. */
export function padPng(png: Buffer, bytes: number): Buffer {
	const noiseBytes = bytes - png.length - FRAME_BYTES;
	if (noiseBytes < 0) throw new Error(`A picture needs ${png.length + FRAME_BYTES} bytes or more`);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(noiseBytes);
	const content = Buffer.concat([Buffer.from(CHUNK_TYPE), noise(noiseBytes)]);
	const checksum = Buffer.alloc(4);
	checksum.writeUInt32BE(crc32(content));
	const end = png.length - FRAME_BYTES;
	return Buffer.concat([png.subarray(0, end), length, content, checksum, png.subarray(end)]);
}

/** Plain PNGs of a given size in bytes. All that are alike share one buffer. */
export function createPaddedDrawing(bytes: number): Draw {
	const drawPlain = createDrawing(true);
	const padded = new WeakMap<Buffer, DrawnImage>();
	return async (picture) => {
		const drawn = await drawPlain({ ...picture, format: 'png', references: [], variant: 0 });
		const known = padded.get(drawn.bytes) ?? { ...drawn, bytes: padPng(drawn.bytes, bytes) };
		padded.set(drawn.bytes, known);
		return known;
	};
}
