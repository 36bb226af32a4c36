import type { FileFacts } from '../facts';
import { readBoxHeader, readInnerBoxes, type Box } from './boxes';
import type { FileReader } from './walk';

/** Boxes without which there is no picture; what cameras and editors add may be damaged. */
const ESSENTIAL = ['ftyp', 'meta', 'moov', 'mdat'];

/** HEIF (ISO 23008-12), the container of AVIF and HEIC: boxes in any order. */
export function* readHeif(facts: FileFacts): FileReader {
	let hasDescription = false;
	let hasPicture = false;
	for (;;) {
		const box = yield* readBoxHeader();
		if (box === null) return;
		const isWhole = hasDescription && hasPicture;
		if (!isWhole || ESSENTIAL.includes(box.type)) facts.end = 'cut';
		hasPicture ||= box.type === 'mdat';
		hasDescription ||= ['meta', 'moov'].includes(box.type);
		// Whether all of it is there, only its data could tell.
		if (box.length === Infinity && hasDescription && hasPicture) facts.end = 'whole';
		if (box.type === 'meta' && box.length >= 4) {
			yield { skip: 4 };
			yield* readInnerBoxes(box.length - 4, function* inMeta(inner): FileReader {
				hasPicture ||= inner.type === 'idat';
				yield* readProperties(inner, facts, 0);
			});
		} else {
			yield { skip: box.length };
		}
		facts.end = hasDescription && hasPicture ? 'whole' : 'cut';
	}
}

/** 6.5.3: the largest `ispe` is the image itself, the others are its tiles. */
function* readProperties(box: Box, facts: FileFacts, depth: number): FileReader {
	if (box.type === ['iprp', 'ipco'][depth]) {
		yield* readInnerBoxes(box.length, (inner) => readProperties(inner, facts, depth + 1));
	} else if (box.type === 'ispe' && box.length >= 12) {
		const bytes = yield { take: 12 };
		const found = { width: bytes.readUInt32BE(4), height: bytes.readUInt32BE(8) };
		const { width = 0, height = 0 } = facts.dimensions ?? {};
		if (found.width * found.height > width * height) facts.dimensions = found;
		yield { skip: box.length - 12 };
	} else {
		yield { skip: box.length };
	}
}
