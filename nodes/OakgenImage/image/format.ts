import { ftypFormat } from './ftyp';
import { isBmp } from './readers/bmp';
import { isIco } from './readers/ico';
import { isSvg } from './svg';

export interface ImageFormat {
	name:
		| 'PNG'
		| 'JPEG'
		| 'WebP'
		| 'GIF'
		| 'AVIF'
		| 'HEIC'
		| 'HEIF'
		| 'JPEG XL'
		| 'JPEG XL in boxes'
		| 'JPEG 2000 in boxes'
		| 'JPEG 2000'
		| 'QOI'
		| 'OpenEXR'
		| 'Radiance HDR'
		| 'TIFF'
		| 'BMP'
		| 'ICO'
		| 'PSD'
		| 'SVG';
	mimeType: string;
	/** As files are named, without the dot. */
	extension: string;
	/** Providers may take such a file as a reference image. */
	isReference: boolean;
}

interface Signature extends ImageFormat {
	matches(head: Buffer): boolean;
}

/** Bytes from the start of a file that every signature fits in, but for what stands before an SVG. */
export const SIGNATURE_LENGTH = 64;

const format =
	({ isReference }: Pick<ImageFormat, 'isReference'>) =>
	(
		name: ImageFormat['name'],
		mimeType: string,
		extension: string,
		matches: Signature['matches'],
	): Signature => ({ name, mimeType, extension, isReference, matches });
const reference = format({ isReference: true });
const resultOnly = format({ isReference: false });

const begins = (...starts: string[]) => {
	const bytes = starts.map((hex) => Buffer.from(hex, 'hex'));
	return (head: Buffer) => bytes.some((start) => head.subarray(0, start.length).equals(start));
};

const SIGNATURES: readonly Signature[] = [
	reference('PNG', 'image/png', 'png', begins('89504e470d0a1a0a')),
	reference('JPEG', 'image/jpeg', 'jpg', begins('ffd8ff')),
	reference(
		'WebP',
		'image/webp',
		'webp',
		(head) => ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WEBP',
	),
	reference('GIF', 'image/gif', 'gif', begins('474946383761', '474946383961')),
	reference('AVIF', 'image/avif', 'avif', (head) => ftypFormat(head) === 'AVIF'),
	reference('HEIC', 'image/heic', 'heic', (head) => ftypFormat(head) === 'HEIC'),
	reference('HEIF', 'image/heif', 'heif', (head) => ftypFormat(head) === 'HEIF'),
	reference('TIFF', 'image/tiff', 'tif', begins('49492a00', '4d4d002a', '49492b00', '4d4d002b')),
	reference('BMP', 'image/bmp', 'bmp', isBmp),
	resultOnly('JPEG XL in boxes', 'image/jxl', 'jxl', begins('0000000c4a584c200d0a870a')),
	resultOnly('JPEG XL', 'image/jxl', 'jxl', begins('ff0a')),
	resultOnly('JPEG 2000 in boxes', 'image/jp2', 'jp2', begins('0000000c6a5020200d0a870a')),
	resultOnly('JPEG 2000', 'image/j2c', 'j2c', begins('ff4fff51')),
	resultOnly('QOI', 'image/qoi', 'qoi', begins('716f6966')),
	resultOnly('OpenEXR', 'image/x-exr', 'exr', begins('762f3101')),
	resultOnly(
		'Radiance HDR',
		'image/vnd.radiance',
		'hdr',
		begins('233f52414449414e4345', '233f52474245'),
	),
	resultOnly('ICO', 'image/x-icon', 'ico', isIco),
	resultOnly('PSD', 'image/vnd.adobe.photoshop', 'psd', begins('384250530001', '384250530002')),
	resultOnly('SVG', 'image/svg+xml', 'svg', (head) => isSvg(head) === true),
];

/** @returns the format that the first bytes announce, or null when it is no image the node knows */
export function detectFormat(head: Buffer): ImageFormat | null {
	return SIGNATURES.find((signature) => signature.matches(head)) ?? null;
}

/** Whether these first bytes are enough for `detectFormat`: more would not change what it says. */
export function isDecided(head: Buffer): boolean {
	return head.length >= SIGNATURE_LENGTH && (detectFormat(head) !== null || isSvg(head) !== null);
}

/** As users are told what they may give. */
export const REFERENCE_FORMATS = 'PNG, JPEG, WebP, GIF or AVIF';

const UNKNOWN_BINARY = 'an unknown binary format';
const PACKED = 'packed data (gzip)';

const OTHERS: ReadonlyArray<[RegExp, string]> = [
	[/^%pdf/, 'a PDF document'],
	[/^%!ps/, 'a PostScript document'],
	[/^[^]{4}ftyp/, 'a video or sound file'],
	[/^\p{Cc}e\xdf\xa3/u, 'a video or sound file'],
	[/^pk\p{Cc}{2}/u, 'a ZIP archive'],
	[/^<!doctype html|^<html/, 'an HTML page'],
	[/^</, 'an XML or HTML text'],
	[/^[{[]/, 'a JSON text'],
];

/** What a file that is no image, or none that can be used, seems to be, for an error message. */
export function describeOther(head: Buffer): string {
	const found = detectFormat(head);
	if (found) return found.name === 'SVG' ? 'an SVG drawing' : `a file in the format ${found.name}`;
	const start = head
		.subarray(0, 512)
		.toString('latin1')
		.replace(/^\xef\xbb\xbf/, '')
		.trimStart();
	if (start === '') return 'empty';
	if (start.startsWith('\x1f\x8b')) return PACKED;
	const other = OTHERS.find(([pattern]) => pattern.test(start.toLowerCase()));
	if (other) return other[1];
	return /(?![\t-\r\u007f-\u009f])\p{Cc}/u.test(start) ? UNKNOWN_BINARY : 'a text';
}

function ascii(bytes: Buffer, from: number, to: number): string {
	return bytes.subarray(from, to).toString('latin1');
}
