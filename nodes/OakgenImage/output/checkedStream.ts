import type { ByteStream, Unusable } from '../image/byteStream';
import { describeOther } from '../image/format';
import { ImageMeter } from '../image/meter';

/** A download on its way into storage, watched for size, kind and completeness. */
export class CheckedStream {
	readonly meter = new ImageMeter();

	/** Why the bytes cannot be used; null as long as nothing is wrong. */
	problem: Unusable | null = null;

	private readonly maxBytes: number;

	private readonly source: AsyncIterator<Buffer>;

	private readonly start: Buffer[] = [];

	constructor(stream: ByteStream, maxBytes: number) {
		this.maxBytes = maxBytes;
		this.source = stream[Symbol.asyncIterator]();
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

	/**
	 * The whole file, the start included. Breaks off when there is a problem: n8n then keeps nothing of
	 * what it has written so far.
	 *
	 * @throws Error with the problem, of which `problem` tells more
	 */
	async *chunks(): AsyncGenerator<Buffer> {
		yield* this.start;
		for (let chunk = await this.next(); chunk !== null; chunk = await this.next()) yield chunk;
		this.problem ??= truncated(this.meter);
		if (this.problem) throw new Error(this.problem.why);
	}

	private async next(): Promise<Buffer | null> {
		try {
			const { value, done } = await this.source.next();
			if (done === true) return null;
			this.meter.push(value);
			this.problem = tooLarge(this.meter, this.maxBytes);
			return this.problem === null ? value : null;
		} catch (error) {
			const why = error instanceof Error ? error.message : 'the connection was lost';
			this.problem = { why: `the download broke off (${why})`, mayPass: true };
			return null;
		}
	}
}

/** The same checks for bytes that are whole already. */
export function checkBytes(meter: ImageMeter): Unusable | null {
	return notAnImage(meter) ?? truncated(meter);
}

function tooLarge(meter: ImageMeter, maxBytes: number): Unusable | null {
	if (meter.size <= maxBytes) return null;
	const megabytes = maxBytes / 1024 / 1024;
	return {
		why: `it is larger than Max File Size (${megabytes} MB, see the options)`,
		mayPass: false,
		isTooLarge: true,
	};
}

function notAnImage(meter: ImageMeter): Unusable | null {
	if (meter.format() !== null) return null;
	return {
		why: `it is not an image but ${describeOther(meter.start())}`,
		mayPass: meter.size === 0,
		isNotAnImage: true,
	};
}

function truncated(meter: ImageMeter): Unusable | null {
	return meter.isComplete()
		? null
		: { why: `the file stops after ${meter.size} bytes, before its end`, mayPass: true };
}
