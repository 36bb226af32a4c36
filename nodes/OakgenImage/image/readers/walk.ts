import type { FileFacts } from '../facts';

/**
 * What a reader wants of its file next: to be given so many bytes, to have them passed over, or to
 * be given the byte behind the next 0xFF, unless `isIgnored` says that it means nothing.
 */
type Need = { take: number } | { skip: number } | { isIgnored: (code: number) => boolean };

/** Reads the structure of one format, from the first byte of the file on, and notes what it learns. */
export type FileReader = Generator<Need, void, Buffer>;

/** More than a signature. */
const LEAST = 64;

/** For formats that are known by their signature alone: no size, and no end that could be missing. */
export function* readSignature(facts: FileFacts): FileReader {
	yield { skip: LEAST };
	facts.end = 'whole';
}

const NOTHING = Buffer.alloc(0);

/**
 * Drives a reader with a file that comes in pieces. Only what the reader asks for is kept, so a
 * file of any size costs the memory of its largest field.
 */
export class Walk {
	readonly facts: FileFacts = { dimensions: null, end: 'cut' };

	private readonly reader: FileReader;

	/** Null when the reader has seen all it wants. */
	private need: Need | null = null;

	private taken: Buffer = NOTHING;

	/** Bytes of `taken` that are there, or bytes that were passed over. */
	private done = 0;

	private isBehindMark = false;

	constructor(read: (facts: FileFacts) => FileReader) {
		this.reader = read(this.facts);
		this.advance(NOTHING);
	}

	push(chunk: Buffer): void {
		let rest = chunk;
		while (rest.length > 0 && this.need !== null) rest = rest.subarray(this.use(rest, this.need));
	}

	/** @returns how many of the bytes were used, at least one */
	private use(bytes: Buffer, need: Need): number {
		if ('isIgnored' in need) return this.find(bytes, need.isIgnored);
		const isTaken = 'take' in need;
		const wanted = isTaken ? need.take : need.skip;
		const used = Math.min(bytes.length, wanted - this.done);
		if (isTaken) bytes.copy(this.taken, this.done, 0, used);
		this.done += used;
		if (this.done === wanted) this.advance(this.taken);
		return used;
	}

	private find(bytes: Buffer, isIgnored: (code: number) => boolean): number {
		for (let at = 0; at < bytes.length; at += 1) {
			if (!this.isBehindMark) {
				at = bytes.indexOf(0xff, at);
				if (at < 0) return bytes.length;
				this.isBehindMark = true;
				continue;
			}
			const code = bytes[at] ?? 0;
			this.isBehindMark = code === 0xff;
			if (code === 0xff || isIgnored(code)) continue;
			this.advance(bytes.subarray(at, at + 1));
			return at + 1;
		}
		return bytes.length;
	}

	/** Until the reader wants at least one byte. */
	private advance(answer: Buffer): void {
		let given = answer;
		do {
			const { value, done } = this.reader.next(given);
			this.need = done === true ? null : value;
			this.done = 0;
			this.taken = this.need && 'take' in this.need ? Buffer.alloc(this.need.take) : NOTHING;
			given = this.taken;
		} while (this.need !== null && isNothing(this.need));
	}
}

function isNothing(need: Need): boolean {
	return ('take' in need && need.take <= 0) || ('skip' in need && need.skip <= 0);
}
