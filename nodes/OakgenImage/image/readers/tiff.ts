import type { FileFacts } from '../facts';
import type { FileReader } from './walk';

const WIDTH = 256;
const HEIGHT = 257;
const STRIP_OFFSETS = 273;
const STRIP_LENGTHS = 279;

/** More is no image, but noise. */
const MOST_TAGS = 4096;

/**
 * TIFF 6.0 and BigTIFF (libtiff), in both byte orders: a directory of tags, which may stand before
 * or behind the pixels. Of pixels in several strips it is not known where the last one ends.
 */
export function* readTiff(facts: FileFacts): FileReader {
	const start = yield { take: 8 };
	const isLittle = start[0] === 0x49;
	const isBig = start[isLittle ? 2 : 3] === 43;
	const number = (bytes: Buffer, at: number, size: number): number => {
		if (size > 4) return Number(isLittle ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at));
		return isLittle ? bytes.readUIntLE(at, size) : bytes.readUIntBE(at, size);
	};
	const wordSize = isBig ? 8 : 4;
	const offset = isBig ? number(yield { take: 8 }, 0, 8) : number(start, 4, 4);
	const headLength = isBig ? 16 : 8;
	yield { skip: offset - headLength };

	const tagSize = isBig ? 20 : 12;
	const countSize = isBig ? 8 : 2;
	const count = number(yield { take: countSize }, 0, countSize);
	if (count > MOST_TAGS) return;
	const values = new Map<number, number>();
	for (let tag = 0; tag < count; tag += 1) {
		const bytes = yield { take: tagSize };
		const size = { 3: 2, 4: 4, 16: 8 }[number(bytes, 2, 2)];
		const isOne = number(bytes, 4, wordSize) === 1;
		if (size !== undefined && isOne) {
			values.set(number(bytes, 0, 2), number(bytes, 4 + wordSize, Math.min(size, wordSize)));
		}
	}
	facts.dimensions = { width: values.get(WIDTH) ?? 0, height: values.get(HEIGHT) ?? 0 };
	const directoryEnd = Math.max(offset, headLength) + countSize + count * tagSize;
	const pixelEnd = (values.get(STRIP_OFFSETS) ?? 0) + (values.get(STRIP_LENGTHS) ?? 0);
	yield { skip: pixelEnd - directoryEnd };
	facts.end = 'whole';
}
