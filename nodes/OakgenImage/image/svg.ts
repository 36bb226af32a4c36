import { utf16Text } from '../utf16';

/** Licences and editors' notes can stand in front of the drawing. */
export const LONGEST_PROLOG = 64 * 1024;

interface Root {
	/** Without a prefix for its namespace. */
	name: string;
	/** With its attributes; null when its end is not there yet. */
	tag: string | null;
}

/** Whether a text is an SVG drawing: `null` when it takes more bytes to know. */
export function isSvg(head: Buffer): boolean | null {
	const root = rootOf(decode(head.subarray(0, LONGEST_PROLOG)));
	return root === 'open' ? (head.length < LONGEST_PROLOG ? null : false) : root?.name === 'svg';
}

/** The first tag of a drawing, with its attributes, or an empty text. */
export function svgTag(head: Buffer): string {
	const root = rootOf(decode(head));
	return root === null || root === 'open' ? '' : (root.tag ?? '');
}

/** By its byte order mark; all of what is looked for is ASCII, so any other encoding will do. */
export function decode(bytes: Buffer, mark = bytes): string {
	if (mark[0] === 0xff && mark[1] === 0xfe)
		return utf16Text(bytes, 'little').replace(/^\ufeff/, '');
	if (mark[0] === 0xfe && mark[1] === 0xff) return utf16Text(bytes, 'big').replace(/^\ufeff/, '');
	return bytes.toString('latin1').replace(/^\xef\xbb\xbf/, '');
}

/**
 * The root element behind what may stand in front of it (XML 1.0, 2.8). A page that contains a
 * drawing has another root.
 *
 * @returns null when it is no XML with a drawing, `open` when the text ends before it is known
 */
function rootOf(text: string): Root | 'open' | null {
	let at = 0;
	for (;;) {
		at += /^\s*/.exec(text.slice(at))?.[0].length ?? 0;
		const start = text.slice(at, at + 9);
		if (!start.startsWith('<')) return start === '' ? 'open' : null;
		const end = endOfProlog(text, at);
		if (end === null) break;
		if (end < 0) return 'open';
		if (
			/^<!doctype/i.test(start) &&
			!/^<!doctype\s+([\w-]+:)?svg\b/i.test(text.slice(at, at + 99))
		) {
			return null;
		}
		at = end;
	}
	const name = /^<(?:[\w-]{1,99}:)?([\w-]{1,99})([\s/>])?/.exec(text.slice(at, at + 256));
	if (name === null) return text.length - at < 4 ? 'open' : null;
	if (name[2] === undefined) return text.length - at < 256 ? 'open' : null;
	const tag = /^<(?:"[^"]*"|'[^']*'|[^"'>])*>/.exec(text.slice(at));
	return { name: (name[1] ?? '').toLowerCase(), tag: tag?.[0] ?? null };
}

/** Where a piece of the prolog ends, -1 when its end is not there, null when it is an element. */
function endOfProlog(text: string, at: number): number | null {
	const start = text.slice(at, at + 9);
	if (start.startsWith('<!--')) return after(text, '-->', at + 4);
	if (start.startsWith('<?')) return after(text, '?>', at + 2);
	if (/^<!doctype/i.test(start)) return endOfDoctype(text, at + 9);
	const isBeginning = ['<!--', '<!doctype'].some((word) => word.startsWith(start.toLowerCase()));
	return start.length < 9 && isBeginning ? -1 : null;
}

function after(text: string, mark: string, from: number): number {
	const found = text.indexOf(mark, from);
	return found < 0 ? -1 : found + mark.length;
}

/** Entities, which editors declare in brackets, have such marks of their own. */
function endOfDoctype(text: string, from: number): number {
	let quote = '';
	let depth = 0;
	for (let at = from; at < text.length; at += 1) {
		const character = text.charAt(at);
		if (quote !== '') quote = character === quote ? '' : quote;
		else if (character === '"' || character === "'") quote = character;
		else if (character === '[') depth += 1;
		else if (character === ']') depth -= 1;
		else if (character === '>' && depth <= 0) return at + 1;
	}
	return -1;
}
