import sharp from 'sharp';
import { dimensionsOf } from '../dimensions.ts';
import type { DrawnImage, Picture } from './picture.ts';
import { encode, mimeTypeOf } from './encode.ts';

const colours = ['#3b6ea5', '#a5713b', '#5f9e4a', '#8a4a9e'];

export function plainColourOf(variant: number): string {
	return colours[variant % colours.length] ?? '#3b6ea5';
}

/** One colour at the right dimensions: encoded once, for tests that need many images quickly. */
export async function drawPlain(picture: Picture): Promise<DrawnImage> {
	const size = dimensionsOf(picture.size, picture.ratio);
	const background = plainColourOf(picture.variant);
	const flat = picture.transparent
		? framed(size, background)
		: sharp({ create: { ...size, channels: 3, background } });
	return {
		...size,
		bytes: await encode(flat, picture.format),
		mimeType: mimeTypeOf[picture.format],
	};
}

/** One colour in the middle, and nothing around it. */
function framed({ width, height }: { width: number; height: number }, background: string) {
	const inner = { width: Math.floor(width / 2), height: Math.floor(height / 2) };
	const [left, top] = [Math.floor(width / 4), Math.floor(height / 4)];
	return sharp({ create: { ...inner, channels: 4, background } }).extend({
		left,
		top,
		right: width - inner.width - left,
		bottom: height - inner.height - top,
		background: { r: 0, g: 0, b: 0, alpha: 0 },
	});
}
