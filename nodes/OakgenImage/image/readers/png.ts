import type { FileFacts } from '../facts';
import type { FileReader } from './walk';

/** PNG (W3C), 5.3: chunks of length, type, data and checksum, up to IEND. */
export function* readPng(facts: FileFacts): FileReader {
	let hasPixels = false;
	yield { skip: 8 };
	for (;;) {
		const header = yield { take: 8 };
		const length = header.readUInt32BE(0);
		const type = header.toString('latin1', 4);
		if (!/^[A-Za-z]{4}$/.test(type)) {
			facts.end = hasPixels ? 'unmarked' : 'cut';
			return;
		}
		if (type === 'IEND') {
			facts.end = hasPixels ? 'unmarked' : 'cut';
			yield { skip: length + CHECKSUM };
			facts.end = hasPixels ? 'whole' : 'cut';
			return;
		}
		hasPixels ||= type === 'IDAT';
		const isHeader = type === 'IHDR' && length >= 8;
		if (isHeader) {
			const size = yield { take: 8 };
			facts.dimensions = { width: size.readUInt32BE(0), height: size.readUInt32BE(4) };
		}
		yield { skip: length - (isHeader ? 8 : 0) + CHECKSUM };
	}
}

const CHECKSUM = 4;
