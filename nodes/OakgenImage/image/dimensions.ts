import type { ImageFormat } from './format';

export interface Dimensions {
	/** Pixels. */
	width: number;
	height: number;
}

/** As PNG has it (W3C, 7.1); no other format allows for more. */
const LARGEST_DIMENSION = 2 ** 31 - 1;

/**
 * Reads width and height from the head of an image file.
 *
 * @returns null when the head is too short or not as the format's specification says
 */
export function readDimensions(format: ImageFormat, head: Buffer): Dimensions | null {
	const dimensions = READERS[format.name](head);
	return dimensions && isPossible(dimensions.width) && isPossible(dimensions.height)
		? dimensions
		: null;
}

function isPossible(pixels: number): boolean {
	return pixels > 0 && pixels <= LARGEST_DIMENSION;
}

const READERS: Record<ImageFormat['name'], (head: Buffer) => Dimensions | null> = {
	PNG: readPng,
	JPEG: readJpeg,
	WebP: readWebp,
	GIF: readGif,
	AVIF: readAvif,
};

/** PNG (W3C), 11.2.2: IHDR is the first chunk. */
function readPng(head: Buffer): Dimensions | null {
	if (head.length < 24) return null;
	return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) };
}

function readGif(head: Buffer): Dimensions | null {
	if (head.length < 10) return null;
	return { width: head.readUInt16LE(6), height: head.readUInt16LE(8) };
}

/** JPEG (ITU T.81), B.2: walk the segments to the frame header, SOF0 to SOF15. */
function readJpeg(head: Buffer): Dimensions | null {
	let at = 2;
	while (at + 9 <= head.length) {
		if (head[at] !== 0xff) return null;
		const marker = head[at + 1] ?? 0;
		if (marker === 0xff) {
			at += 1;
			continue;
		}
		const hasNoLength = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
		if (hasNoLength) {
			at += 2;
			continue;
		}
		const isFrameHeader = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
		if (isFrameHeader) {
			return { height: head.readUInt16BE(at + 5), width: head.readUInt16BE(at + 7) };
		}
		at += 2 + head.readUInt16BE(at + 2);
	}
	return null;
}

/** WebP container specification (Google): simple lossy, lossless and extended files. */
function readWebp(head: Buffer): Dimensions | null {
	if (head.length < 30) return null;
	switch (head.subarray(12, 16).toString('latin1')) {
		case 'VP8 ':
			return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff };
		case 'VP8L': {
			const bits = head.readUInt32LE(21);
			return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
		}
		case 'VP8X':
			return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 };
		default:
			return null;
	}
}

/** HEIF (ISO 23008-12), 6.5.3: the largest `ispe` box is the image itself, the others its tiles. */
function readAvif(head: Buffer): Dimensions | null {
	let largest: Dimensions | null = null;
	for (let at = head.indexOf('ispe'); at >= 0; at = head.indexOf('ispe', at + 4)) {
		if (at + 16 > head.length) break;
		const found = { width: head.readUInt32BE(at + 8), height: head.readUInt32BE(at + 12) };
		if (!largest || found.width * found.height > largest.width * largest.height) largest = found;
	}
	return largest;
}
