import { isUnsafeName, type JsonRecord } from '../../text/json';

/** More elements have replies of no service. */
const MOST_ELEMENTS = 10_000;

const DEEPEST = 100;

/** An element as it is read: attributes and elements in it, by name, or its text. */
interface Element {
	name: string;
	fields: JsonRecord;
	text: string;
}

/**
 * An XML document as the object that JSON would have in its place: elements that repeat are a list,
 * attributes are fields, names come without their namespace.
 *
 * @returns null when the text is none, or is a web page
 */
export function objectOfXml(text: string): JsonRecord | null {
	if (!/^\s*<[?\w]/.test(text) || /^\s*<(!doctype|html|img|body|div|p|a)(?![\w:.-])/i.test(text))
		return null;
	const root: Element = { name: '', fields: {}, text: '' };
	const open = [root];
	let elements = 0;
	for (let at = text.indexOf('<'); at >= 0;) {
		const innermost = open.at(-1) ?? root;
		const end = endOfMark(text, at);
		if (end < 0) return null;
		const mark = text.slice(at, end);
		if (mark.startsWith('<![CDATA[')) innermost.text += mark.slice(9, -3);
		else if (mark.startsWith('</')) close(open, mark.slice(2, -1).trim());
		else if (!/^<[!?]/.test(mark)) {
			elements += 1;
			if (elements > MOST_ELEMENTS || open.length > DEEPEST) return null;
			open.push(opened(mark));
			if (mark.endsWith('/>')) close(open, (open.at(-1) ?? root).name);
		}
		at = text.indexOf('<', end);
		const inside = open.at(-1) ?? root;
		// What stands behind the last mark is in no element.
		inside.text += unescaped(text.slice(end, at));
	}
	return open.length === 1 && elements > 0 ? root.fields : null;
}

/** @returns the place behind a mark; -1 when it is not closed */
function endOfMark(text: string, at: number): number {
	const closing = text.startsWith('<![CDATA[', at)
		? ']]>'
		: text.startsWith('<!--', at)
			? '-->'
			: '>';
	const found = text.indexOf(closing, at);
	return found < 0 ? -1 : found + closing.length;
}

const ATTRIBUTE = /([\w:.-]{1,100})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)')/g;

function opened(mark: string): Element {
	const name = /^<([\w:.-]{1,100})/.exec(mark)?.[1] ?? '';
	const fields: JsonRecord = {};
	for (const [, attribute = '', double, single] of mark.matchAll(ATTRIBUTE)) {
		if (!attribute.startsWith('xmlns')) put(fields, attribute, unescaped(double ?? single ?? ''));
	}
	return { name, fields, text: '' };
}

/** What is not closed in its turn ends with what it stands in. */
function close(open: Element[], name: string): void {
	const [element, outer] = [open.at(-1), open.at(-2)];
	if (!element || !outer || element.name !== name) return;
	open.pop();
	const text = element.text.trim();
	// Of an element with words, these count, not what it is said to be.
	put(
		outer.fields,
		name,
		text === '' && Object.keys(element.fields).length > 0 ? element.fields : text,
	);
}

function put(fields: JsonRecord, fullName: string, value: unknown): void {
	const name = fullName.slice(fullName.lastIndexOf(':') + 1);
	if (isUnsafeName(name)) return;
	const present = fields[name];
	if (present === undefined) fields[name] = value;
	else if (Array.isArray(present)) present.push(value);
	else fields[name] = [present, value];
}

const ENTITIES: Readonly<Record<string, string>> = {
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	amp: '&',
};

function unescaped(text: string): string {
	return text.replace(
		/&(?:(lt|gt|quot|apos|amp)|#(x[\da-f]{1,4}|\d{1,5}));/gi,
		(whole: string, name: string | undefined, code: string) =>
			name === undefined
				? String.fromCharCode(Number(code.toLowerCase().replace('x', '0x')))
				: (ENTITIES[name.toLowerCase()] ?? whole),
	);
}
