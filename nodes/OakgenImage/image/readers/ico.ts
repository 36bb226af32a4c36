import type { FileFacts } from '../facts';
import type { FileReader } from './walk';

const ENTRY_LENGTH = 16;
const HEADER_LENGTH = 6;

/** Icons have a handful; more is something else that begins the same. */
const MOST_PICTURES = 256;

/** The first entry has to be one, because four bytes that are nearly zero begin other files too. */
export function isIco(head: Buffer): boolean {
	if (head.length < HEADER_LENGTH + ENTRY_LENGTH || head.readUInt32LE(0) !== 0x00010000)
		return false;
	const count = head.readUInt16LE(4);
	const isEntry =
		head[9] === 0 &&
		head.readUInt16LE(10) <= 1 &&
		head.readUInt32LE(14) > 0 &&
		head.readUInt32LE(18) >= HEADER_LENGTH + count * ENTRY_LENGTH;
	return count > 0 && count <= MOST_PICTURES && isEntry;
}

/** Icon (Microsoft, ICONDIR): the same picture in several sizes, of which the largest counts. */
export function* readIco(facts: FileFacts): FileReader {
	const count = (yield { take: HEADER_LENGTH }).readUInt16LE(4);
	let end = 0;
	let width = 0;
	let height = 0;
	for (let picture = 0; picture < count; picture += 1) {
		const entry = yield { take: ENTRY_LENGTH };
		// Zero stands for 256, which does not fit into a byte.
		width = Math.max(width, entry[0] || 256);
		height = Math.max(height, entry[1] || 256);
		end = Math.max(end, entry.readUInt32LE(8) + entry.readUInt32LE(12));
	}
	facts.dimensions = { width, height };
	yield { skip: end - HEADER_LENGTH - count * ENTRY_LENGTH };
	facts.end = 'whole';
}
