import { Edges } from './edges';
import { possible, type Dimensions, type FileEnd, type FileFacts } from './facts';
import { detectFormat, isDecided, SIGNATURE_LENGTH, type ImageFormat } from './format';
import { readBmp } from './readers/bmp';
import { readGif } from './readers/gif';
import { readHeif } from './readers/heif';
import { readIco } from './readers/ico';
import { readJpeg } from './readers/jpeg';
import { readJp2, readJpeg2000 } from './readers/jpeg2000';
import { readJxlCodestream, readJxlContainer } from './readers/jxl';
import { readPng } from './readers/png';
import { readPsd } from './readers/psd';
import { readQoi } from './readers/qoi';
import { SvgWalk } from './readers/svg';
import { readTiff } from './readers/tiff';
import { readSignature, Walk, type FileReader } from './readers/walk';
import { readWebp } from './readers/webp';
import { LONGEST_PROLOG } from './svg';

/** Enough to say what a file that is no image may be. */
const START_LENGTH = 512;

type FileWalk = Pick<Walk, 'push' | 'facts'>;

const walk = (read: (facts: FileFacts) => FileReader) => () => new Walk(read);

const WALKS: Record<ImageFormat['name'], () => FileWalk> = {
	PNG: walk(readPng),
	JPEG: walk(readJpeg),
	WebP: walk(readWebp),
	GIF: walk(readGif),
	AVIF: walk(readHeif),
	HEIC: walk(readHeif),
	HEIF: walk(readHeif),
	'JPEG XL': walk(readJxlCodestream),
	'JPEG XL in boxes': walk(readJxlContainer),
	'JPEG 2000 in boxes': walk(readJp2),
	'JPEG 2000': walk(readJpeg2000),
	QOI: walk(readQoi),
	OpenEXR: walk(readSignature),
	'Radiance HDR': walk(readSignature),
	TIFF: walk(readTiff),
	BMP: walk(readBmp),
	ICO: walk(readIco),
	PSD: walk(readPsd),
	SVG: () => new SvgWalk(),
};

/**
 * Follows an image through a stream, of whatever size: what it is, how large, and whether its end
 * is there. Of the bytes, only the first are kept.
 */
export class ImageMeter {
	/** Bytes seen so far. */
	size = 0;

	private readonly edges = new Edges(LONGEST_PROLOG, 1);

	private found: { format: ImageFormat; walk: FileWalk } | null = null;

	private isSure = false;

	/** Looking again at every byte of a long text would take minutes. */
	private nextLook = SIGNATURE_LENGTH;

	push(chunk: Buffer): void {
		this.size += chunk.length;
		// Most files are decided by their first bytes, and then no more of them is kept.
		const first = chunk.subarray(0, this.isSure ? 0 : START_LENGTH);
		this.take(first);
		if (first.length < chunk.length) this.take(chunk.subarray(first.length));
	}

	private take(chunk: Buffer): void {
		if (this.isSure) {
			this.found?.walk.push(chunk);
			// What a file is that is none of these is told by its start, in however many pieces it comes.
			const missing = this.found === null ? START_LENGTH - this.edges.head.length : 0;
			if (missing > 0) this.edges.push(chunk.subarray(0, missing));
			return;
		}
		const before = this.edges.head.length;
		this.edges.push(chunk);
		const { head } = this.edges;
		if (head.length < this.nextLook) return;
		this.nextLook = 2 * head.length;
		this.isSure = isDecided(head) || head.length >= LONGEST_PROLOG;
		if (!this.isSure) return;
		this.found = begin(head, head.subarray(0, before));
		this.found?.walk.push(chunk);
	}

	/** The first bytes, for telling what a file that is no image may be. */
	start(): Buffer {
		return this.edges.head.subarray(0, START_LENGTH);
	}

	/** Whether more bytes would not change the format. */
	hasSignature(): boolean {
		return this.isSure;
	}

	format(): ImageFormat | null {
		return this.look()?.format ?? null;
	}

	dimensions(): Dimensions | null {
		return possible(this.look()?.walk.facts.dimensions ?? null);
	}

	end(): FileEnd {
		return this.look()?.walk.facts.end ?? 'cut';
	}

	/** A file can end before it is long enough to be sure of. */
	private look(): typeof this.found {
		return this.isSure ? this.found : begin(this.edges.head, this.edges.head);
	}
}

function begin(head: Buffer, seen: Buffer): { format: ImageFormat; walk: FileWalk } | null {
	const format = detectFormat(head);
	if (!format) return null;
	const fileWalk = WALKS[format.name]();
	fileWalk.push(seen);
	return { format, walk: fileWalk };
}
