import type { FileFacts } from '../facts';
import type { FileReader } from './walk';

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
const NUMBER_OF_LINES = 0xdc;

/**
 * JPEG (ITU T.81), B.1: segments with a length, and picture data in which 0xFF 0xD9 cannot occur.
 * What stands behind the end of the first picture is not looked at: phones put videos there.
 */
export function* readJpeg(facts: FileFacts): FileReader {
	let hasScan = false;
	yield { skip: 2 };
	for (;;) {
		const marker = (yield { isIgnored: isInsideOfData })[0] ?? 0;
		if (marker === END_OF_IMAGE && hasScan) {
			facts.end = 'whole';
			return;
		}
		if (hasNoLength(marker)) continue;
		// What follows the length is never less than nothing; a damaged length is not believed.
		const length = (yield { take: 2 }).readUInt16BE(0) - 2;
		if (length < 0) continue;
		let rest = length;
		if (isFrameHeader(marker) && length >= 5 && facts.dimensions === null) {
			const frame = yield { take: 5 };
			facts.dimensions = { height: frame.readUInt16BE(1), width: frame.readUInt16BE(3) };
			rest -= 5;
		} else if (marker === NUMBER_OF_LINES && length === 2 && facts.dimensions?.height === 0) {
			// B.2.5: scanners learn the height at the end only.
			facts.dimensions.height = (yield { take: 2 }).readUInt16BE(0);
			rest = 0;
		}
		yield { skip: rest };
		if (marker === START_OF_SCAN) {
			hasScan = true;
			facts.end = 'unmarked';
		}
	}
}

/** B.1.1.5: a zero stands behind a byte 0xFF that is data; restart marks are part of the data. */
function isInsideOfData(code: number): boolean {
	return code === 0 || (code >= 0xd0 && code <= 0xd7);
}

function hasNoLength(marker: number): boolean {
	return marker === 0x01 || marker === 0xd8 || marker === END_OF_IMAGE;
}

/** SOF0 to SOF15, without the three codes between them that mean something else. */
function isFrameHeader(marker: number): boolean {
	return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}
