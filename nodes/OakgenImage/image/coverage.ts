import { detectFormat } from './format';

/**
 * What the first bytes of a file tell of it as a mask. `alpha`: it can be transparent. `grey`: it has
 * no colours. `colours`: it has some, and nothing transparent. `unknown`: only its pixels could tell.
 */
export type Coverage = 'alpha' | 'grey' | 'colours' | 'unknown';

/** @param head as much of the file as is at hand */
export function coverageOf(head: Buffer): Coverage {
	const name = detectFormat(head)?.name;
	if (name === 'PNG') return ofPng(head);
	return name === 'WebP' && hasAlpha(head) ? 'alpha' : 'unknown';
}

const GREY = 0;
const PALETTE = 3;
const GREY_WITH_ALPHA = 4;
const COLOURS_WITH_ALPHA = 6;

/** PNG (W3C), 11.2: the colour type in IHDR, and tRNS, PLTE in front of the pixels. */
function ofPng(head: Buffer): Coverage {
	if (head.length < 26) return 'unknown';
	const colourType = head.readUInt8(25);
	if (colourType === GREY_WITH_ALPHA || colourType === COLOURS_WITH_ALPHA) return 'alpha';
	let palette: Buffer | null = null;
	for (let at = 8; at + 8 <= head.length;) {
		const length = head.readUInt32BE(at);
		const type = head.toString('latin1', at + 4, at + 8);
		if (type === 'tRNS') return 'alpha';
		if (type === 'PLTE') palette = head.subarray(at + 8, at + 8 + length);
		if (type === 'IDAT') {
			if (colourType === GREY) return 'grey';
			if (colourType !== PALETTE || palette === null) return 'unknown';
			return isGrey(palette) ? 'grey' : 'colours';
		}
		at += 12 + length;
	}
	return 'unknown';
}

/** Between shades that look grey, what editors round. */
const TOLERANCE = 16;

function isGrey(palette: Buffer): boolean {
	for (let at = 0; at + 3 <= palette.length; at += 3) {
		const shades = [...palette.subarray(at, at + 3)];
		if (Math.max(...shades) - Math.min(...shades) > TOLERANCE) return false;
	}
	return true;
}

/** WebP container specification (Google): the flags of VP8X, and the header of VP8L. */
function hasAlpha(head: Buffer): boolean {
	if (head.length < 25) return false;
	const type = head.toString('latin1', 12, 16);
	if (type === 'VP8X') return (head.readUInt8(20) & 0x10) !== 0;
	return type === 'VP8L' && ((head.readUInt32LE(21) >>> 28) & 1) === 1;
}
