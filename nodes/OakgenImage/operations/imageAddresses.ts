import { invalidInput, type ImageFailure } from '../errors';
import { decodeDataUri } from '../image/dataUri';
import { describeOther, detectFormat, REFERENCE_FORMATS } from '../image/format';
import { field, isRecord, type JsonRecord } from '../text/json';
import { shortened } from '../text/shortened';
import { isWebAddress } from '../transport/addresses';
import { addressTexts } from './addressTexts';
import { isBlank } from './blank';
import { whyEmpty } from './gaveNothing';
import { noPictureAt } from './noPictureAt';
import type { ReferenceSource } from './plan';
import { asJson, type ParameterReader } from './read';

/** Where attachments of spreadsheets, databases and content systems have their address. */
const ADDRESS_FIELDS = [
	'url',
	'image_url',
	'imageUrl',
	'src',
	'downloadUrl',
	'download_url',
	'publicUrl',
	'public_url',
	'secure_url',
	'source_url',
	'signedUrl',
	'fileUrl',
	'file_url',
	'contentUrl',
];

/** Also of a page around the picture, so only where nothing else is. */
const LINK_FIELDS = ['link', 'href', 'uri'];

/** In fields of any other name: versions of a picture, and pages around it. */
const NO_PICTURE_FIELD = /thumb|small|preview|icon|avatar|view|page|html|api|self|parent|author/i;

/** Around attachments; small versions of a picture are in none of them. */
const WRAPPERS = [
	'data',
	'attributes',
	'file',
	'external',
	'image',
	'photo',
	'picture',
	'images',
	'files',
	'attachments',
	'urls',
	'items',
	'results',
	'value',
	'json',
	'body',
	'fields',
];

const DEEPEST = 8;

/** Characters that hold the signature of an image. */
const DATA_URI_START = 8192;

/**
 * Reads the addresses of reference images, as a text, a list, or objects that have them.
 *
 * @throws ImageFailure when there is none, or something else
 */
export function readImageAddresses(parameters: ParameterReader): ReferenceSource[] {
	const value = parameters.raw('imageUrls');
	const texts = typeof value === 'string' ? inText(value) : inValue(value, 0);
	if (texts.length === 0) {
		throw invalidInput(
			`No reference image: Image URL(s) is empty${whyEmpty(parameters, 'imageUrls')}`,
			'Enter at least one address, or set Input Type to Binary File(s).',
		);
	}
	return texts.map(asReference);
}

function inText(text: string): string[] {
	const isJson = /^\s*[[{"]/.test(text);
	const parsed = isJson ? parse(text) : undefined;
	return parsed === undefined ? addressTexts(text) : inValue(parsed, 0);
}

function inValue(value: unknown, depth: number): string[] {
	if (isBlank(value)) return [];
	if (typeof value === 'string') return inEntry(value);
	if (depth > DEEPEST) throw notAnAddress(value);
	if (Array.isArray(value)) return value.flatMap((entry: unknown) => inValue(entry, depth + 1));
	if (!isRecord(value)) throw notAnAddress(value);
	// A list that has become an object.
	if ('0' in value) return inValue(Object.values(value), depth + 1);
	for (const name of [...ADDRESS_FIELDS, ...WRAPPERS, ...LINK_FIELDS]) {
		const inner = fieldOf(value, name);
		const isText = typeof inner === 'string' && inner.trim() !== '';
		if (isText || (typeof inner === 'object' && inner !== null)) return inValue(inner, depth + 1);
	}
	const found = [...new Set(anywhere(value, depth))];
	if (found.length !== 1) throw notAnAddress(value);
	return found;
}

/** Addresses in fields whose names tell nothing: a single one can be meant, of several nobody knows. */
function anywhere(value: unknown, depth: number): string[] {
	if (typeof value === 'string') return isWebAddress(value.trim()) ? inEntry(value) : [];
	if (typeof value !== 'object' || value === null || depth > DEEPEST) return [];
	return Object.entries(value)
		.filter(([name]) => !NO_PICTURE_FIELD.test(name))
		.flatMap(([, inner]) => anywhere(inner, depth + 1));
}

/** Columns are called `URL` and `Image URL` as often as `url`. */
function fieldOf(value: JsonRecord, name: string): unknown {
	const exact = field(value, name);
	if (exact !== undefined) return exact;
	const wanted = simple(name);
	const same = Object.keys(value).find((own) => simple(own) === wanted);
	return same === undefined ? undefined : field(value, same);
}

function simple(name: string): string {
	return name.replace(/[\s_-]+/g, '').toLowerCase();
}

/** An entry of a list is one address, as a rule: blanks in it are its own. */
function inEntry(text: string): string[] {
	const trimmed = text.trim();
	const hasBlanks = /^https?:\/\/[^\s,;|"'<>]+(?: [^\s,;|"'<>:]+)+$/i.test(trimmed);
	return hasBlanks ? [trimmed.replace(/ /g, '%20')] : inText(trimmed);
}

function asReference(text: string): ReferenceSource {
	if (/^data:/i.test(text)) {
		const start = decodeDataUri(text.slice(0, DATA_URI_START))?.bytes ?? Buffer.alloc(0);
		if (detectFormat(start)?.isReference === true) return { role: 'image', kind: 'dataUri', text };
		throw invalidInput(
			`A data URI in Image URL(s) ${start.length === 0 ? 'is empty' : `holds ${describeOther(start)}, not an image`}`,
			`Reference images must be ${REFERENCE_FORMATS}.`,
		);
	}
	if (isWebAddress(text)) {
		const wrong = noPictureAt(text);
		if (wrong === null) return { role: 'image', kind: 'url', url: text };
		throw invalidInput(
			`The reference image "${shortened(text, LONGEST_SHOWN)}" is ${wrong.what}, not a picture`,
			`For Image URL(s), ${wrong.way}. Nothing was ordered.`,
		);
	}
	const held = detectFormat(Buffer.from(text.slice(0, DATA_URI_START), 'base64'));
	if (held?.isReference !== true) throw notAnAddress(text);
	// The data of a binary field, or of a reply, without what makes an address of it.
	return { role: 'image', kind: 'dataUri', text: `data:${held.mimeType};base64,${text}` };
}

const LONGEST_SHOWN = 100;

function notAnAddress(value: unknown): ImageFailure {
	if (typeof value !== 'string') {
		const shown = shortened(asJson(value), LONGEST_SHOWN);
		return invalidInput(
			`Image URL(s) got ${shown}, in which there is no address of an image`,
			'Change its expression so that it gives addresses, for example {{ $json.images.map(image => image.url) }}.',
		);
	}
	const isHost = /^[\w-]{1,63}(?:\.[\w-]{1,63}){1,9}\/\S+$/.test(value);
	return invalidInput(
		`The reference image "${shortened(value, LONGEST_SHOWN)}" is not a web address`,
		isHost
			? `Write it with its beginning in Image URL(s): https://${shortened(value, LONGEST_SHOWN)}`
			: 'Enter addresses that begin with https:// in Image URL(s), with %20 for a blank inside of one, or set Input Type to Binary File(s).',
	);
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
