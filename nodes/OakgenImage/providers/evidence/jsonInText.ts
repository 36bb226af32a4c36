import { parseJson, parseText } from '../../text/json';

/** What objects and lists in JSON begin with, as base64. */
const ENCODED_JSON =
	/^\s*(data:application\/json[\w;=-]{0,40};base64,)?(?=eyJ|eyAi|ewo|ewk|ew0K|W3s|WyJ|Wwo|Ww0K)/;

/** JSON as a text inside JSON, or as the base64 of one. @returns undefined when the text is neither */
export function jsonOf(text: string): unknown {
	if (/^\s*"\s*[[{]/.test(text)) return parseText(String(parseJson(Buffer.from(text))));
	return encodedJson(text) ?? parseText(text);
}

/** The object or list whose base64 a text is; undefined when it is none. */
export function encodedJson(text: string): unknown {
	const start = ENCODED_JSON.exec(text)?.[0];
	if (start === undefined) return undefined;
	return parseText(Buffer.from(text.slice(start.length), 'base64').toString('utf8'));
}

/** Documents in a text; more is no reply. */
const MOST_DOCUMENTS = 1000;

/** In front of the first document: a guard against scripts, a function's name, a warning. */
const LONGEST_PREFIX = 4096;

/**
 * The JSON objects and lists that a text consists of, with something around or between them: guards
 * such as `)]}'`, a function that they are handed to (JSONP), warnings, Markdown fences, several one
 * after the other. A web page is none of these, whatever its scripts contain.
 */
export function jsonInText(text: string): unknown[] {
	const found: unknown[] = [];
	if (/^\s*<(!doctype|html|\?xml)/i.test(text)) return found;
	const first = text.slice(0, LONGEST_PREFIX).search(/\{\s*["}]|\[\s*[[{"]/);
	let at = first;
	while (at >= 0 && found.length < MOST_DOCUMENTS) {
		const end = endOfDocument(text, at);
		const value = parseJson(Buffer.from(text.slice(at, end)));
		if (value === undefined) break;
		found.push(value);
		const next = text.slice(end, end + LONGEST_PREFIX).search(/[[{]/);
		at = next < 0 ? -1 : end + next;
	}
	return found;
}

/** @returns the place behind the bracket that closes the one at `start`, or the end of the text */
function endOfDocument(text: string, start: number): number {
	let depth = 0;
	for (const mark of marksFrom(text, start)) {
		depth += '[{'.includes(text.charAt(mark)) ? 1 : -1;
		if (depth === 0) return mark + 1;
	}
	return text.length;
}

/** Places of brackets outside of texts. */
function* marksFrom(text: string, start: number): Generator<number> {
	const MARK = /[[\]{}"]/g;
	MARK.lastIndex = start;
	for (let found = MARK.exec(text); found; found = MARK.exec(text)) {
		if (found[0] !== '"') {
			yield found.index;
			continue;
		}
		MARK.lastIndex = endOfText(text, found.index + 1) + 1;
	}
}

/**
 * The quotation mark that ends a text: with an even number of backslashes in front of it.
 *
 * @param from behind the quotation mark that begins it
 * @returns the end of all when there is none
 */
function endOfText(text: string, from: number): number {
	for (let end = text.indexOf('"', from); end >= 0; end = text.indexOf('"', end + 1)) {
		let slashes = 0;
		while (text[end - 1 - slashes] === '\\') slashes += 1;
		if (slashes % 2 === 0) return end;
	}
	return text.length;
}
