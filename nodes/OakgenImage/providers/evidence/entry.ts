import { asBytes } from '../../image/asBytes';
import { decodeDataUri } from '../../image/dataUri';
import { detectFormat } from '../../image/format';
import type { FoundImage } from '../generation';
import { EncodedImage } from '../../text/encodedImages';
import { firstMimeType, isRecord, parseText, type JsonRecord } from '../../text/json';
import {
	BASE64_FIELDS,
	BASE64_NAME,
	ENTRY_OBJECT_FIELDS,
	ENTRY_URL_FIELDS,
	FAILURE_FIELDS,
	IMAGE_NAME,
	MIME_FIELDS,
	OTHER_MEDIA,
	OTHER_ROLE,
	PERHAPS_BASE64_FIELDS,
	ROLE_NAME,
	SENT_FILE,
	SMALLER_ROLE,
	STORAGE,
} from './assumptions';
import { statusOfWords } from './code';
import { otherNames, valuesLike, valuesUnder } from './fields';
import { filterFlags } from './flags';
import { plainAddress, separateAddresses, unescaped, withScheme } from './imageTexts';
import { isNotFinal } from './state';

/** {"image": {"file": {"url": …}}} */
const DEEPEST = 4;

/** Signed addresses are long; what is longer is no address. */
const LONGEST_ADDRESS = 16 * 1024;
const LONGEST_LIST = 16 * LONGEST_ADDRESS;

/** An address longer than this is image data that is no image. */
const LONGEST_RELATIVE = 4096;

/** A text of a reply: a large image among them is decoded already. */
export type ReplyText = string | EncodedImage;

export function isReplyText(value: unknown): value is ReplyText {
	return typeof value === 'string' || value instanceof EncodedImage;
}

/** The image that a text is: an address, absolute or not, a data URI, or base64; null when it is none. */
export function imageFromText(text: ReplyText, mimeType: string | null = null): FoundImage | null {
	if (text instanceof EncodedImage) return asBase64(text);
	const value = withoutWrapping(text);
	const address = value.length > LONGEST_ADDRESS ? value : plainAddress(value);
	if (/^https?:\/\//i.test(address) || STORAGE.test(address))
		return { kind: 'url', url: address, mimeType };
	const decoded = decodeDataUri(
		/^image\/[\w.+-]{1,99}\s?;\s?base64,/i.test(value) ? `data:${value}` : value,
	);
	if (decoded)
		return isOtherMedia(decoded.mimeType) ? null : { kind: 'bytes', bytes: decoded.bytes };
	if (isHexImage(value)) return { kind: 'bytes', bytes: Buffer.from(value, 'hex') };
	// The base64 of a JPEG begins with a slash, like a path.
	if (looksLikeImage(value)) return asBase64(value);
	if (!isRelative(address)) return null;
	const relative: FoundImage = { kind: 'url', url: address, mimeType };
	const url = withScheme(address);
	return url === null ? relative : { kind: 'url', url, mimeType, others: [relative] };
}

/** The bytes of an image, two digits each. */
function isHexImage(text: string): boolean {
	return /^[\da-f]{32}/i.test(text) && detectFormat(Buffer.from(text.slice(0, 64), 'hex')) !== null;
}

/** The images that one text names: several addresses with marks between them, or JSON as a text. */
export function imagesFromText(text: ReplyText, mimeType: string | null = null): FoundImage[] {
	const parsed = typeof text === 'string' && /^\s*\[/.test(text) ? parseText(text) : undefined;
	if (Array.isArray(parsed)) return parsed.flatMap((entry: unknown) => imageFromEntry(entry) ?? []);
	const isList = typeof text === 'string' && text.length <= LONGEST_LIST;
	const parts = isList ? separateAddresses(text) : [text];
	return parts.flatMap((part) => imageFromText(part, mimeType) ?? []);
}

/**
 * The image that an entry of a list, or an object, is. It can stand there in several ways: the one
 * most trusted, with the others.
 */
export function imageFromEntry(entry: unknown, depth = 0): FoundImage | null {
	if (isReplyText(entry)) return imageFromText(entry);
	if (!isRecord(entry) || depth > DEEPEST) return null;
	const mimeType = firstMimeType(entry, MIME_FIELDS);
	const ways = [
		...valuesUnder(entry, [...ENTRY_URL_FIELDS, ...otherNames(entry, ENTRY_URL_FIELDS, IMAGE_NAME)])
			.filter(isReplyText)
			.map((text) => imageFromText(text, mimeType)),
		...valuesUnder(entry, BASE64_FIELDS).filter(isReplyText).map(asBase64),
		...valuesUnder(entry, [
			...PERHAPS_BASE64_FIELDS,
			...otherNames(entry, BASE64_FIELDS, BASE64_NAME),
		])
			.filter(isReplyText)
			.map((text) => perhapsImage(text, mimeType)),
		...valuesUnder(entry, ENTRY_OBJECT_FIELDS)
			.filter(isRecord)
			.map((inner) => imageFromEntry(inner, depth + 1)),
	];
	const [first, ...others] = withoutRepeats(
		ways.flatMap((image) => (image === null ? [] : flat(image))),
	);
	if (first === undefined) return null;
	const flags = filterFlags(entry);
	const isFiltered = flags.all || flags.each.includes(true) || hasRefusal(entry);
	return withOthers({ ...first, ...(isFiltered ? { isFiltered } : {}) }, others);
}

/** Where anything may stand, an address counts only in full. */
function perhapsImage(text: ReplyText, mimeType: string | null): FoundImage | null {
	const image = imageFromText(text, mimeType);
	const isPicture = image?.kind === 'bytes' && detectFormat(image.bytes) !== null;
	return isPicture || isWebAddress(text) ? image : null;
}

/** A picture with an error beside it that is about its content. */
function hasRefusal(entry: JsonRecord): boolean {
	return texts(valuesUnder(entry, FAILURE_FIELDS)).some((words) => statusOfWords(words) === 422);
}

/** Whether an entry says of itself that it is not the result: a preview, an input, a film. */
export function isOther(entry: unknown): boolean {
	if (typeof entry === 'string') return FILM.test(entry);
	if (!isRecord(entry)) return false;
	if (isNotFinal(entry)) return true;
	return texts(valuesLike(entry, ROLE_NAME)).some((text) => OTHER_ROLE.test(text.trim()));
}

/** Whether an entry is no result as it seems by its type or its file's name, if there is another. */
export function isDoubtful(entry: unknown, image: FoundImage): boolean {
	const addresses = addressesOf(image);
	const files = addresses
		.flatMap((address) => address.split(/[?#]/, 1))
		.map((path) => path.slice(path.lastIndexOf('/') + 1));
	return (
		texts([firstMimeType(entry, MIME_FIELDS)]).some((type) => OTHER_MEDIA.test(type)) ||
		addresses.some((address) => FILM.test(address)) ||
		texts(valuesLike(entry, ROLE_NAME)).some((role) => SMALLER_ROLE.test(role)) ||
		[...texts(valuesLike(entry, /name$/)), ...files].some((name) => SENT_FILE.test(name))
	);
}

const FILM = /^https?:\/\/[^?#\s]{1,2000}\.(mp4|webm|mov|m4v|mp3|wav|json|txt|zip)([?#]|$)/i;

/** In a field whose name promises base64, whatever is there counts, so that damage is reported. */
export function asBase64(text: ReplyText): FoundImage | null {
	if (text instanceof EncodedImage) return { kind: 'bytes', bytes: text.bytes };
	if (text.trim() === '') return null;
	const value = withoutWrapping(text);
	return { kind: 'bytes', bytes: asBytes(decodeDataUri(value)?.bytes ?? decodeBase64(value)) };
}

/** What libraries and slips put around base64: `b'…'`, `base64,…`, `0x…`, a data URI in a data URI, all of it escaped. */
function withoutWrapping(text: string): string {
	const value = text.trim();
	const [around = ''] = /^(b['"]|0x|base64[,:]|data:[^,]{0,200},(?=data:))/i.exec(value) ?? [];
	const [head = ''] = /^data%3a.{0,200}?%2c/i.exec(value) ?? [];
	return head === '' ? value.slice(around.length) : unescaped(head) + value.slice(head.length);
}

/** Line breaks and marks in it may be escaped. */
function decodeBase64(text: string): Buffer {
	const lines = text.slice(0, 4096).includes('\\n') ? text.replaceAll(/(\\r)?\\n/g, '') : text;
	const escaped = lines.slice(0, 4096).includes('%')
		? decodeDataUri(`data:;base64,${lines}`)
		: null;
	return escaped?.bytes ?? Buffer.from(lines, 'base64');
}

/** An image and its others, as a list. */
export function flat(image: FoundImage): FoundImage[] {
	const { others = [], ...first } = image;
	return [first, ...others];
}

export function withOthers(image: FoundImage, others: FoundImage[]): FoundImage {
	return others.length > 0 ? { ...image, others } : image;
}

/** Each once, and what is in a storage behind what can be fetched. */
export function withoutRepeats(images: FoundImage[]): FoundImage[] {
	const seen = new Set<string>();
	const stored = images.filter((image) => !isFetched(image));
	return [...images.filter(isFetched), ...stored].filter((image) => {
		if (image.kind === 'bytes') return true;
		const isNew = !seen.has(image.url);
		seen.add(image.url);
		return isNew;
	});
}

function isFetched(image: FoundImage): boolean {
	return !addressesOf(image).some((address) => STORAGE.test(address));
}

/** Of bytes there is none. */
export function addressesOf(image: FoundImage): string[] {
	return image.kind === 'url' ? [image.url] : [];
}

function isWebAddress(text: ReplyText): boolean {
	return typeof text === 'string' && /^https?:/i.test(text);
}

function texts(values: unknown[]): string[] {
	return values.filter((value): value is string => typeof value === 'string');
}

/** Base64 that begins like an image. Some paths do, too, but for their dot. */
function looksLikeImage(text: string): boolean {
	const head = text.trim().slice(0, 64);
	return !head.includes('.') && detectFormat(decodeBase64(head)) !== null;
}

const DATA_URI = /^\s*(data:image\/[\w.+-]{1,99};base64,)(.*)$/is;

/** Whether a text is a picture and nothing else, where there can be words as well. */
export function isPictureAlone(text: ReplyText): boolean {
	if (text instanceof EncodedImage) return true;
	const [head = '', base64 = text] = DATA_URI.exec(text)?.slice(1) ?? [];
	const isWhole = head === '' || /^[\w+/%-]+=*\s*$/.test(base64);
	return isWhole && /^\s*(?:[\w+/-]|%2[bf]){16}/i.test(base64) && looksLikeImage(base64);
}

function isOtherMedia(mimeType: string): boolean {
	return /^(video|audio)\//.test(mimeType);
}

/** `/files/1.png`, `//cdn.example/1.png`, `out/1.png`: nothing that is a word or a sentence. */
function isRelative(text: string): boolean {
	if (text.length > LONGEST_RELATIVE || /[\s<>"\\]/.test(text)) return false;
	return (
		/^\/{1,2}[^/]/.test(text) ||
		/^[\w.%-]+(\/[\w.%-]+)*\.(png|jpe?g|webp|gif|avif)(\?.*)?$/i.test(text)
	);
}
