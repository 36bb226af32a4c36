import type { Dimensions, FileFacts } from '../facts';
import { readBoxHeader } from './boxes';
import type { FileReader } from './walk';

/** The mark, and the longest size that can stand behind it. */
const LONGEST_HEAD = 12;

/** A bare JPEG XL codestream (ISO 18181-1): nothing in it tells where it ends. */
export function* readJxlCodestream(facts: FileFacts): FileReader {
	facts.dimensions = jxlDimensions(yield { take: LONGEST_HEAD });
	facts.end = 'whole';
}

/** JPEG XL in boxes (ISO 18181-2): the codestream in one piece (`jxlc`) or in several (`jxlp`). */
export function* readJxlContainer(facts: FileFacts): FileReader {
	let isWhole = false;
	for (;;) {
		const box = yield* readBoxHeader();
		if (box === null) return;
		const isPart = box.type === 'jxlp' && box.length >= 4;
		const isPicture = isPart || box.type === 'jxlc';
		if (isPicture) facts.end = 'cut';
		// The highest bit of a part's number says that it is the last one.
		const isLast = isPart ? (yield { take: 4 }).readUInt32BE(0) >= 0x80000000 : isPicture;
		let rest = box.length - (isPart ? 4 : 0);
		if (isPicture && facts.dimensions === null && rest >= LONGEST_HEAD) {
			facts.dimensions = jxlDimensions(yield { take: LONGEST_HEAD });
			rest -= LONGEST_HEAD;
		}
		isWhole ||= isLast;
		if (isWhole && rest === Infinity) facts.end = 'whole';
		yield { skip: rest };
		facts.end = isWhole ? 'whole' : 'cut';
	}
}

/** Width to height, by the number that stands for them. */
const RATIOS = [1, 12 / 10, 4 / 3, 3 / 2, 16 / 9, 5 / 4, 2];

/** ISO 18181-1, D.2: bits from the lowest on; sizes of small images count in eights. */
function jxlDimensions(head: Buffer): Dimensions {
	let at = 16;
	const bits = (count: number): number => {
		let value = 0;
		for (let bit = 0; bit < count; bit += 1, at += 1) {
			value += (((head[at >> 3] ?? 0) >> (at & 7)) & 1) * 2 ** bit;
		}
		return value;
	};
	const isSmall = bits(1) === 1;
	const side = () => (isSmall ? 8 * (bits(5) + 1) : bits([9, 13, 18, 30][bits(2)] ?? 0) + 1);
	const height = side();
	const ratio = bits(3);
	// Rounding must not take away a pixel of a product that is whole.
	const width = ratio === 0 ? side() : Math.floor(height * (RATIOS[ratio - 1] ?? 1) + 1e-9);
	return { width, height };
}
