import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { dimensionsOf } from '../dimensions.ts';
import type { Dimensions } from '../dimensions.ts';
import { captionSvg } from './caption.ts';
import { encode, mimeTypeOf } from './encode.ts';
import { inpaint } from './inpaint.ts';
import { layoutOf } from './layout.ts';
import type { Box } from './layout.ts';
import type { DrawnImage, Picture } from './picture.ts';
import { drawPlain, plainColourOf } from './plain.ts';
import { placeReferences } from './placeReferences.ts';
import { sceneSvg } from './scene/compose.ts';

/** A white card with a soft shadow under each reference image. */
function cardsSvg(thumbnails: Box[]): string {
	return thumbnails
		.map(({ x, y, width }) => {
			const rim = Math.max(2, width * 0.03);
			const card = (grow: number, fill: string, opacity: number, drop = 0) =>
				`<rect x="${x - rim - grow}" y="${y - rim - grow + drop}" width="${width + 2 * (rim + grow)}" height="${width + 2 * (rim + grow)}" rx="${rim + grow}" fill="${fill}" opacity="${opacity}"/>`;
			return (
				card(rim * 1.2, '#000', 0.12, rim) +
				card(rim * 0.5, '#000', 0.16, rim * 0.6) +
				card(0, '#fff', 0.95)
			);
		})
		.join('');
}

function asSvg({ width, height }: Dimensions, content: string): Buffer {
	return Buffer.from(
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`,
	);
}

async function drawScene(picture: Picture): Promise<Dimensions & { png: Buffer }> {
	const size = dimensionsOf(picture.size, picture.ratio);
	const { prompt, model, variant, transparent = false } = picture;
	const { cutouts, cards } = await placeReferences(picture.references, size);
	const layout = layoutOf(size, picture.references.length);
	const withoutSubjects = cutouts.length > 0;
	const captionShare = transparent ? 0 : 1 - layout.caption.y / size.height;
	const look = { prompt, model, variant, withoutSubjects, captionShare, ...size };
	const scene = sceneSvg({ ...look, subjectsOnly: transparent && !withoutSubjects });
	const caption = asSvg(size, captionSvg(picture, size, layout.caption));
	const behind = transparent && withoutSubjects ? '' : scene;
	const layers = [
		...cutouts,
		...cards.images,
		...(transparent ? [] : [{ input: caption, left: 0, top: 0 }]),
	];
	const svg = asSvg(size, behind + (transparent ? '' : cardsSvg(cards.boxes)));
	const canvas = sharp(svg, { limitInputPixels: false, unlimited: true }).composite(layers);
	return { ...size, png: await canvas.png({ compressionLevel: 1 }).toBuffer() };
}

async function draw(picture: Picture): Promise<DrawnImage> {
	const [original] = picture.references;
	const { png, ...size } =
		picture.mask && original
			? await inpaint(picture, picture.mask, original, null)
			: await drawScene(picture);
	return await finish(picture, png, size);
}

/** Encodes; only a transparent picture, or an edit of one, keeps its transparency. */
async function finish(
	{ transparent, mask, format }: Picture,
	png: Buffer,
	size: Dimensions,
): Promise<DrawnImage> {
	const image = sharp(png, { limitInputPixels: false });
	const flat = transparent || mask ? image : image.flatten({ background: '#101018' });
	return { ...size, bytes: await encode(flat, format), mimeType: mimeTypeOf[format] };
}

async function drawPlainly(picture: Picture): Promise<DrawnImage> {
	const [original] = picture.references;
	if (!picture.mask || !original) return await drawPlain(picture);
	const { png, ...size } = await inpaint(
		picture,
		picture.mask,
		original,
		plainColourOf(picture.variant),
	);
	return await finish(picture, png, size);
}

export type Draw = (picture: Picture) => Promise<DrawnImage>;

/** The same picture is drawn once; the oldest drawings are forgotten. */
export function createDrawing(plain: boolean, mostKept = 300): Draw {
	const drawn = new Map<string, Promise<DrawnImage>>();
	return (picture) => {
		const { prompt, references, mask, ...shape } = picture;
		const key = createHash('sha256').update(JSON.stringify(shape));
		// A plain picture shows nothing of them, but for an edit with a mask.
		if (!plain || mask) {
			key.update(prompt);
			for (const image of [...references, ...(mask ? [mask] : [])]) {
				key.update(createHash('sha256').update(image).digest());
			}
		}
		const name = key.digest('hex');
		const known = drawn.get(name);
		if (known) return known;
		const fresh = plain ? drawPlainly(picture) : draw(picture);
		drawn.set(name, fresh);
		fresh.catch(() => drawn.delete(name));
		const oldest = drawn.keys().next();
		if (drawn.size > mostKept && !oldest.done) drawn.delete(oldest.value);
		return fresh;
	};
}
