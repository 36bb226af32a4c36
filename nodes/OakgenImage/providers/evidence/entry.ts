import { decodeDataUri } from '../../image/dataUri';
import { detectFormat } from '../../image/format';
import type { FoundImage } from '../generation';
import { firstMimeType, isRecord } from '../../text/json';
import {
	BASE64_FIELDS,
	ENTRY_OBJECT_FIELDS,
	ENTRY_URL_FIELDS,
	MIME_FIELDS,
	PERHAPS_BASE64_FIELDS,
} from './assumptions';
import { valuesUnder } from './fields';
import { filterFlags } from './flags';

/** {"image": {"file": {"url": …}}} */
const DEEPEST = 3;

/** An address longer than this is image data that is no image. */
const LONGEST_RELATIVE = 4096;

/** The image that a text is: an address, absolute or not, a data URI, or base64; null when it is none. */
export function imageFromText(text: string, mimeType: string | null = null): FoundImage | null {
	const value = text.trim();
	if (/^https?:\/\//i.test(value)) return { kind: 'url', url: value, mimeType };
	const decoded = decodeDataUri(value);
	if (decoded)
		return isOtherMedia(decoded.mimeType) ? null : { kind: 'bytes', bytes: decoded.bytes };
	// The base64 of a JPEG begins with a slash, like a path.
	if (looksLikeImage(value)) return asBase64(value);
	return isRelative(value) ? { kind: 'url', url: value, mimeType } : null;
}

/**
 * The image that an entry of a list, or an object, is. It can stand there in several ways: the one
 * most trusted, with the others.
 */
export function imageFromEntry(entry: unknown, depth = 0): FoundImage | null {
	if (typeof entry === 'string') return imageFromText(entry);
	if (!isRecord(entry) || depth > DEEPEST) return null;
	const mimeType = firstMimeType(entry, MIME_FIELDS);
	const ways = [
		...texts(valuesUnder(entry, ENTRY_URL_FIELDS)).map((text) => imageFromText(text, mimeType)),
		...texts(valuesUnder(entry, BASE64_FIELDS)).map(asBase64),
		...texts(valuesUnder(entry, PERHAPS_BASE64_FIELDS)).map((text) =>
			looksLikeImage(text) ? asBase64(text) : null,
		),
		...valuesUnder(entry, ENTRY_OBJECT_FIELDS)
			.filter(isRecord)
			.map((inner) => imageFromEntry(inner, depth + 1)),
	];
	const [first, ...others] = withoutRepeats(
		ways.flatMap((image) => (image === null ? [] : flat(image))),
	);
	if (first === undefined) return null;
	const flags = filterFlags(entry);
	const isFiltered = first.isFiltered === true || flags.all || flags.each.includes(true);
	return withOthers({ ...first, ...(isFiltered ? { isFiltered } : {}) }, others);
}

/** In a field whose name promises base64, whatever is there counts, so that damage is reported. */
export function asBase64(text: string): FoundImage | null {
	if (text.trim() === '') return null;
	const bytes = decodeDataUri(text.trim())?.bytes ?? Buffer.from(text, 'base64');
	return { kind: 'bytes', bytes };
}

/** An image and its others, as a list. */
export function flat(image: FoundImage): FoundImage[] {
	const { others = [], ...first } = image;
	return [first, ...others];
}

export function withOthers(image: FoundImage, others: FoundImage[]): FoundImage {
	return others.length > 0 ? { ...image, others } : image;
}

export function withoutRepeats(images: FoundImage[]): FoundImage[] {
	const seen = new Set<string>();
	return images.filter((image) => {
		if (image.kind === 'bytes') return true;
		const isNew = !seen.has(image.url);
		seen.add(image.url);
		return isNew;
	});
}

function texts(values: unknown[]): string[] {
	return values.filter((value): value is string => typeof value === 'string');
}

function looksLikeImage(text: string): boolean {
	return detectFormat(Buffer.from(text.trim().slice(0, 64), 'base64')) !== null;
}

function isOtherMedia(mimeType: string): boolean {
	return /^(video|audio)\//.test(mimeType);
}

/** `/files/1.png`, `//cdn.example/1.png`, `out/1.png`: nothing that is a word or a sentence. */
function isRelative(text: string): boolean {
	if (text.length > LONGEST_RELATIVE || /[\s<>"\\]/.test(text)) return false;
	return (
		/^\/{1,2}[^/]/.test(text) ||
		/^(\.\/)?[\w.%-]+(\/[\w.%-]+)*\.(png|jpe?g|webp|gif|avif)(\?.*)?$/i.test(text)
	);
}
