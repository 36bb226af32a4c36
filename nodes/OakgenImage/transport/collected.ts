import { ImageMeter } from '../image/meter';
import { freeMemory, SpentPieces } from '../memory';
import { parseJson } from '../text/json';

/** Reserved at most on the word of a header; what a reply really has may be more. */
const MOST_RESERVED = 32 * 1024 * 1024;

/** A connection whose reply is whole and that says nothing for so many looks has no more to say. */
const IDLE_LOOKS = 5;

/** The bytes of a reply as they come, in one piece of memory where their number is known. */
export class Collected {
	size = 0;

	private reserved: Buffer;

	/** What did not fit. */
	private rest: Buffer[] = [];

	/** All of it, where it came in several pieces. */
	private joined: Buffer = NO_BYTES;

	private isReleased = false;

	private readonly maxBytes: number;

	private readonly spent = new SpentPieces();

	/** Of the last byte that is no blank: servers also send blanks to keep a connection open. */
	private wordsEnd = 0;

	private looks = 0;

	private lookedAt = 0;

	private judgedAt = 0;

	/** @param announced the reply's `Content-Length`, which may be missing or wrong */
	constructor(maxBytes: number, announced: string | undefined) {
		this.maxBytes = maxBytes;
		const length = Math.min(Number(announced) || 0, maxBytes, MOST_RESERVED);
		this.reserved = Buffer.allocUnsafeSlow(Math.max(0, Math.floor(length)));
	}

	/** @returns false when there are more bytes than allowed */
	push(chunk: Buffer): boolean {
		if (this.isReleased) return false;
		const { length } = chunk;
		for (let at = length - 1; at >= 0; at -= 1) {
			if (isBlank(chunk[at])) continue;
			this.wordsEnd = this.size + at + 1;
			break;
		}
		if (this.size + length <= this.reserved.length) {
			chunk.copy(this.reserved, this.size);
			this.spent.add(chunk);
		} else this.spill(chunk);
		this.size += length;
		return this.size <= this.maxBytes;
	}

	bytes(): Buffer {
		const [first, second] = this.rest;
		if (first === undefined) return this.reserved.subarray(0, this.size);
		if (second === undefined) return first;
		if (this.joined.length !== this.size) this.joined = Buffer.concat(this.rest, this.size);
		return this.joined;
	}

	/** To be asked about once a second: whether the reply is whole though its connection is open. */
	isIdleAndWhole(): boolean {
		this.looks = this.wordsEnd === this.lookedAt ? this.looks + 1 : 0;
		this.lookedAt = this.wordsEnd;
		// Judged once, as that means to read all of it.
		if (this.looks < IDLE_LOOKS || this.judgedAt === this.wordsEnd) return false;
		this.judgedAt = this.wordsEnd;
		return this.isWhole();
	}

	/** Whether the bytes are a whole document, however their connection ended. */
	isWhole(): boolean {
		return isWholeDocument(this.bytes().subarray(0, this.wordsEnd));
	}

	/**
	 * Lets go of the bytes: whoever watched the connection can hold this for a while.
	 *
	 * @param kept is still used; all other memory is freed
	 */
	release(kept: Buffer | null): void {
		this.isReleased = true;
		const isUnused = (piece: Buffer) => piece.buffer !== kept?.buffer;
		for (const own of [this.reserved, this.joined].filter(isUnused)) freeMemory(own);
		for (const piece of this.rest.filter(isUnused)) this.spent.add(piece);
		this.reserved = NO_BYTES;
		this.joined = NO_BYTES;
		this.rest = [];
	}

	private spill(chunk: Buffer): void {
		if (this.rest.length === 0 && this.size > 0)
			this.rest.push(this.reserved.subarray(0, this.size));
		this.rest.push(chunk);
	}
}

const NO_BYTES = Buffer.alloc(0);

function isBlank(byte = 0): boolean {
	return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}

/** Of objects and lists: nothing else is a reply, and a number could go on. */
const JSON_ENDS = [...'}]'].map((end) => end.charCodeAt(0));

/** @param bytes without blanks at their end */
function isWholeDocument(bytes: Buffer): boolean {
	const meter = new ImageMeter();
	meter.push(bytes);
	if (meter.format() !== null) return meter.end() === 'whole';
	// Server-sent events with the end that most services send.
	if (/\ndata: ?\[DONE\]$/.test(bytes.subarray(-32).toString('latin1'))) return true;
	return JSON_ENDS.includes(bytes.at(-1) ?? 0) && parseJson(bytes) !== undefined;
}
