import { readDimensions, type Dimensions } from './dimensions';
import { detectFormat, SIGNATURE_LENGTH, type ImageFormat } from './format';

/** A JPEG's frame header can stand behind large EXIF and colour profile segments. */
const HEAD_LENGTH = 256 * 1024;

/** Room for what cameras and editors append after the end marker. */
const TAIL_LENGTH = 16 * 1024;

/** Follows an image through a stream: what it is, how large, and whether its end is there. */
export class ImageMeter {
	/** Bytes seen so far. */
	size = 0;

	private head = Buffer.alloc(0);

	private tail = Buffer.alloc(0);

	push(chunk: Buffer): void {
		this.size += chunk.length;
		if (this.head.length < HEAD_LENGTH) {
			this.head = Buffer.concat([this.head, chunk.subarray(0, HEAD_LENGTH - this.head.length)]);
		}
		this.tail =
			chunk.length >= TAIL_LENGTH
				? Buffer.from(chunk.subarray(-TAIL_LENGTH))
				: Buffer.concat([this.tail, chunk]).subarray(-TAIL_LENGTH);
	}

	/** The first bytes, for telling what a file that is no image may be. */
	start(): Buffer {
		return this.head.subarray(0, 512);
	}

	hasSignature(): boolean {
		return this.size >= SIGNATURE_LENGTH;
	}

	format(): ImageFormat | null {
		return detectFormat(this.head);
	}

	dimensions(): Dimensions | null {
		const format = this.format();
		return format && readDimensions(format, this.head);
	}

	/** False when the file stops before the end that its format demands. */
	isComplete(): boolean {
		const format = this.format();
		return format !== null && END_CHECKS[format.name](this.head, this.tail, this.size);
	}
}

type EndCheck = (head: Buffer, tail: Buffer, size: number) => boolean;

const END_CHECKS: Record<ImageFormat['name'], EndCheck> = {
	PNG: (_, tail) => tail.includes(Buffer.from('49454e44ae426082', 'hex')),
	JPEG: (_, tail) => tail.includes(Buffer.from('ffd9', 'hex')),
	GIF: (_, tail) => tail.includes(0x3b),
	WebP: (head, _, size) => size >= head.readUInt32LE(4) + 8,
	AVIF: (head, _, size) => size >= endOfTopLevelBoxes(head, size),
};

/** Walks the boxes (ISO 14496-12, 4.2) as far as the head reaches; a size of 0 means "to the end". */
function endOfTopLevelBoxes(head: Buffer, size: number): number {
	let at = 0;
	while (at + 8 <= head.length && at < size) {
		const boxSize = head.readUInt32BE(at);
		if (boxSize < 8) return at;
		at += boxSize;
	}
	return at;
}
