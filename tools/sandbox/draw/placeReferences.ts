import sharp from 'sharp';
import type { Dimensions } from '../dimensions.ts';
import { layoutOf } from './layout.ts';
import type { Box } from './layout.ts';
import { thumbnail } from './thumbnail.ts';

interface Layer {
	input: Buffer;
	left: number;
	top: number;
}

export interface PlacedReferences {
	/** References with transparency stand in the scene, as products do. */
	cutouts: Layer[];
	/** The others hang in it as photographs. */
	cards: { images: Layer[]; boxes: Box[] };
}

async function isCutout(image: Buffer): Promise<boolean> {
	const { hasAlpha } = await sharp(image).metadata();
	return hasAlpha === true && !(await sharp(image).stats()).isOpaque;
}

/** Shares of the height. */
const cutoutHeight = 0.52;
const floor = 0.82;

async function standing(images: Buffer[], { width, height }: Dimensions): Promise<Layer[]> {
	const room = Math.floor((width * 0.9) / Math.max(1, images.length));
	return await Promise.all(
		images.map(async (image, index): Promise<Layer> => {
			const { data, info } = await sharp(image)
				.trim({ threshold: 1 })
				.resize(room, Math.floor(height * cutoutHeight), { fit: 'inside' })
				.png({ compressionLevel: 1 })
				.toBuffer({ resolveWithObject: true });
			const middle = width * 0.05 + room * (index + 0.5);
			return {
				input: data,
				left: Math.round(middle - info.width / 2),
				top: Math.round(height * floor - info.height),
			};
		}),
	);
}

export async function placeReferences(
	references: Buffer[],
	size: Dimensions,
): Promise<PlacedReferences> {
	const kinds = await Promise.all(references.map(isCutout));
	const photographs = references.filter((_, index) => !kinds[index]);
	const { thumbnails } = layoutOf(size, photographs.length);
	const images = await Promise.all(
		photographs.map(async (image, index): Promise<Layer> => {
			const box = thumbnails[index] as Box;
			return { input: await thumbnail(image, box.width), left: box.x, top: box.y };
		}),
	);
	return {
		cutouts: await standing(
			references.filter((_, index) => kinds[index]),
			size,
		),
		cards: { images, boxes: thumbnails },
	};
}
