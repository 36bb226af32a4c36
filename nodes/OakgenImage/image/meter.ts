import { readDimensions, type Dimensions } from './dimensions';
import { Edges } from './edges';
import { detectFormat, SIGNATURE_LENGTH, type ImageFormat } from './format';

/** A JPEG's frame header can stand behind large EXIF and colour profile segments. */
const HEAD_LENGTH = 256 * 1024;

/** Room for what cameras and editors append after the end marker. */
const TAIL_LENGTH = 16 * 1024;

/** Follows an image through a stream: what it is, how large, and whether its end is there. */
export class ImageMeter {
	/** Bytes seen so far. */
	size = 0;

	private readonly edges = new Edges(HEAD_LENGTH, TAIL_LENGTH);

	push(chunk: Buffer): void {
		this.size += chunk.length;
		this.edges.push(chunk);
	}

	/** The first bytes, for telling what a file that is no image may be. */
	start(): Buffer {
		return this.edges.head.subarray(0, 512);
	}

	hasSignature(): boolean {
		return this.size >= SIGNATURE_LENGTH;
	}

	format(): ImageFormat | null {
		return detectFormat(this.edges.head);
	}

	dimensions(): Dimensions | null {
		const format = this.format();
		return format && readDimensions(format, this.edges.head);
	}

	/** False when the file stops before the end that its format demands. */
	isComplete(): boolean {
		const format = this.format();
		const { head, tail } = this.edges;
		return format !== null && END_CHECKS[format.name](head, tail, this.size);
	}
}

/** Whether the end is there, by the first and the last bytes of a file and its size. */
type EndCheck = (head: Buffer, tail: Buffer, size: number) => boolean;

const END_CHECKS: Record<ImageFormat['name'], EndCheck> = {
	PNG: (_, tail) => tail.includes(Buffer.from('49454e44ae426082', 'hex')),
	JPEG: hasJpegEnd,
	// The end of the last block, and the trailer.
	GIF: (_, tail) => tail.subarray(-2).equals(Buffer.from('003b', 'hex')),
	WebP: (head, _, size) => size >= head.readUInt32LE(4) + 8,
	AVIF: hasAvifEnd,
};

/** The end marker behind the start of the picture: an EXIF thumbnail before it has one too. */
function hasJpegEnd(head: Buffer, tail: Buffer, size: number): boolean {
	const tailStartsAt = size - tail.length;
	const from = Math.max(0, startOfScan(head) - tailStartsAt);
	return tail.includes(Buffer.from('ffd9', 'hex'), from);
}

/** Offset of the first SOS segment (ITU T.81, B.2.3), or of the last place that could be read. */
function startOfScan(head: Buffer): number {
	let at = 2;
	while (at + 4 <= head.length && head[at] === 0xff && head[at + 1] !== 0xda) {
		at += 2 + head.readUInt16BE(at + 2);
	}
	return at;
}

/** Walks the boxes (ISO 14496-12, 4.2) as far as the head reaches: the picture's must be whole. */
function hasAvifEnd(head: Buffer, _: Buffer, size: number): boolean {
	let at = 0;
	let hasPicture = false;
	while (at + 8 <= Math.min(head.length, size)) {
		const boxSize = head.readUInt32BE(at);
		hasPicture ||= head.subarray(at + 4, at + 8).toString('latin1') === 'mdat';
		// 0: to the end of the file. 1: a 64-bit size, larger than any image here.
		if (boxSize < 8) return boxSize === 0 && hasPicture;
		at += boxSize;
	}
	const isHeadSeen = at + 8 > size;
	return size >= at && (hasPicture || !isHeadSeen);
}
