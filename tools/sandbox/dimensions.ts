/** Pixels of every aspect ratio at 1K, as Google's Nano Banana models deliver them. */
const pixelsAt1K = {
	'1:1': [1024, 1024],
	'2:3': [848, 1264],
	'3:2': [1264, 848],
	'3:4': [896, 1200],
	'4:3': [1200, 896],
	'4:5': [928, 1152],
	'5:4': [1152, 928],
	'9:16': [768, 1376],
	'16:9': [1376, 768],
	'21:9': [1584, 672],
	'1:4': [512, 2048],
	'4:1': [2048, 512],
	'1:8': [384, 3072],
	'8:1': [3072, 384],
} as const;

const scaleOfSize = { '512': 0.5, '1K': 1, '2K': 2, '4K': 4 } as const;

export type AspectRatio = keyof typeof pixelsAt1K;
export type ImageSize = keyof typeof scaleOfSize;

export const aspectRatios = Object.keys(pixelsAt1K) as AspectRatio[];
export const imageSizes = Object.keys(scaleOfSize) as ImageSize[];

export interface Dimensions {
	width: number;
	height: number;
}

export function dimensionsOf(size: ImageSize, ratio: AspectRatio): Dimensions {
	const [width, height] = pixelsAt1K[ratio];
	const scale = scaleOfSize[size];
	return { width: width * scale, height: height * scale };
}

/** Absent and `auto` mean a square; null means a ratio that no model has. */
export function readAspectRatio(value: unknown): AspectRatio | null {
	if (value === undefined || value === null || value === '' || value === 'auto') return '1:1';
	return aspectRatios.find((ratio) => ratio === value) ?? null;
}

/** Absent means 1K; null means a size that no model has. */
export function readImageSize(value: unknown): ImageSize | null {
	if (value === undefined || value === null || value === '') return '1K';
	return imageSizes.find((size) => size === value) ?? null;
}
