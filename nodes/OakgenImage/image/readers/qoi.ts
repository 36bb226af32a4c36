import type { FileFacts } from '../facts';
import type { FileReader } from './walk';

/** QOI (qoiformat.org, 1.0): a header, and pixels of which only they tell whether all are there. */
export function* readQoi(facts: FileFacts): FileReader {
	const header = yield { take: 14 };
	facts.dimensions = { width: header.readUInt32BE(4), height: header.readUInt32BE(8) };
	// One pixel at least, and the eight bytes of the end.
	yield { skip: 9 };
	facts.end = 'whole';
}
