import { decodeDataUri } from '../image/dataUri';
import { detectFormat } from '../image/format';
import { isRecord } from '../text/json';

/** Of the letters of base64 at least 3/4 are bytes; line breaks are few. */
const LETTERS_PER_BYTE = 2;

/**
 * The bytes that stand in a binary field itself: base64 as n8n has it, or what a Code node put there,
 * such as a Buffer, also one that went through JSON.
 *
 * @param atMost how many bytes are needed; all of them when absent
 * @returns null when there are none
 */
export function heldBytes(data: unknown, atMost = Infinity): Buffer | null {
	if (typeof data === 'string') return fromText(data.slice(0, atMost * LETTERS_PER_BYTE));
	if (data instanceof Uint8Array) return Buffer.from(data.buffer, data.byteOffset, data.length);
	if (data instanceof ArrayBuffer) return Buffer.from(data);
	if (Array.isArray(data)) return fromNumbers(data, atMost);
	if (!isRecord(data)) return null;
	if (data.type === 'Buffer') return heldBytes(data.data, atMost);
	// A typed array becomes an object with its places as names.
	return '0' in data ? fromNumbers(Object.values(data), atMost) : null;
}

function fromText(text: string): Buffer | null {
	if (text.trim() === '') return null;
	const uri = decodeDataUri(text.trimStart());
	if (uri) return uri.bytes;
	const bytes = Buffer.from(text, 'base64');
	if (detectFormat(bytes)) return bytes;
	// Bytes as characters, which is what some libraries call a binary string.
	const raw = Buffer.from(text, 'latin1');
	return detectFormat(raw) ? raw : bytes;
}

function fromNumbers(list: unknown[], atMost: number): Buffer | null {
	const numbers = list.slice(0, atMost);
	const areBytes = numbers.every(
		(value) => typeof value === 'number' && value >= 0 && value <= 255 && Number.isInteger(value),
	);
	return areBytes ? Buffer.from(numbers as number[]) : null;
}
