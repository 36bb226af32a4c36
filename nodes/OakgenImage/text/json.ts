import type { IDataObject } from 'n8n-workflow';

import { utf16Text } from '../utf16';
import { EncodedImage, withoutImages } from './encodedImages';
import { withListsAsBase64 } from './numberLists';

export type JsonRecord = Record<string, unknown>;

export function isRecord(value: unknown): value is JsonRecord {
	return (
		typeof value === 'object' &&
		value !== null &&
		!Array.isArray(value) &&
		!(value instanceof EncodedImage)
	);
}

/** An own property of an outside object, so that `__proto__` and friends are never followed. */
export function field(value: unknown, name: string): unknown {
	return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

export function textField(value: unknown, name: string): string | null {
	const text = field(value, name);
	return typeof text === 'string' && text.trim() !== '' ? text.trim() : null;
}

/** The first of several names under which there is a text. */
export function firstText(value: unknown, names: readonly string[]): string | null {
	for (const name of names) {
		const text = textField(value, name);
		if (text !== null) return text;
	}
	return null;
}

/** The first of several names under which there is a MIME type (RFC 6838, 4.2), without parameters. */
export function firstMimeType(value: unknown, names: readonly string[]): string | null {
	const texts = names.map((name) => textField(value, name)?.split(';', 1)[0]?.trim() ?? '');
	return texts.find((text) => /^[\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127}$/.test(text)) ?? null;
}

/**
 * Replies about images have some hundred values at most. Parsed, each takes up to fifty times its
 * bytes, so that n8n would run out of memory over a hostile reply long before Max File Size.
 */
const MOST_VALUES = 100_000;

/** A reply with an image in it has megabytes, and several readers; it lives here as long as its body does. */
const parsed = new WeakMap<Buffer, { value: unknown }>();

/**
 * Parses a body once, however many ask. Nobody may change what comes out.
 *
 * @returns the parsed JSON, in which a large image is an `EncodedImage`; undefined when the body is no
 * JSON, or has too many values
 */
export function parseJson(body: Buffer): unknown {
	const known = parsed.get(body);
	if (known) return known.value;
	const { json, restore } = withoutImages(body);
	const value = parseShort(json, restore);
	parsed.set(body, { value });
	return value;
}

/**
 * Parses a body with large images in it, so that its memory can be freed.
 *
 * @returns a body in its place, which parses to the same and has notes where the images were; null when
 * there are none
 */
export function withImagesApart(body: Buffer): Buffer | null {
	const { json, restore, shown } = withoutImages(body);
	const value = restore && parseShort(json, restore);
	if (value === undefined) return null;
	parsed.set(shown, { value });
	return shown;
}

/** The same as `parseJson`, with every image as the text that it is: for what may be a piece of one. */
export function parsePieces(body: Buffer): unknown {
	return parseShort(body);
}

type Restore = (name: string, value: unknown) => unknown;

function parseShort(json: Buffer, restore?: Restore): unknown {
	const short = withListsAsBase64(json);
	const value = parse(short, restore);
	return value === undefined && short !== json ? parse(json, restore) : value;
}

/** A body as text, in the encoding that its byte order mark names. */
export function textOf(body: Buffer): string {
	const order = orderOf(body);
	const text = order === null ? body.toString('utf8') : utf16Text(body, order);
	return text.replace(/^\ufeff/, '');
}

/** Of UTF-16, by its mark, or without one: JSON begins with two letters of ASCII (RFC 4627, 3). */
function orderOf([a = 0, b = 0, c = 0, d = 0]: Buffer): 'little' | 'big' | null {
	if (a === 0xff && b === 0xfe) return 'little';
	if (a === 0xfe && b === 0xff) return 'big';
	if (a !== 0 && b === 0 && c !== 0 && d === 0) return 'little';
	return a === 0 && b !== 0 && c === 0 && d !== 0 ? 'big' : null;
}

export function hasTooManyValues(body: Buffer): boolean {
	return hasMoreValues(body, MOST_VALUES);
}

/** JSON as a text inside JSON. @returns the object or list, or undefined when the text is none */
export function parseText(text: string): unknown {
	if (!/^\s*[[{]/.test(text) || text.length > LONGEST_NESTED) return undefined;
	return parseJson(Buffer.from(text));
}

function parse(json: Buffer, restore?: Restore): unknown {
	if (hasTooManyValues(json)) return undefined;
	const whole = withWholeNumbers(textOf(json));
	for (const read of [whole, null]) {
		try {
			return JSON.parse(read ?? withoutSlips(whole), restore) as unknown;
		} catch {
			continue;
		}
	}
	return undefined;
}

/** Up to its end, or that of what there is: a search for it must not begin anew at each quote. */
const TEXT = /"[^"\\]*(?:\\[^][^"\\]*)*(?:"|\\?$)/g;

/** Of an address, what is not written as it should be is not guessed. */
const ADDRESS_IN_TEXT = /:\/\/|^"\s*data:[^;"]*,/;

/**
 * What libraries and templates write that are not strict: line breaks in texts, such as those of base64
 * or of a reason, `NaN` for a number, a comma in front of a bracket.
 */
function withoutSlips(text: string): string {
	return text
		.replace(TEXT, (found) =>
			ADDRESS_IN_TEXT.test(found)
				? found
				: found.replace(/[\t\r\n]/g, (blank) => JSON.stringify(blank).slice(1, -1)),
		)
		.replace(/([:,[]\s{0,99})(?:-?Infinity|NaN|undefined)(?=\s{0,99}[,}\]])/g, '$1null')
		.replace(/,(?=\s{0,99}[}\]])/g, '');
}

/** More than a reply says in words; an image inside a text inside JSON is not looked for. */
const LONGEST_NESTED = 64 * 1024 * 1024;

/** A name and, as its value, a whole number of so many digits that it may be above 2^53. */
const NAMED_NUMBER = /("[^"\\]{1,64}"\s{0,9}:\s{0,9})(-?\d{16,40})(?=\s{0,9}[,}\]])/y;

/**
 * Of a number above 2^53, such as a job's id, JSON keeps the first digits only: as a text it is whole.
 * Looked for behind quotes, so that megabytes of image data between two of them are passed over at once.
 */
function withWholeNumbers(text: string): string {
	let whole = '';
	let from = 0;
	for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at)) {
		NAMED_NUMBER.lastIndex = at;
		const [found = '"', name = '', digits = ''] = NAMED_NUMBER.exec(text) ?? [];
		if (digits !== '' && !Number.isSafeInteger(Number(digits))) {
			whole += `${text.slice(from, at)}${name}"${digits}"`;
			from = at + found.length;
		}
		at += found.length;
	}
	return from === 0 ? text : whole + text.slice(from);
}

/** Counts what values stand between or in: commas in texts as well, which are as rare there. */
function hasMoreValues(body: Buffer, most: number): boolean {
	let left = most;
	for (const mark of [',', '[', '{']) {
		const byte = mark.charCodeAt(0);
		for (let at = body.indexOf(byte); at >= 0; at = body.indexOf(byte, at + 1)) {
			left -= 1;
			if (left < 0) return true;
		}
	}
	return false;
}

/** The value at a dot path such as `data.items.0.url` or `data.items[0].url`. */
export function valueAt(value: unknown, path: string): unknown {
	const names = path
		.replace(/\[(\d+)\]/g, '.$1')
		.split('.')
		.filter((name) => name !== '');
	return names.reduce<unknown>((current, name) => {
		const content = typeof current === 'string' ? parseText(current) : current;
		return Array.isArray(content) ? content[Number(name)] : field(content, name);
	}, value);
}

const UNSAFE_NAMES = new Set(['__proto__', 'constructor', 'prototype']);

/** Names by which a careless merge reaches what all objects share. */
export function isUnsafeName(name: string): boolean {
	return UNSAFE_NAMES.has(name);
}

/** Lays `extra` over `base`: objects are merged, everything else is replaced. Changes neither. */
export function mergeFields(base: IDataObject, extra: IDataObject): IDataObject {
	const merged = { ...base };
	for (const [name, value] of Object.entries(extra)) {
		if (isUnsafeName(name)) continue;
		const present = merged[name];
		merged[name] =
			isRecord(present) && isRecord(value)
				? mergeFields(present as IDataObject, value as IDataObject)
				: value;
	}
	return merged;
}
