/** Where an address begins: not in the middle of another one, which may contain it. */
const START = /(?<![^\s,;|"'`<>()[\]{}])(?:https?:\/\/|data:(?=[\w.+/-]{0,99}[;,]))/gi;

/** What people write between addresses, and in front of them. */
const CONNECTING = /^(?:and|und|et|y|e|or|oder|&|\+|[-*•–—]|\d{1,2}[.)]|[.:])$/i;

const SEPARATORS = /[\s,;|"'`<>()[\]{}!]+/;

/** What stands between two of these is an entry of its own, and not a word beside an address. */
const ENTRIES = /[,;|\r\n]/;

/** A reference that is no address, such as a file’s name or id, or a value that is missing: never a mere word beside one. */
const MEANT =
	/[\p{L}\p{N}_)][./\\:]+[\p{L}\p{N}_]|[$@{\\]|^(?:undefined|null|nan)$|^(?=.*\d)[\w-]{16,}$/iu;

/** Quotes, brackets and commas of many scripts, which no address contains as they are. */
const MARKS = /[“”„‟«»‹›「」『』【】《》（）、，；。｜،؛]/g;

/** Of Markdown, HTML and spreadsheets, what stands before an address. */
const MARKUP =
	/!?\[[^\]]{0,300}\]\(|<(?:img|a)\s[^<>]{0,300}?(?:src|href)\s*=|(?<![^\s,;])=\s?IMAGE\(/gi;

/** An address with its title: a formula of a spreadsheet, or a link of Slack. */
const TITLED =
	/=\s?HYPERLINK\(\s?["'](https?:[^"']{1,4000})["'][^()]{0,300}\)|<(https?:[^<>|\s]{1,4000})\|[^<>]{0,300}>/gi;

/** One picture in several sizes, as `srcset` of HTML lists them. */
const SIZES =
	/(?:https?:[^\s"'<>]{1,4000}\s{1,9}\d{1,5}(?:\.\d{1,4})?[wx](?![^\s,"'<>])(?:\s{0,9},\s{0,9}(?=http))?){1,50}/gi;

/** Around a picture: other forms of it, and what a click on it leads to. */
const AROUND_PICTURE = /<source\s[^<>]{0,9000}>|<a\s[^<>]{0,9000}>(?=\s{0,99}<(?:img|picture)\b)/gi;

const HTML_MARKS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** Where an address ends at the latest. */
const END = /[\s"`<>|\\]|'(?=[\s/>,;)]|$)|\[\//;

/**
 * The addresses and data URIs in a text, whatever people put between them: commas, line breaks,
 * blanks, quotes, brackets, Markdown. Words beside an address are its title. What stands in its place,
 * and is none, comes out as it is, to be complained about.
 */
export function addressTexts(text: string): string[] {
	// An address without a scheme, as pages have them.
	const readable = text
		.replace(/\p{Cf}+(?=https?:|data:)/giu, ' ')
		.replace(/\p{Cf}/gu, '')
		.replace(MARKS, ' ')
		.replace(/\\[nrt](?=\s*["']?(?:https?:\/\/|data:))/gi, ' ')
		.replace(/\\u0026/gi, '&')
		.replace(/&(amp|lt|gt|quot);/gi, (_, name: string) => HTML_MARKS[name.toLowerCase()] ?? '')
		.replace(TITLED, ' $1$2 ')
		.replace(AROUND_PICTURE, ' ')
		.replace(/<img\s[^<>]{0,9000}>/gi, inPicture)
		.replace(SIZES, largest)
		.replace(MARKUP, ' ')
		.replace(/(?<![^\s,;|"'`<>()[\]{}])\/\/(?=[\w-]{1,63}\.[\w.-]{1,253}\/)/g, 'https://');
	const starts = [...readable.matchAll(START)].map(({ index }) => index);
	const [first] = starts;
	if (first === undefined) return leftOver(readable);
	const pieces = starts.map((start, place) => onePiece(readable.slice(start, starts[place + 1])));
	return [
		...beside(readable.slice(0, first), { isBehind: false, isBefore: true }),
		...pieces.flatMap(({ address, rest }, place) => [
			address,
			...beside(rest, { isBehind: true, isBefore: place + 1 < pieces.length }),
		]),
	];
}

/** Of a picture of HTML, its sizes or else its address. */
function inPicture(tag: string): string {
	const source = /\ssrc\s*=\s*["']?([^\s"'<>]+)/i.exec(tag)?.[1] ?? tag;
	const sizes = tag.match(SIZES);
	return sizes ? largest(sizes.join(' ')) : ` ${source} `;
}

function largest(sizes: string): string {
	const all = [...sizes.matchAll(/(\S+)\s+([\d.]+)[wx]/gi)];
	all.sort(([, , a], [, , b]) => Number(b) - Number(a));
	return ` ${all[0]?.[1] ?? ''} `;
}

/**
 * Of the text beside addresses, what is no title of theirs.
 *
 * @param isBehind an address stands before the text; `isBefore`: one follows it
 */
function beside(text: string, { isBehind, isBefore }: Record<'isBehind' | 'isBefore', boolean>) {
	const entries = text.split(ENTRIES);
	return entries.flatMap((entry, place) => {
		const isNext = isBefore && place === entries.length - 1;
		// As Airtable writes its attachments: the name, and the address in brackets.
		if (isNext && entry.trimEnd().endsWith('(')) return [];
		const isTitle = isNext || (isBehind && place === 0);
		return leftOver(entry).filter((word) => !isTitle || MEANT.test(word));
	});
}

interface Piece {
	address: string;
	/** What follows it. */
	rest: string;
}

function onePiece(piece: string): Piece {
	return /^data:/i.test(piece) ? oneDataUri(piece) : oneAddress(piece);
}

function oneAddress(piece: string): Piece {
	const end = endOf(piece, END);
	// A bracket that the address did not open, with more behind it.
	const closing = piece.slice(0, end).search(/\)[,;]/);
	const isOpened = closing < 0 || count(piece, '(', closing) > count(piece, ')', closing);
	const address = withoutClosing(piece.slice(0, isOpened ? end : closing));
	return { address, rest: piece.slice(address.length) };
}

function endOf(text: string, pattern: RegExp): number {
	const end = text.search(pattern);
	return end < 0 ? text.length : end;
}

/** A mark at the end closes a sentence or a bracket, unless the address opened the bracket itself. */
function withoutClosing(address: string): string {
	let end = address.length;
	for (; end > 0; end -= 1) {
		const mark = address.charAt(end - 1);
		const opening = { ')': '(', ']': '[', '}': '{' }[mark];
		const isOpened =
			opening !== undefined && count(address, opening, end) >= count(address, mark, end);
		if (isOpened || !/[,;.'()[\]{}]/.test(mark)) break;
	}
	return address.slice(0, end);
}

function count(text: string, mark: string, end: number): number {
	return text.slice(0, end).split(mark).length - 1;
}

/** Base64 goes on over line breaks and blanks, so a word before the next address has to go first. */
function oneDataUri(piece: string): Piece {
	const comma = piece.indexOf(',');
	const head = piece.slice(0, comma + 1).replace(/\s/g, '');
	const data = piece.slice(comma + 1);
	if (!/;base64,$/i.test(head)) {
		const end = endOf(data, /[\s"'`<>|]/);
		return { address: head + data.slice(0, end), rest: data.slice(end) };
	}
	const word = /\s(\S{1,4})\s*$/.exec(data.slice(-30));
	const isWord = word !== null && CONNECTING.test(word[1] ?? '');
	const encoded = isWord ? data.slice(0, data.length - word[0].length) : data;
	const end = endOf(encoded, /[^\w+/=%\s-]|(?<==\s{0,9})[^=\s]/);
	return { address: head + encoded.slice(0, end).replace(/\s+/g, ''), rest: encoded.slice(end) };
}

function leftOver(text: string): string[] {
	return text
		.split(SEPARATORS)
		.filter((word) => /[\p{L}\p{N}$]/u.test(word) && !CONNECTING.test(word));
}
