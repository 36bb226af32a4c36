import type { FileFacts } from '../facts';
import type { FileReader } from './walk';

/**
 * Photoshop (Adobe, file formats specification): a header, three sections with a length, and the
 * pixels up to the end of the file, of which only they could tell whether all are there.
 */
export function* readPsd(facts: FileFacts): FileReader {
	const header = yield { take: 26 };
	facts.dimensions = { height: header.readUInt32BE(14), width: header.readUInt32BE(18) };
	// Version 2 is for large documents, and counts its layers in 64 bits.
	const isLarge = header.readUInt16BE(4) === 2;
	for (const bytes of [4, 4, isLarge ? 8 : 4]) {
		const size = yield { take: bytes };
		yield { skip: bytes === 8 ? Number(size.readBigUInt64BE(0)) : size.readUInt32BE(0) };
	}
	yield { take: 2 };
	facts.end = 'whole';
}
