import { decodeDataUri } from '../../image/dataUri';
import { detectFormat } from '../../image/format';
import { field, firstMimeType, isRecord, textField } from '../json';
import type { FoundImage } from '../types';
import { WRAPPER_FIELDS } from './assumptions';

/** Deeper than any shape below needs; hostile replies nest further. */
const MAX_WRAPPERS = 4;

const URL_FIELDS = ['url', 'image_url', 'imageUrl', 'output_url', 'download_url'];
const LIST_FIELDS = ['images', 'image_urls', 'urls'];
const BASE64_FIELDS = ['b64_json', 'image_base64', 'base64'];
const MIME_FIELDS = ['mime_type', 'mimeType', 'content_type'];

type ReadShape = (body: unknown, isRead: (name: string) => boolean) => FoundImage[];

/**
 * The reply shapes that the node knows, in order of trust: the first that yields an image counts.
 * A new shape is a new entry. Images are never searched for elsewhere: replies echo their inputs.
 */
const SHAPES: Readonly<Record<string, ReadShape>> = {
	'url at the top': (body, isRead) =>
		firstOf(URL_FIELDS.filter(isRead), (name) => asImages(field(body, name))),
	'image object or text': (body, isRead) =>
		firstOf(['image'].filter(isRead), (name) => asImages(field(body, name))),
	'list of images': (body, isRead) =>
		firstOf(LIST_FIELDS.filter(isRead), (name) => fromList(field(body, name))),
	'OpenAI style': (body) => fromList(field(body, 'data')),
	output: (body) => asImages(field(body, 'output')),
	outputs: (body) => fromList(field(body, 'outputs')),
	base64: (body) => firstOf(BASE64_FIELDS, (name) => asBase64(field(body, name))),
};

/**
 * @param body parsed JSON of a reply
 * @param isOutput false for images that are none of the reply's own, such as echoed references
 * @param ignored fields that are not read
 */
export function findImages(
	body: unknown,
	isOutput: (image: FoundImage) => boolean,
	ignored: ReadonlySet<string>,
	depth = 0,
): FoundImage[] {
	const isRead = (name: string) => !ignored.has(name);
	for (const read of Object.values(SHAPES)) {
		const images = read(body, isRead).filter(isOutput);
		if (images.length > 0) return images;
	}
	if (depth >= MAX_WRAPPERS) return [];
	return firstOf(WRAPPER_FIELDS, (name) => {
		const inner = field(body, name);
		return isRecord(inner) ? findImages(inner, isOutput, ignored, depth + 1) : [];
	});
}

/** A text, an image object, or a list of them: what the user's own Image URL Path may lead to. */
export function asImages(value: unknown): FoundImage[] {
	if (typeof value === 'string') return fromText(value, null);
	if (Array.isArray(value)) return fromList(value);
	return fromObject(value);
}

function fromList(value: unknown): FoundImage[] {
	if (!Array.isArray(value)) return [];
	return value.flatMap((entry: unknown) =>
		typeof entry === 'string' ? fromText(entry, null) : fromObject(entry),
	);
}

function fromObject(value: unknown): FoundImage[] {
	const mimeType = firstMimeType(value, MIME_FIELDS);
	const byUrl = firstOf(URL_FIELDS, (name) => {
		const text = textField(value, name);
		return text === null ? [] : fromText(text, mimeType);
	});
	return byUrl.length > 0 ? byUrl : firstOf(BASE64_FIELDS, (name) => asBase64(field(value, name)));
}

function fromText(text: string, mimeType: string | null): FoundImage[] {
	const value = text.trim();
	if (/^https?:\/\//i.test(value)) return [{ kind: 'url', url: value, mimeType }];
	const decoded = decodeDataUri(value);
	if (decoded) return [{ kind: 'bytes', bytes: decoded.bytes }];
	return looksLikeImage(value) ? asBase64(value) : [];
}

/** In a field whose name promises base64, whatever is there counts, so that damage is reported. */
function asBase64(value: unknown): FoundImage[] {
	if (typeof value !== 'string' || value === '') return [];
	const bytes = decodeDataUri(value)?.bytes ?? Buffer.from(value, 'base64');
	return [{ kind: 'bytes', bytes }];
}

function looksLikeImage(text: string): boolean {
	return detectFormat(Buffer.from(text.slice(0, 64), 'base64')) !== null;
}

function firstOf(names: readonly string[], read: (name: string) => FoundImage[]): FoundImage[] {
	for (const name of names) {
		const images = read(name);
		if (images.length > 0) return images;
	}
	return [];
}
