import type { FileFacts } from '../facts';
import { readBoxHeader, readInnerBoxes } from './boxes';
import type { FileReader } from './walk';

const END = 0xd9;

/** JPEG 2000 as it is sent (ISO 15444-1, annex A): a marker that tells of the size, and one that ends it. */
export function* readJpeg2000(facts: FileFacts): FileReader {
	const start = yield { take: 24 };
	facts.dimensions = {
		width: start.readUInt32BE(8) - start.readUInt32BE(16),
		height: start.readUInt32BE(12) - start.readUInt32BE(20),
	};
	facts.end = 'unmarked';
	// No other two bytes of it look like this.
	yield { isIgnored: (code) => code !== END };
	facts.end = 'whole';
}

/** The same in a file (annex I): boxes, of which one has the size and one the picture. */
export function* readJp2(facts: FileFacts): FileReader {
	for (;;) {
		const box = yield* readBoxHeader();
		if (box === null) return;
		if (box.type === 'jp2h') {
			yield* readInnerBoxes(box.length, function* inHeader(inner): FileReader {
				const isSize = inner.type === 'ihdr' && inner.length >= 8;
				if (isSize) {
					const bytes = yield { take: 8 };
					facts.dimensions = { height: bytes.readUInt32BE(0), width: bytes.readUInt32BE(4) };
				}
				yield { skip: inner.length - (isSize ? 8 : 0) };
			});
		} else {
			// Of a picture that goes on to the end of the file, only its data could tell the end.
			if (box.type === 'jp2c' && box.length === Infinity) facts.end = 'whole';
			yield { skip: box.length };
			if (box.type === 'jp2c') facts.end = 'whole';
		}
	}
}
