import type { FileReader } from './walk';

export interface Box {
	type: string;
	/** Bytes of its content; Infinity when it goes on to the end of the file. */
	length: number;
	headerLength: number;
}

type BoxReader = Generator<{ take: number }, Box | null, Buffer>;

/** The header of a box (ISO 14496-12, 4.2), or null when there is something else. */
export function* readBoxHeader(): BoxReader {
	const header = yield { take: 8 };
	const type = header.toString('latin1', 4);
	if (!/^[\x20-\x7e]{4}$/.test(type)) return null;
	const size = header.readUInt32BE(0);
	if (size === 0) return { type, length: Infinity, headerLength: 8 };
	if (size !== 1) return size < 8 ? null : { type, length: size - 8, headerLength: 8 };
	const longSize = Number((yield { take: 8 }).readBigUInt64BE(0));
	return longSize < 16 ? null : { type, length: longSize - 16, headerLength: 16 };
}

/** The boxes inside of another one, each read by `read`, which uses its content up. */
export function* readInnerBoxes(length: number, read: (box: Box) => FileReader): FileReader {
	let rest = length;
	while (rest >= 8) {
		const box = yield* readBoxHeader();
		if (box === null || box.headerLength + box.length > rest) {
			yield { skip: rest - (box?.headerLength ?? 8) };
			return;
		}
		yield* read(box);
		rest -= box.headerLength + box.length;
	}
	yield { skip: rest };
}
