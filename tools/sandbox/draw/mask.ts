import sharp from 'sharp';
import type { Dimensions } from '../dimensions.ts';

export interface Region extends Dimensions {
	left: number;
	top: number;
}

/** Where an edit may change pixels: 255 inside, 0 outside, one byte per pixel. */
export interface EditArea {
	alpha: Buffer;
	/** Around all of it; null when the mask allows nothing. */
	region: Region | null;
}

/**
 * Reads a mask as OpenAI and FAL do: what is transparent may change, or, in a mask without
 * transparency, what is white.
 */
export async function readEditArea(mask: Buffer, { width, height }: Dimensions): Promise<EditArea> {
	const { data } = await sharp(mask)
		.resize(width, height, { fit: 'fill', kernel: 'nearest' })
		.toColourspace('srgb')
		.ensureAlpha()
		.raw()
		.toBuffer({ resolveWithObject: true });
	const pixels = width * height;
	let isByAlpha = false;
	for (let i = 0; i < pixels && !isByAlpha; i++) isByAlpha = (data[i * 4 + 3] ?? 255) < 128;
	const alpha = Buffer.alloc(pixels);
	let [left, top, right, bottom] = [width, height, -1, -1];
	for (let i = 0; i < pixels; i++) {
		const isOpen = isByAlpha ? (data[i * 4 + 3] ?? 255) < 128 : (data[i * 4] ?? 0) >= 128;
		if (!isOpen) continue;
		alpha[i] = 255;
		const x = i % width;
		const y = Math.floor(i / width);
		left = Math.min(left, x);
		right = Math.max(right, x);
		top = Math.min(top, y);
		bottom = Math.max(bottom, y);
	}
	const region =
		right < left ? null : { left, top, width: right - left + 1, height: bottom - top + 1 };
	return { alpha, region };
}

const raw = async (image: Buffer): Promise<Buffer> =>
	await sharp(image).toColourspace('srgb').ensureAlpha().raw().toBuffer();

/** `change` where the mask allows it, and the very pixels of `original` everywhere else. */
export async function withinMask(
	original: Buffer,
	change: Buffer,
	{ alpha }: EditArea,
	{ width, height }: Dimensions,
): Promise<Buffer> {
	const [pixels, changed] = await Promise.all([raw(original), raw(change)]);
	for (let i = 0; i < alpha.length; i++) {
		if (alpha[i] === 255) changed.copy(pixels, i * 4, i * 4, i * 4 + 4);
	}
	return await sharp(pixels, { raw: { width, height, channels: 4 } })
		.png({ compressionLevel: 1 })
		.toBuffer();
}
