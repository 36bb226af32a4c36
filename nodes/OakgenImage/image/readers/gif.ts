import type { FileFacts } from '../facts';
import type { FileReader } from './walk';

const PICTURE = 0x2c;
const EXTENSION = 0x21;
const TRAILER = 0x3b;

/** GIF89a (CompuServe), 17 to 27: what stands behind the trailer is not part of it. */
export function* readGif(facts: FileFacts): FileReader {
	const header = yield { take: 13 };
	facts.dimensions = { width: header.readUInt16LE(6), height: header.readUInt16LE(8) };
	yield { skip: colourTable(header[10]) };
	let hasPicture = false;
	for (;;) {
		const [introducer = 0] = yield { take: 1 };
		if (introducer === TRAILER && hasPicture) facts.end = 'whole';
		if (introducer === PICTURE) {
			facts.end = 'cut';
			const descriptor = yield { take: 9 };
			yield { skip: colourTable(descriptor[8]) + 1 };
			yield* skipSubBlocks();
			hasPicture = true;
		} else if (introducer === EXTENSION) {
			facts.end = 'cut';
			yield { skip: 1 };
			yield* skipSubBlocks();
		} else if (introducer !== 0) {
			// Some encoders leave zeros between blocks, which readers pass over.
			return;
		}
		facts.end = hasPicture ? 'unmarked' : 'cut';
	}
}

/** Bytes of the table that the flags of a picture, or of the whole, announce. */
function colourTable(flags = 0): number {
	return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}

function* skipSubBlocks(): FileReader {
	for (;;) {
		const [length = 0] = yield { take: 1 };
		if (length === 0) return;
		yield { skip: length };
	}
}
