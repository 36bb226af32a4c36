/** In place of image data, for people. */
export const NOTE = '[image data removed]';

/** What a text of fewer characters costs does not matter. */
const LEAST_LENGTH = 16 * 1024;

/** How a PNG, a JPEG, a GIF and a WebP begin in base64, of either alphabet. */
const ENCODED_IMAGE = /^(iVBORw0KGg|[/_]9j[/_]|R0lGOD[dl]h|UklGR.{6}XRUJQ)/;

/** In front of base64, where it is a data URI. */
const DATA_URI = /^data:image\/[\w.+-]{1,99};base64,/i;

/** Decoded at a time: texts of this size are what V8 collects at once. Four letters are three bytes. */
const PIECE_LENGTH = 32 * 1024;

/** Private to this node (Unicode, 23.5). */
const MARK = '\ue0a6';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** An image that JSON has as base64 or as a data URI. In JSON it is such a text again, padded. */
export class EncodedImage {
	readonly bytes: Buffer;

	private readonly prefix: string;

	constructor(prefix: string, bytes: Buffer) {
		this.prefix = prefix;
		this.bytes = bytes;
	}

	toJSON(): string {
		return this.prefix + this.bytes.toString('base64');
	}
}

interface WithoutImages {
	/** Each image is a text of a mark and a number. */
	json: Buffer;
	/** For `JSON.parse`: puts the images where their marks are; undefined when there are none. */
	restore?: (name: string, value: unknown) => unknown;
	/** The same JSON for people, with a note in place of each image. */
	shown: Buffer;
}

/**
 * Decodes large images out of JSON before it is parsed, so that they never become texts: those would
 * be most of what V8 has to collect. Only those of the usual formats, and plain: what has escapes or
 * blanks in it stays a text.
 */
export function withoutImages(json: Buffer): WithoutImages {
	const images: EncodedImage[] = [];
	const rest: Buffer[] = [];
	let from = 0;
	for (const { start, end } of longRuns(json)) {
		const isText = json[start - 2] !== BACKSLASH && !isName(json, end);
		const image = isText ? decoded(json.subarray(start, end)) : null;
		if (image === null) continue;
		rest.push(json.subarray(from, start));
		images.push(image);
		from = end;
	}
	if (images.length === 0) return { json, shown: json };
	rest.push(json.subarray(from));
	if (rest.some((piece) => piece.includes(MARK))) return { json, shown: json };
	const joined = (textFor: (place: number) => string) =>
		Buffer.concat(
			rest.flatMap((piece, place) =>
				place === 0 ? piece : [Buffer.from(textFor(place - 1)), piece],
			),
		);
	return {
		shown: joined(() => NOTE),
		json: joined((place) => MARK + place),
		restore: (_, value) =>
			typeof value === 'string' && /^\ue0a6\d+$/.test(value)
				? (images[Number(value.slice(MARK.length))] ?? value)
				: value,
	};
}

/** What stands between two quotes that are far from each other. */
function* longRuns(json: Buffer): Generator<{ start: number; end: number }> {
	let from = 0;
	// Whatever is as long reaches over one of these places.
	for (let at = LEAST_LENGTH; at < json.length; at += LEAST_LENGTH) {
		const start = from + json.subarray(from, at).lastIndexOf(QUOTE) + 1;
		const end = json.indexOf(QUOTE, at);
		if (end < 0) return;
		if (start > from && end - start >= LEAST_LENGTH) yield { start, end };
		from = end;
		at = end;
	}
}

/** @param end the place of the quote behind it */
function isName(json: Buffer, end: number): boolean {
	return /^"\s*:/.test(json.toString('latin1', end, end + 64));
}

/** @returns null when a text is no image, or more than its base64 alone */
function decoded(text: Buffer): EncodedImage | null {
	const [prefix = ''] = DATA_URI.exec(text.toString('latin1', 0, 128)) ?? [];
	const base64 = text.subarray(prefix.length);
	if (!ENCODED_IMAGE.test(base64.toString('latin1', 0, 16)) || base64.includes(BACKSLASH))
		return null;
	const bytes = Buffer.allocUnsafeSlow(Math.ceil((base64.length * 3) / 4));
	let length = 0;
	for (let at = 0; at < base64.length; at += PIECE_LENGTH) {
		const piece = base64.toString('latin1', at, at + PIECE_LENGTH);
		const written = bytes.write(piece, length, 'base64');
		const isLast = at + PIECE_LENGTH >= base64.length;
		// Whatever is no letter of base64 is passed over, so that less is written.
		const isWhole = isLast ? /^[\w+/-]*=*$/.test(piece) : written === (PIECE_LENGTH * 3) / 4;
		if (!isWhole) return null;
		length += written;
	}
	return new EncodedImage(prefix, bytes.subarray(0, length));
}
