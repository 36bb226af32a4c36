import type { Dimensions, FileFacts } from '../facts';
import type { FileReader } from './walk';

/** Bytes by which encoders get the size of the whole wrong: its own header, or a byte of padding. */
const TOLERANCE = 9;

/** Written by encoders that do not know the size yet. */
const UNKNOWN_SIZES = [0, 0xffffffff];

/** WebP container specification (Google): a RIFF of chunks, each padded to an even size. */
export function* readWebp(facts: FileFacts): FileReader {
	const size = (yield { take: 12 }).readUInt32LE(4);
	const announced = UNKNOWN_SIZES.includes(size) ? 0 : size + 8;
	let at = 12;
	let hasPicture = false;
	while (at === 12 || announced === 0 || at < announced) {
		const header = yield { take: 8 };
		const type = header.toString('latin1', 0, 4);
		const length = header.readUInt32LE(4);
		if (!/^[A-Z0-9 ]{4}$/i.test(type)) return;
		facts.end = 'cut';
		const head = yield { take: Math.min(length, 10) };
		facts.dimensions ??= dimensionsIn(type, head);
		yield { skip: length - head.length };
		hasPicture ||= ['VP8 ', 'VP8L', 'ANMF'].includes(type);
		at += 8 + length + (length % 2);
		if (hasPicture) facts.end = at + TOLERANCE >= announced ? 'whole' : 'unmarked';
		yield { skip: length % 2 };
	}
}

/** Of simple lossy, lossless and extended files. */
function dimensionsIn(type: string, head: Buffer): Dimensions | null {
	if (type === 'VP8 ' && head.length >= 10) {
		return { width: head.readUInt16LE(6) & 0x3fff, height: head.readUInt16LE(8) & 0x3fff };
	}
	if (type === 'VP8L' && head.length >= 5) {
		const bits = head.readUInt32LE(1);
		return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
	}
	if (type === 'VP8X' && head.length >= 10) {
		return { width: head.readUIntLE(4, 3) + 1, height: head.readUIntLE(7, 3) + 1 };
	}
	return null;
}
