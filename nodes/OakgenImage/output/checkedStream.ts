import type { ByteStream, Unusable } from '../image/byteStream';
import { describeOther } from '../image/format';
import { ImageMeter } from '../image/meter';
import { SpentPieces } from '../memory';

/** Of a file, what is held until all of it is stored; more would be seen in the memory of large files. */
const MOST_HELD = 4 * 1024 * 1024;

/**
 * How much is known of where bytes come from. `onlyCopy`: they came inside a reply, or are in n8n's
 * storage. `sentWhole`: HTTP said how many bytes there are, and all came. `stream`: none of these.
 */
export type ByteSource = 'onlyCopy' | 'sentWhole' | 'stream';

/** A download on its way into storage, watched for size, kind and completeness. */
export class CheckedStream {
	readonly meter: ImageMeter;

	/** Why the bytes cannot be used; null as long as nothing is wrong. */
	problem: Unusable | null = null;

	private readonly maxBytes: number;

	private readonly source: ByteSource;

	private readonly isOwnMeter: boolean;

	private readonly iterator: AsyncIterator<Buffer>;

	private readonly start: Buffer[] = [];

	private readonly passedOn: Buffer[] = [];

	constructor(stream: ByteStream, maxBytes: number, source: ByteSource = 'stream') {
		this.maxBytes = maxBytes;
		this.source = source;
		this.meter = stream.meter ?? new ImageMeter();
		this.isOwnMeter = stream.meter === undefined;
		this.iterator = stream[Symbol.asyncIterator]();
	}

	/** Reads as far as it takes to know the format. */
	async readStart(): Promise<void> {
		while (!this.meter.hasSignature()) {
			const chunk = await this.next();
			if (chunk === null) break;
			this.start.push(chunk);
		}
		this.problem ??= notAnImage(this.meter);
	}

	/** The problem, with the text that came in place of an image, where all of it came. */
	async withText(problem: Unusable): Promise<Unusable> {
		if (problem.kind !== 'notAnImage' || !TELLING.test(this.meter.start().toString('latin1')))
			return problem;
		this.problem = null;
		const pieces = [...this.start];
		for (let chunk = await this.next(); chunk !== null; chunk = await this.next())
			pieces.push(chunk);
		const isAll = this.problem === null;
		this.problem = problem;
		return isAll ? { ...problem, text: Buffer.concat(pieces) } : problem;
	}

	/**
	 * The whole file, the start included. Breaks off when there is a problem: n8n then keeps nothing of
	 * what it has written so far.
	 *
	 * @throws Error with the problem, of which `problem` tells more
	 */
	async *chunks(): AsyncGenerator<Buffer> {
		this.passedOn.push(...this.start);
		yield* this.start;
		for (let chunk = await this.next(); chunk !== null; chunk = await this.next()) {
			if (this.meter.size <= MOST_HELD) this.passedOn.push(chunk);
			yield chunk;
		}
		this.problem ??= truncated(this.meter, this.source);
		// Storage that is told of the fault keeps nothing of the file.
		if (this.problem) throw new Error(this.problem.why);
	}

	/** To be called when all bytes are stored: nobody uses them any more. */
	free(): void {
		const spent = new SpentPieces();
		for (const chunk of this.passedOn) spent.add(chunk);
	}

	private async next(): Promise<Buffer | null> {
		try {
			const { value, done } = await this.iterator.next();
			if (done === true) return null;
			if (this.isOwnMeter) this.meter.push(value);
			this.problem = tooLarge(this.meter, this.maxBytes);
			return this.problem === null ? value : null;
		} catch (error) {
			const reason = error instanceof Error ? error.message : 'the connection was lost';
			const why = `the download broke off (${reason})`;
			this.problem = { kind: 'truncated', why };
			return null;
		}
	}
}

/** Texts in which a picture can be, or its address: JSON, base64, a data URI, an address. */
const TELLING = /^\s*(?:[{["]|data:image\/|http|[\w+/-]{40})/i;

/** The same check of the kind for bytes that are whole already. */
export function notAnImage(meter: ImageMeter): Unusable | null {
	if (meter.format() !== null) return null;
	return {
		kind: 'notAnImage',
		why: `it is not an image but ${describeOther(meter.start())}`,
	};
}

/** What users are told of a file that is handed out though its end is not there; null when it is. */
export function damageOf(meter: ImageMeter): string | null {
	if (meter.end() === 'whole') return null;
	return `The image may be damaged: its file stops after ${meter.size} bytes, without the end that its format has.`;
}

function tooLarge(meter: ImageMeter, maxBytes: number): Unusable | null {
	if (meter.size <= maxBytes) return null;
	const megabytes = maxBytes / 1024 / 1024;
	return {
		kind: 'tooLarge',
		why: `it is larger than Max File Size (${megabytes} MB, see the options)`,
	};
}

/** A missing end mark is the file's own when all of it came; else the rest may come next time. */
function truncated(meter: ImageMeter, source: ByteSource): Unusable | null {
	const end = meter.end();
	const isTaken = source === 'onlyCopy' || (source === 'sentWhole' && end === 'unmarked');
	if (end === 'whole' || isTaken) return null;
	const why = `the file stops after ${meter.size} bytes, before its end`;
	return { kind: 'truncated', why };
}
