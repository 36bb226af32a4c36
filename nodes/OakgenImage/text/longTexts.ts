/** An image, most likely. */
const LEAST_LENGTH = 16 * 1024;

/** Private to this node (Unicode, 23.5), and refused where a reply has it itself. */
const MARK = '\ue0a6';

/** JSON in which each long text is a mark and a number. */
interface Shortened {
	json: string;
	/** By number. */
	longTexts: string[];
}

/**
 * Parses JSON without a copy of the images in it: texts of many characters are cut out of it before,
 * and are parts of the very same text afterwards, which V8 does not copy.
 *
 * @param parse of the JSON, whose long texts are marks; the second parameter goes to `JSON.parse`
 */
export function parseApart<T>(
	json: string,
	parse: (json: string, restore?: (name: string, value: unknown) => unknown) => T,
): T {
	const { json: short, longTexts } = withoutLongTexts(json);
	if (longTexts.length === 0) return parse(json);
	return parse(short, (_, value) =>
		typeof value === 'string' && value.startsWith(MARK) ? longTexts[Number(value.slice(1))] : value,
	);
}

function withoutLongTexts(json: string): Shortened {
	const longTexts: string[] = [];
	if (json.length < LEAST_LENGTH || json.includes(MARK)) return { json, longTexts };
	let short = '';
	let from = 0;
	let escape = json.indexOf('\\');
	for (let start = json.indexOf('"'); start >= 0;) {
		const end = endOfText(json, start + 1);
		if (end < 0) break;
		while (escape >= 0 && escape < start) escape = json.indexOf('\\', start);
		const isPlain = escape < 0 || escape > end;
		if (isPlain && end - start > LEAST_LENGTH && !isName(json, end)) {
			short += `${json.slice(from, start)}"${MARK}${longTexts.length}`;
			longTexts.push(json.slice(start + 1, end));
			from = end;
		}
		start = json.indexOf('"', end + 1);
	}
	return { json: short + json.slice(from), longTexts };
}

function isName(json: string, end: number): boolean {
	NAME_END.lastIndex = end;
	return NAME_END.test(json);
}

const NAME_END = /"\s*:/y;

/** @returns the place of the quote that ends a text; -1 when there is none */
function endOfText(json: string, from: number): number {
	let end = json.indexOf('"', from);
	while (end >= 0 && isEscaped(json, end)) end = json.indexOf('"', end + 1);
	return end;
}

function isEscaped(json: string, at: number): boolean {
	let before = at - 1;
	while (json[before] === '\\') before -= 1;
	return (at - before) % 2 === 0;
}
