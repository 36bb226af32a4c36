import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { dimensionsOf } from '../dimensions.ts';
import type { AspectRatio, Dimensions, ImageSize } from '../dimensions.ts';
import { backgroundSvg } from './background.ts';
import { encode, mimeTypeOf } from './encode.ts';
import type { ImageFormat } from './encode.ts';
import { textOutline, textWidth } from './glyphs.ts';
import { layoutOf } from './layout.ts';
import type { Box, Layout } from './layout.ts';
import { thumbnail } from './thumbnail.ts';
import { fitText } from './wrapText.ts';

export interface Picture {
	prompt: string;
	model: string;
	size: ImageSize;
	ratio: AspectRatio;
	format: ImageFormat;
	references: Buffer[];
	/** Tells apart several pictures of the same prompt. */
	variant: number;
	/** Shown in the caption. */
	quality?: string;
	/** Nothing behind the subject. */
	transparent?: boolean;
	/** The first reference stays as it is outside of it. */
	mask?: Buffer;
	/** With a mask: the size of the first reference, whatever size and ratio say. */
	keepsShape?: boolean;
}

export interface DrawnImage extends Dimensions {
	bytes: Buffer;
	mimeType: string;
}

function promptSvg(prompt: string, box: Box, short: number): string {
	const text = fitText(prompt, 600, box, { largest: short * 0.105, smallest: short * 0.026 });
	return text.lines
		.map((line, index) => {
			const baseline = box.y + text.fontSize * 0.86 + index * text.lineHeight;
			return `<path d="${textOutline(line, 600, text.fontSize, box.x, baseline)}" fill="#fff"/>`;
		})
		.join('');
}

function captionSvg(picture: Picture, { width, height }: Dimensions, box: Box): string {
	const narrow = width < height / 2.5;
	const shape = `${picture.size} · ${picture.ratio}`;
	const pixels = `${width} × ${height} px`;
	const lines = narrow ? [picture.model, shape, pixels] : [picture.model, `${shape} · ${pixels}`];
	const rowHeight = box.height / lines.length;
	return lines
		.map((line, index) => {
			const weight = index === 0 ? 600 : 400;
			const wanted = rowHeight * 0.68;
			const fontSize = Math.min(wanted, (wanted * box.width) / textWidth(line, weight, wanted));
			const baseline = box.y + rowHeight * (index + 0.8);
			const path = textOutline(line, weight, fontSize, box.x, baseline);
			return `<path d="${path}" fill="#fff" opacity="${index === 0 ? 1 : 0.85}"/>`;
		})
		.join('');
}

/** A white card with a soft shadow under each reference image. */
function cardsSvg(thumbnails: Box[]): string {
	return thumbnails
		.map(({ x, y, width }) => {
			const rim = Math.max(2, width * 0.025);
			const corner = width * 0.07 + rim;
			const card = (grow: number, fill: string, opacity: number, drop = 0) =>
				`<rect x="${x - rim - grow}" y="${y - rim - grow + drop}" width="${width + 2 * (rim + grow)}" height="${width + 2 * (rim + grow)}" rx="${corner + grow}" fill="${fill}" opacity="${opacity}"/>`;
			return (
				card(rim * 1.4, '#000', 0.12, rim) +
				card(rim * 0.6, '#000', 0.16, rim * 0.6) +
				card(0, '#fff', 0.95)
			);
		})
		.join('');
}

function pictureSvg(picture: Picture, size: Dimensions, layout: Layout): string {
	const words = `${picture.prompt}\n${picture.variant}`;
	return (
		`<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">` +
		backgroundSvg(size, words) +
		cardsSvg(layout.thumbnails) +
		promptSvg(picture.prompt, layout.prompt, Math.min(size.width, size.height)) +
		captionSvg(picture, size, layout.caption) +
		'</svg>'
	);
}

async function draw(picture: Picture): Promise<DrawnImage> {
	const size = dimensionsOf(picture.size, picture.ratio);
	const layout = layoutOf(size, picture.references.length);
	const thumbnails = await Promise.all(
		layout.thumbnails.map(async (box, index) => ({
			input: await thumbnail(picture.references[index] as Buffer, box.width),
			left: box.x,
			top: box.y,
		})),
	);
	const svg = Buffer.from(pictureSvg(picture, size, layout));
	const flat = sharp(svg, { limitInputPixels: false, unlimited: true })
		.composite(thumbnails)
		.flatten({ background: '#101018' });
	return {
		...size,
		bytes: await encode(flat, picture.format),
		mimeType: mimeTypeOf[picture.format],
	};
}

const plainColours = ['#3b6ea5', '#a5713b', '#5f9e4a', '#8a4a9e'];

/** One colour at the right dimensions: encoded once, for tests that need many images quickly. */
async function drawPlain(picture: Picture): Promise<DrawnImage> {
	const size = dimensionsOf(picture.size, picture.ratio);
	const background = plainColours[picture.variant % plainColours.length];
	const flat = sharp({ create: { ...size, channels: 3, background } });
	return {
		...size,
		bytes: await encode(flat, picture.format),
		mimeType: mimeTypeOf[picture.format],
	};
}

export type Draw = (picture: Picture) => Promise<DrawnImage>;

/** The same picture is drawn once; the oldest drawings are forgotten. */
export function createDrawing(plain: boolean, mostKept = 300): Draw {
	const drawn = new Map<string, Promise<DrawnImage>>();
	return (picture) => {
		const { prompt, references, mask, ...shape } = picture;
		const key = createHash('sha256').update(JSON.stringify(shape));
		if (mask) key.update(createHash('sha256').update(mask).digest());
		if (!plain) {
			key.update(prompt);
			for (const image of references) key.update(createHash('sha256').update(image).digest());
		}
		const name = key.digest('hex');
		const known = drawn.get(name);
		if (known) return known;
		const fresh = plain ? drawPlain(picture) : draw(picture);
		drawn.set(name, fresh);
		fresh.catch(() => drawn.delete(name));
		const oldest = drawn.keys().next();
		if (drawn.size > mostKept && !oldest.done) drawn.delete(oldest.value);
		return fresh;
	};
}
