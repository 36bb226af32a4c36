const DATA_URI = /^data:\s?([\w.+-]+\/[\w.+-]+)?((?:\s?;(?:[^;,"]|"[^"]*")*)*),/i;

/** Of the type and its parameters. The pattern overflows the stack on some millions of them. */
const LONGEST_HEAD = 1024;

export interface DecodedDataUri {
	mimeType: string;
	bytes: Buffer;
}

/** @returns the bytes of a `data:` URI (RFC 2397), or null when the text is none */
export function decodeDataUri(text: string): DecodedDataUri | null {
	const match = DATA_URI.exec(text.slice(0, LONGEST_HEAD));
	if (!match) return null;
	const payload = text.slice(match[0].length);
	const isBase64 = /;\s?base64\s?$/i.test(match[2] ?? '');
	return {
		mimeType: (match[1] ?? 'text/plain').toLowerCase(),
		bytes: isBase64 ? decodeBase64(payload) : unescapePercent(payload),
	};
}

export function encodeDataUri(bytes: Buffer, mimeType: string): string {
	return `data:${mimeType};base64,${bytes.toString('base64')}`;
}

function decodeBase64(text: string): Buffer {
	const unescaped = text.includes('%') ? unescapePercent(text).toString('latin1') : text;
	return Buffer.from(unescaped, 'base64');
}

/** In place, byte by byte: an image that is escaped as a whole has millions of escapes. */
function unescapePercent(text: string): Buffer {
	const bytes = Buffer.from(text, 'latin1');
	let end = 0;
	for (let at = 0; at < bytes.length; at += 1) {
		const [high, low] =
			bytes[at] === PERCENT ? [hexDigit(bytes[at + 1]), hexDigit(bytes[at + 2])] : [];
		const isEscape = high !== undefined && low !== undefined;
		bytes[end] = isEscape ? high * 16 + low : (bytes[at] ?? 0);
		if (isEscape) at += 2;
		end += 1;
	}
	return bytes.subarray(0, end);
}

const PERCENT = 0x25;

function hexDigit(code = 0): number | undefined {
	if (code >= 0x30 && code <= 0x39) return code - 0x30;
	const lowerCase = code | 0x20;
	return lowerCase >= 0x61 && lowerCase <= 0x66 ? lowerCase - 0x57 : undefined;
}
