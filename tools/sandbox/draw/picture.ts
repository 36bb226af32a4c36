import type { AspectRatio, Dimensions, ImageSize } from '../dimensions.ts';
import type { ImageFormat } from './encode.ts';

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
