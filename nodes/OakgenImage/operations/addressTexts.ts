/** Where an address begins: not in the middle of another one, which may contain it. */
const START = /(?<![^\s,;|"'`<>()[\]{}])(?:https?:\/\/|data:(?=[\w.+/-]{0,99}[;,]))/gi;

/** What people write between addresses, and in front of them. */
const CONNECTING = /^(?:and|und|et|y|e|or|oder|&|\+|[-*•–—]|\d{1,2}[.)]|[.:])$/i;

const SEPARATORS = /[\s,;|"'`<>()[\]{}!]+/;

/** Quotes, brackets and commas of many scripts, which no address contains as they are. */
const MARKS = /[“”„‟«»‹›「」『』【】《》（）、，；。｜]/g;

/** Of Markdown, HTML and spreadsheets, what stands before an address. */
const MARKUP =
	/!?\[[^\]]{0,300}\]\(|<(?:img|a)\s[^<>]{0,300}?(?:src|href)\s*=|(?<![^\s,;])=\s?IMAGE\(/gi;

/**
 * The addresses and data URIs in a text, whatever people put between them: commas, line breaks,
 * blanks, quotes, brackets, Markdown. What is no address comes out as it is, to be complained about.
 */
export function addressTexts(text: string): string[] {
	// An address without a scheme, as pages have them.
	const readable = text
		.replace(/\p{Cf}/gu, '')
		.replace(MARKS, ' ')
		.replace(/\\[nrt](?=\s*["']?(?:https?:\/\/|data:))/gi, ' ')
		.replace(/&amp;|\\u0026/gi, '&')
		.replace(MARKUP, ' ')
		.replace(/(?<![^\s,;|"'`<>()[\]{}])\/\/(?=[\w-]{1,63}\.[\w.-]{1,253}\/)/g, 'https://');
	const starts = [...readable.matchAll(START)].map(({ index }) => index);
	const first = starts[0] ?? readable.length;
	return [
		...leftOver(readable.slice(0, first)),
		...starts.flatMap((start, place) => onePiece(readable.slice(start, starts[place + 1]))),
	];
}

function onePiece(piece: string): string[] {
	return /^data:/i.test(piece) ? oneDataUri(piece) : oneAddress(piece);
}

function oneAddress(piece: string): string[] {
	const end = piece.search(/[\s"`<>|]/);
	const address = end < 0 ? piece : piece.slice(0, end);
	return [withoutClosing(address), ...(end < 0 ? [] : leftOver(piece.slice(end)))];
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
function oneDataUri(piece: string): string[] {
	const comma = piece.indexOf(',');
	const head = piece.slice(0, comma + 1).replace(/\s/g, '');
	const data = piece.slice(comma + 1);
	if (!/;base64,$/i.test(head)) {
		const end = data.search(/[\s"'`<>|]/);
		return end < 0 ? [head + data] : [head + data.slice(0, end), ...leftOver(data.slice(end))];
	}
	const word = /\s(\S{1,4})\s*$/.exec(data.slice(-30));
	const isWord = word !== null && CONNECTING.test(word[1] ?? '');
	const encoded = isWord ? data.slice(0, data.length - word[0].length) : data;
	const end = encoded.search(/[^\w+/=%\s-]/);
	if (end < 0) return [head + encoded.replace(/\s+/g, '')];
	return [head + encoded.slice(0, end).replace(/\s+/g, ''), ...leftOver(encoded.slice(end))];
}

function leftOver(text: string): string[] {
	return text.split(SEPARATORS).filter((word) => word !== '' && !CONNECTING.test(word));
}
