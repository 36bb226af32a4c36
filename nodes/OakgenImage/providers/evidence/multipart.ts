import { detectFormat } from '../../image/format';
import { isRecord, isUnsafeName, parseJson, textOf, type JsonRecord } from '../../text/json';
import type { HttpReply } from '../../transport/types';

/** Replies have a handful. */
const MOST_PARTS = 100;

/** A part's headers are short; so is a text that is a field. */
const LONGEST_HEAD = 8192;
const LONGEST_TEXT = 64 * 1024;

/** A reply in several parts (RFC 2046, 5.1): what they say as one object, and the images among them. */
export interface Parts {
	value: JsonRecord;
	images: Buffer[];
}

/** @returns null when the reply is none of several parts */
export function partsOf({ headers, body }: HttpReply): Parts | null {
	const boundary = boundaryOf(headers['content-type'] ?? '', body);
	if (boundary === null) return null;
	const parts: Parts = { value: {}, images: [] };
	const mark = Buffer.from(`--${boundary}`);
	let at = body.indexOf(mark);
	for (let count = 0; at >= 0 && count < MOST_PARTS; count += 1) {
		const start = at + mark.length;
		at = body.indexOf(mark, start);
		if (at >= 0) add(parts, body.subarray(start, at));
	}
	return parts.images.length > 0 || Object.keys(parts.value).length > 0 ? parts : null;
}

function boundaryOf(type: string, body: Buffer): string | null {
	const named = /^\s*multipart\/[^;]*;.{0,200}?boundary="?([^";\s]{1,100})/i.exec(type)?.[1];
	const written = /^(?:\r?\n)?--([\w'()+,./:=?-]{1,70})\r?\n[\w-]+:/.exec(
		body.subarray(0, 200).toString('latin1'),
	);
	return named ?? written?.[1] ?? null;
}

/** @param part from behind a boundary up to the next */
function add(parts: Parts, part: Buffer): void {
	const head = part.subarray(0, LONGEST_HEAD).toString('latin1');
	const blank = /\r?\n\r?\n/.exec(head);
	if (blank === null) return;
	const fields = head.slice(0, blank.index);
	const raw = part.subarray(blank.index + blank[0].length);
	const isBase64 = /^content-transfer-encoding:\s*base64/im.test(fields);
	const content = isBase64 ? Buffer.from(raw.toString('latin1'), 'base64') : withoutBreak(raw);
	if (detectFormat(content) !== null) {
		parts.images.push(content);
		return;
	}
	const json = parseJson(content);
	const name = /\bname="?([^";\r\n]{1,100})/i.exec(fields)?.[1] ?? '';
	if (isRecord(json)) Object.assign(parts.value, safe(json));
	else if (name !== '' && !isUnsafeName(name) && content.length <= LONGEST_TEXT) {
		parts.value[name] = json ?? textOf(content).trim();
	}
}

function safe(value: JsonRecord): JsonRecord {
	return Object.fromEntries(Object.entries(value).filter(([name]) => !isUnsafeName(name)));
}

/** The line break in front of a boundary belongs to it. */
function withoutBreak(content: Buffer): Buffer {
	const length = content.length;
	if (content[length - 1] !== 0x0a) return content;
	return content.subarray(0, content[length - 2] === 0x0d ? length - 2 : length - 1);
}
