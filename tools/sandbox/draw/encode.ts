import type { Sharp } from 'sharp';

export const imageFormats = ['png', 'jpeg', 'webp', 'avif', 'gif'] as const;
export type ImageFormat = (typeof imageFormats)[number];

export const mimeTypeOf: Record<ImageFormat, string> = {
	png: 'image/png',
	jpeg: 'image/jpeg',
	webp: 'image/webp',
	avif: 'image/avif',
	gif: 'image/gif',
};

export const extensionOf: Record<ImageFormat, string> = {
	png: 'png',
	jpeg: 'jpg',
	webp: 'webp',
	avif: 'avif',
	gif: 'gif',
};

/** Low effort throughout: nobody pays for the sandbox's bandwidth, everybody waits for its tests. */
export async function encode(picture: Sharp, format: ImageFormat): Promise<Buffer> {
	switch (format) {
		case 'png':
			return await picture.png({ compressionLevel: 4 }).toBuffer();
		case 'jpeg':
			return await picture.jpeg({ quality: 88 }).toBuffer();
		case 'webp':
			return await picture.webp({ quality: 85, effort: 1 }).toBuffer();
		case 'avif':
			return await picture.avif({ quality: 60, effort: 1 }).toBuffer();
		case 'gif':
			return await picture.gif({ effort: 1 }).toBuffer();
	}
}
