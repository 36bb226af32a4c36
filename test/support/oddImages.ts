/**
 * Files of formats that sharp does not write, put together from their specifications: as much of
 * them as readers of the outermost structure look at.
 */

const ascii = (text: string) => Buffer.from(text, 'latin1');

/** A box of ISO base media files (ISO 14496-12). */
export function box(type: string, ...content: Buffer[]): Buffer {
	const body = Buffer.concat(content);
	const header = Buffer.alloc(8);
	header.writeUInt32BE(8 + body.length);
	header.write(type, 4, 'latin1');
	return Buffer.concat([header, body]);
}

/** A box with its size in 64 bits. */
export function largeBox(type: string, body: Buffer): Buffer {
	const header = Buffer.alloc(16);
	header.writeUInt32BE(1);
	header.write(type, 4, 'latin1');
	header.writeBigUInt64BE(BigInt(16 + body.length), 8);
	return Buffer.concat([header, body]);
}

/** A box that goes on to the end of the file. */
export function openBox(type: string, body: Buffer): Buffer {
	return Buffer.concat([Buffer.alloc(4), ascii(type), body]);
}

export function ftyp(brand: string, ...compatible: string[]): Buffer {
	return box('ftyp', ascii(brand), Buffer.alloc(4), ...compatible.map(ascii));
}

/** The description of a picture, with tiles that are smaller, and a block of text beside it. */
export function meta(width: number, height: number, textLength = 0): Buffer {
	const ispe = (w: number, h: number) => {
		const bytes = Buffer.alloc(12);
		bytes.writeUInt32BE(w, 4);
		bytes.writeUInt32BE(h, 8);
		return box('ispe', bytes);
	};
	const properties = box('ipco', ispe(1, 1), ispe(width, height), ispe(2, 1));
	const text = box('free', Buffer.alloc(textLength, 'ispe'));
	return box('meta', Buffer.alloc(4), text, box('iprp', properties, box('ipma')));
}

/** Bits from the lowest on, as JPEG XL has them: [value, how many]. */
function bits(...fields: Array<[number, number]>): Buffer {
	const bytes = Buffer.alloc(10);
	let at = 0;
	for (const [value, count] of fields) {
		for (let bit = 0; bit < count; bit += 1, at += 1) {
			if (Math.floor(value / 2 ** bit) % 2 === 1) bytes[at >> 3]! |= 1 << (at & 7);
		}
	}
	return bytes;
}

const CODESTREAM = Buffer.from('ff0a', 'hex');

export const jxl = {
	/** Both sides in the form that fits up to 2 to the 18. */
	ofAnySize: (width: number, height: number) =>
		Buffer.concat([
			CODESTREAM,
			bits([0, 1], [2, 2], [height - 1, 18], [0, 3], [2, 2], [width - 1, 18]),
		]),
	/** Sides of up to 256 in eights. */
	small: (width: number, height: number) =>
		Buffer.concat([CODESTREAM, bits([1, 1], [height / 8 - 1, 5], [0, 3], [width / 8 - 1, 5])]),
	/** The height, and a number that stands for a ratio. */
	byRatio: (height: number, ratio: number) =>
		Buffer.concat([CODESTREAM, bits([0, 1], [1, 2], [height - 1, 13], [ratio, 3])]),
	inBoxes: (...boxes: Buffer[]) =>
		Buffer.concat([box('JXL ', Buffer.from('0d0a870a', 'hex')), ftyp('jxl ', 'jxl '), ...boxes]),
};

const number32 = (value: number) => {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32BE(value);
	return bytes;
};

export const jpeg2000 = {
	/** The size stands behind a place that it is counted from. */
	bare: (width: number, height: number) =>
		Buffer.concat([
			Buffer.from('ff4fff51002f0000', 'hex'),
			...[width + 2, height + 1, 2, 1].map(number32),
			Buffer.alloc(900, 0x55),
			Buffer.from('ffd9', 'hex'),
		]),
	inBoxes: (width: number, height: number, boxOfPicture: typeof openBox = box) =>
		Buffer.concat([
			box('jP  ', Buffer.from('0d0a870a', 'hex')),
			ftyp('jp2 ', 'jp2 '),
			box('jp2h', box('ihdr', number32(height), number32(width), Buffer.alloc(6))),
			boxOfPicture('jp2c', jpeg2000.bare(width, height)),
		]),
};

export const qoi = (width: number, height: number) =>
	Buffer.concat([
		ascii('qoif'),
		number32(width),
		number32(height),
		Buffer.alloc(500, 0x30),
		Buffer.from('0000000000000001', 'hex'),
	]);

interface TiffOptions {
	isLittle: boolean;
	isBig?: boolean;
	/** The pixels stand before the directory that tells of them. */
	isPixelsFirst?: boolean;
}

export function tiff(width: number, height: number, options: TiffOptions): Buffer {
	const { isLittle, isBig = false, isPixelsFirst = false } = options;
	const number = (value: number, size: number) => {
		const bytes = Buffer.alloc(size);
		if (size === 8) bytes[isLittle ? 'writeBigUInt64LE' : 'writeBigUInt64BE'](BigInt(value));
		else bytes[isLittle ? 'writeUIntLE' : 'writeUIntBE'](value, 0, size);
		return bytes;
	};
	const word = isBig ? 8 : 4;
	const short = (value: number) => Buffer.concat([number(value, 2), Buffer.alloc(word - 2)]);
	const tag = (code: number, type: number, value: Buffer) =>
		Buffer.concat([number(code, 2), number(type, 2), number(1, word), value]);
	const long = isBig ? 16 : 4;
	const headLength = isBig ? 16 : 8;
	const pixels = Buffer.alloc(width * height, 0x80);
	const directoryLength = (isBig ? 8 : 2) + 4 * (isBig ? 20 : 12) + word;
	const directoryAt = headLength + (isPixelsFirst ? pixels.length : 0);
	const pixelsAt = headLength + (isPixelsFirst ? 0 : directoryLength);
	const directory = Buffer.concat([
		number(4, isBig ? 8 : 2),
		tag(256, 3, short(width)),
		tag(257, long, number(height, word)),
		tag(273, long, number(pixelsAt, word)),
		tag(279, long, number(pixels.length, word)),
		number(0, word),
	]);
	const head = Buffer.concat([
		ascii(isLittle ? 'II' : 'MM'),
		number(isBig ? 43 : 42, 2),
		...(isBig ? [number(8, 2), number(0, 2)] : []),
		number(directoryAt, word),
	]);
	return Buffer.concat([head, ...(isPixelsFirst ? [pixels, directory] : [directory, pixels])]);
}

/** 24 bits per pixel; `height` below zero stands for rows from top to bottom. */
export function bmp(width: number, height: number, headerSize = 40): Buffer {
	const pixels = Buffer.alloc(Math.ceil((width * 24) / 32) * 4 * Math.abs(height), 0x40);
	const head = Buffer.alloc(14 + headerSize);
	head.write('BM', 'latin1');
	head.writeUInt32LE(14 + headerSize, 10);
	head.writeUInt32LE(headerSize, 14);
	if (headerSize === 12) {
		head.writeUInt16LE(width, 18);
		head.writeUInt16LE(height, 20);
		head.writeUInt16LE(24, 24);
	} else {
		head.writeInt32LE(width, 18);
		head.writeInt32LE(height, 22);
		head.writeUInt16LE(24, 28);
	}
	return Buffer.concat([head, pixels]);
}

/** Icons of these sizes, 0 for 256, with `length` bytes each. */
export function ico(sizes: number[], length = 100): Buffer {
	const head = Buffer.alloc(6 + 16 * sizes.length);
	head.writeUInt16LE(1, 2);
	head.writeUInt16LE(sizes.length, 4);
	sizes.forEach((size, place) => {
		const at = 6 + 16 * place;
		head[at] = size;
		head[at + 1] = size;
		head.writeUInt16LE(1, at + 4);
		head.writeUInt16LE(32, at + 6);
		head.writeUInt32LE(length, at + 8);
		head.writeUInt32LE(head.length + place * length, at + 12);
	});
	return Buffer.concat([head, Buffer.alloc(length * sizes.length, 0x55)]);
}

/** Of Photoshop, or of its form for large documents. */
export function psd(width: number, height: number, isLarge = false): Buffer {
	const head = Buffer.alloc(26);
	head.write('8BPS', 'latin1');
	head.writeUInt16BE(isLarge ? 2 : 1, 4);
	head.writeUInt16BE(3, 12);
	head.writeUInt32BE(height, 14);
	head.writeUInt32BE(width, 18);
	const section = (length: number, sizeBytes = 4) => {
		const size = Buffer.alloc(sizeBytes);
		size.writeUInt32BE(length, sizeBytes - 4);
		return Buffer.concat([size, Buffer.alloc(length, '8BPS')]);
	};
	const sections = [section(0), section(300), section(50, isLarge ? 8 : 4)];
	return Buffer.concat([head, ...sections, Buffer.alloc(2), Buffer.alloc(100, 0x55)]);
}

/** Segments of an application, each as long as they can be, behind the start of a JPEG. */
export function withSegments(jpeg: Buffer, marker: number, total: number): Buffer {
	const segment = Buffer.alloc(65_537, 0xff);
	segment[1] = marker;
	segment.writeUInt16BE(65_535, 2);
	// What is inside looks like the end, and like the size, of a picture.
	segment.write('ffd9ffc0001108000100010301', 40, 'hex');
	const segments = Array.from({ length: Math.ceil(total / segment.length) }, () => segment);
	return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);
}

/** A chunk of a RIFF, with its byte of padding. */
export function riffChunk(type: string, content: Buffer): Buffer {
	const header = Buffer.alloc(8);
	header.write(type, 'latin1');
	header.writeUInt32LE(content.length, 4);
	return Buffer.concat([header, content, Buffer.alloc(content.length % 2)]);
}

/** Chunks of PNG metadata behind the first chunk. */
export function withPngText(png: Buffer, length: number): Buffer {
	const header = Buffer.alloc(8);
	header.writeUInt32BE(length);
	header.write('iTXt', 4, 'latin1');
	const chunk = Buffer.concat([header, Buffer.alloc(length, 'IEND'), Buffer.alloc(4)]);
	return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
}
