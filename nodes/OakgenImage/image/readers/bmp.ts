import type { FileFacts } from '../facts';
import type { FileReader } from './walk';

/** Sizes of the header that tells of the picture: OS/2 1 and 2, Windows 3, its extensions, 4 and 5. */
const HEADER_SIZES = [12, 16, 40, 52, 56, 64, 108, 124];

/** Its two letters begin many texts, so the header behind them has to be right as well. */
export function isBmp(head: Buffer): boolean {
	return (
		head.length >= 18 &&
		head.toString('latin1', 0, 2) === 'BM' &&
		HEADER_SIZES.includes(head.readUInt32LE(14))
	);
}

/** Windows bitmap (Microsoft, BITMAPFILEHEADER and BITMAPINFOHEADER). */
export function* readBmp(facts: FileFacts): FileReader {
	const start = yield { take: 18 };
	const pixelsAt = start.readUInt32LE(10);
	const headerSize = start.readUInt32LE(14);
	const header = yield { take: headerSize - 4 };
	const isOld = headerSize === 12;
	const width = isOld ? header.readUInt16LE(0) : header.readInt32LE(0);
	// Below zero: the rows stand from top to bottom.
	const height = Math.abs(isOld ? header.readUInt16LE(2) : header.readInt32LE(4));
	const bitsPerPixel = header.readUInt16LE(isOld ? 6 : 10);
	facts.dimensions = { width, height };
	const compression = headerSize >= 40 ? header.readUInt32LE(12) : 0;
	const isPlain = compression === 0 || compression === 3;
	// Rows are filled up to four bytes. Encoders get the size of the file wrong, or leave it out.
	const pixels = Math.ceil((width * bitsPerPixel) / 32) * 4 * height;
	yield { skip: pixelsAt - 14 - headerSize + (isPlain ? pixels : 0) };
	facts.end = 'whole';
}
