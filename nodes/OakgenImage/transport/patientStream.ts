import type { ByteStream } from '../image/byteStream';
import { ImageMeter } from '../image/meter';

/** What is no image is read for so many looks: a text may hold the image, or say where it is. */
const LOOKS_AT_OTHER = 30;

/** A connection that says nothing for so many looks behind an image that is whole has no more to say. */
const IDLE_LOOKS = 5;

/**
 * A download that ends where its image does: a connection that then breaks, or stays open, takes
 * nothing away from it.
 */
export class PatientStream implements AsyncIterable<Buffer> {
	/** Of what has been read so far. */
	readonly meter = new ImageMeter();

	private readonly stream: ByteStream;

	/** Ends the wait for the next bytes. */
	private end: () => void = () => undefined;

	/** Breaks it off. */
	private fail: (error: Error) => void = () => undefined;

	private looks = 0;

	private looksInAll = 0;

	private lookedAt = 0;

	constructor(stream: ByteStream) {
		this.stream = stream;
		// Readers reach n8n's own stream class through it (`output/storeImage.ts`).
		Object.defineProperty(this, 'constructor', { value: stream.constructor });
	}

	/** Whoever reads learns of it at once; not every stream tells who waits for its next bytes. */
	destroy(): void {
		const error = new Error('the download was closed');
		this.stream.destroy(error);
		this.fail(error);
	}

	/** To be called about once a second. */
	look(): void {
		const { size } = this.meter;
		this.looks = size === this.lookedAt ? this.looks + 1 : 0;
		this.lookedAt = size;
		this.looksInAll += 1;
		const isOther = this.meter.hasSignature() && this.meter.format() === null;
		if (isOther && this.looksInAll >= LOOKS_AT_OTHER) this.end();
		if (this.looks >= IDLE_LOOKS && this.meter.end() === 'whole') this.end();
	}

	async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
		const source = this.stream[Symbol.asyncIterator]();
		try {
			for (;;) {
				const next = await this.nextOf(source);
				if (next.done === true) return;
				this.meter.push(next.value);
				yield next.value;
			}
		} finally {
			this.end = () => undefined;
			this.fail = () => undefined;
			this.stream.destroy();
		}
	}

	private async nextOf(source: AsyncIterator<Buffer>): Promise<IteratorResult<Buffer>> {
		// Not a race, which would hold all that came before its last runner is in.
		return await new Promise((resolve, reject) => {
			this.end = () => resolve(AT_END);
			this.fail = reject;
			source.next().then(resolve, (error: unknown) => {
				if (this.meter.end() === 'whole') this.end();
				else reject(error);
			});
		});
	}
}

const AT_END: IteratorResult<Buffer> = { done: true, value: undefined };
