import { withoutEncodedData } from '../text/excerpt';

/** Removes secrets and image data from a text that leaves the node: providers quote what they got. */
export type Redact = (text: string) => string;

const REPLACEMENT = '[API key]';

/** Shorter values are no keys, and replacing them would garble every text. */
const SHORTEST_SECRET = 6;

/** As long as this, a key is found in nothing by chance, be it an address or an id. */
const DISTINCT_LENGTH = 16;

/** Enough of a key to be of use to a thief: where a text was cut, a beginning of it can be left. */
const PIECE_LENGTH = 12;

/** For whatever people see: messages, output items, and what n8n saves of them. */
export function createRedactor(key: string): Redact {
	const withoutKey = createKeyRemover(key);
	return (text) => withoutKey(withoutEncodedData(text));
}

/**
 * For what the node keeps in order to use it again. Addresses and ids stay whole, unless they
 * contain a key that nothing contains by chance: then it must not lie in n8n's database.
 */
export function createKeeper(key: string): Redact {
	return isDistinct(key) ? createKeyRemover(key) : (text) => text;
}

/** Tells of a text, such as an address, whether the key is in it and not there by chance. */
export function createKeyTest(key: string): (text: string) => boolean {
	const forms = isDistinct(key) ? formsOf(key) : [];
	return (text) => forms.some((form) => text.includes(form));
}

function createKeyRemover(key: string): Redact {
	if (isWord(key)) return (text) => text;
	if (isNearWord(key)) {
		// An id or a path that contains such a key contains it by chance.
		const alone = new RegExp(`(?<![\\w/.-])${key.replaceAll('.', '\\.')}(?![\\w/-]|\\.\\w)`, 'g');
		const encoded = grouped(encodedForms(key));
		return (text) => encoded.reduce(withoutForms, text.replace(alone, REPLACEMENT));
	}
	const forms = grouped(formsOf(key));
	return (text) => forms.reduce(withoutForms, text);
}

function isDistinct(key: string): boolean {
	return key.length >= DISTINCT_LENGTH;
}

/** Texts contain it by themselves, so it is no secret, and no provider gives out such a key. */
function isWord(key: string): boolean {
	return key.length < SHORTEST_SECRET || (!isDistinct(key) && /^[a-z_.-]+$/i.test(key));
}

/** Short, and of the characters that ids and paths are made of. */
function isNearWord(key: string): boolean {
	return !isDistinct(key) && /^[\w.-]+$/.test(key);
}

/** Forms that begin alike: what stands in a text is the one that goes on longest. */
type Alike = { piece: string; forms: string[] };

function grouped(forms: string[]): Alike[] {
	const groups = new Map<string, string[]>();
	for (const form of forms) {
		const piece = form.slice(0, PIECE_LENGTH);
		groups.set(piece, [...(groups.get(piece) ?? []), form]);
	}
	return [...groups].map(([piece, alike]) => ({ piece, forms: alike }));
}

/** Replaces forms of the key, and beginnings of them that are long enough, wherever they stand. */
function withoutForms(text: string, { piece, forms }: Alike): string {
	let cleaned = '';
	let from = 0;
	for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, from)) {
		const start = at;
		const lengths = forms.map((form) => commonLength(text, start, form));
		cleaned += text.slice(from, at) + REPLACEMENT;
		from = at + Math.max(...lengths);
	}
	return cleaned + text.slice(from);
}

function commonLength(text: string, start: number, form: string): number {
	let length = 0;
	while (length < form.length && text[start + length] === form[length]) length += 1;
	return length;
}

/** The key as it is, and as addresses, JSON, headers and encoders carry it. */
function formsOf(key: string): string[] {
	const upperCase = encodeURIComponent(key);
	const lowerCase = upperCase.replace(/%../g, (code) => code.toLowerCase());
	const inJson = JSON.stringify(key).slice(1, -1);
	return [
		...new Set([
			key,
			upperCase,
			lowerCase,
			...[upperCase, lowerCase].map(encodeURIComponent),
			inJson,
			inJson.replaceAll('/', '\\/'),
			...encodedForms(key),
		]),
	];
}

function encodedForms(key: string): string[] {
	const base64 = [
		Buffer.from(key).toString('base64'),
		...[0, 1, 2].map((n) => base64After(n, key)),
	];
	const urlSafe = base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'));
	return [...new Set([...base64, ...urlSafe])];
}

/**
 * What stands for the key in the base64 of a longer text, such as "Bearer " and the key: without the
 * characters at the ends that also stand for a neighbour.
 *
 * @param bytes in front of the key, of which only the rest in groups of three matters
 */
function base64After(bytes: number, key: string): string {
	const encoded = Buffer.concat([Buffer.alloc(bytes), Buffer.from(key)]).toString('base64');
	const end = Math.floor(((bytes + Buffer.byteLength(key)) * 4) / 3);
	return encoded.slice(Math.ceil((bytes * 4) / 3), end);
}
