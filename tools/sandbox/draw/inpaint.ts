import sharp from 'sharp';
import { dimensionsOf } from '../dimensions.ts';
import type { Dimensions } from '../dimensions.ts';
import type { Picture } from './picture.ts';
import { readEditArea, withinMask } from './mask.ts';
import type { EditArea } from './mask.ts';
import { sceneSvg } from './scene/compose.ts';

/** The size of an edit with a mask: that of its image, or what was asked for. */
async function sizeOf(picture: Picture, original: Buffer): Promise<Dimensions> {
	if (!picture.keepsShape) return dimensionsOf(picture.size, picture.ratio);
	const { width, height } = await sharp(original).metadata();
	return { width, height };
}

/** The first reference, with the prompt's subjects in the mask's area; all else stays as it was. */
export async function inpaint(
	picture: Picture,
	mask: Buffer,
	original: Buffer,
	plainColour: string | null,
): Promise<Dimensions & { png: Buffer }> {
	const size = await sizeOf(picture, original);
	const base = await sharp(original)
		.resize(size.width, size.height, { fit: 'fill' })
		.png({ compressionLevel: 1 })
		.toBuffer();
	const area = await readEditArea(mask, size);
	if (!area.region) return { ...size, png: base };
	const short = Math.min(area.region.width, area.region.height);
	const subject = subjectIn(picture, area.region, plainColour);
	const change = await sharp(base)
		.composite([
			{ input: await blurredInside(base, area, size, short) },
			{ input: Buffer.from(subject), left: area.region.left, top: area.region.top },
		])
		.png({ compressionLevel: 1 })
		.toBuffer();
	return { ...size, png: await withinMask(base, change, area, size) };
}

/** What was there gives way, less and less towards the mask's edge, so that no seam shows. */
async function blurredInside(
	base: Buffer,
	{ alpha }: EditArea,
	{ width, height }: Dimensions,
	short: number,
): Promise<Buffer> {
	const [blurred, weights] = await Promise.all([
		sharp(base)
			.blur(Math.max(2, short * 0.14))
			.ensureAlpha()
			.raw()
			.toBuffer(),
		sharp(alpha, { raw: { width, height, channels: 1 } })
			.blur(Math.max(1, short * 0.06))
			.linear(2, -255)
			.toColourspace('b-w')
			.raw()
			.toBuffer(),
	]);
	for (let i = 0; i < alpha.length; i++) blurred[i * 4 + 3] = weights[i] ?? 0;
	return await sharp(blurred, { raw: { width, height, channels: 4 } })
		.png({ compressionLevel: 1 })
		.toBuffer();
}

function subjectIn(
	{ prompt, model, variant }: Picture,
	{ width, height }: Dimensions,
	plainColour: string | null,
): string {
	const inner =
		plainColour === null
			? sceneSvg({ prompt, model, variant, width, height, subjectsOnly: true, captionShare: 0 })
			: `<rect width="${width}" height="${height}" fill="${plainColour}"/>`;
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${inner}</svg>`;
}
