export interface ImageFormat {
	name: 'PNG' | 'JPEG' | 'WebP' | 'GIF' | 'AVIF';
	mimeType: string;
	/** As files are named, without the dot. */
	extension: string;
}

interface Signature extends ImageFormat {
	matches(head: Buffer): boolean;
}

/** Bytes from the start of a file that every signature below fits in. */
export const SIGNATURE_LENGTH = 32;

const AVIF_BRANDS = ['avif', 'avis'];

const SIGNATURES: readonly Signature[] = [
	{
		name: 'PNG',
		mimeType: 'image/png',
		extension: 'png',
		matches: (head) => head.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex')),
	},
	{
		name: 'JPEG',
		mimeType: 'image/jpeg',
		extension: 'jpg',
		matches: (head) => head.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex')),
	},
	{
		name: 'WebP',
		mimeType: 'image/webp',
		extension: 'webp',
		matches: (head) => ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WEBP',
	},
	{
		name: 'GIF',
		mimeType: 'image/gif',
		extension: 'gif',
		matches: (head) => ['GIF87a', 'GIF89a'].includes(ascii(head, 0, 6)),
	},
	{
		name: 'AVIF',
		mimeType: 'image/avif',
		extension: 'avif',
		matches: (head) =>
			ascii(head, 4, 8) === 'ftyp' &&
			[8, 16, 20, 24, 28].some((at) => AVIF_BRANDS.includes(ascii(head, at, at + 4))),
	},
];

/** @returns the format that the first bytes announce, or null when it is no image the node knows */
export function detectFormat(head: Buffer): ImageFormat | null {
	return SIGNATURES.find((signature) => signature.matches(head)) ?? null;
}

export const UNKNOWN_BINARY = 'an unknown binary format';

/** What a file that is no image seems to be, for an error message. */
export function describeOther(head: Buffer): string {
	const start = head.subarray(0, 512).toString('latin1').trimStart().toLowerCase();
	if (start === '') return 'empty';
	if (start.startsWith('<svg') || (start.startsWith('<?xml') && start.includes('<svg'))) {
		return 'an SVG drawing';
	}
	if (start.startsWith('<!doctype html') || start.startsWith('<html')) return 'an HTML page';
	if (start.startsWith('<')) return 'an XML or HTML text';
	if (start.startsWith('{') || start.startsWith('[')) return 'a JSON text';
	return /[\u0000-\u0008\u000e-\u001f]/.test(start) ? UNKNOWN_BINARY : 'a text';
}

function ascii(bytes: Buffer, from: number, to: number): string {
	return bytes.subarray(from, to).toString('latin1');
}
