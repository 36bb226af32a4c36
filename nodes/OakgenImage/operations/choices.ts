import type { INodeProperties } from 'n8n-workflow';

interface Choice {
	name: string;
	value: string;
}

/** n8n adds one to Resource and Operation that is no choice of this node: `__CUSTOM_API_CALL__`. */
const OF_N8N = /^__/;

/** The values that a parameter declares. */
export function choicesOf(property: INodeProperties): Choice[] {
	return (property.options ?? [])
		.flatMap((entry) =>
			'value' in entry ? [{ name: entry.name, value: String(entry.value) }] : [],
		)
		.filter(({ value }) => !OF_N8N.test(value));
}

/**
 * The choice that people mean: by its value or its name, whatever the case, with blanks or other
 * marks in it. `16x9`, `1920 × 1080` and `16:09`, which spreadsheets make a time of, are 16:9.
 *
 * @returns null when none is meant, or when it may be one of several
 */
export function meantChoice(given: string, property: INodeProperties): string | null {
	const choices = choicesOf(property);
	const text = plain(given);
	const exact = choices.find(({ value }) => value === text);
	if (exact) return exact.value;
	for (const look of LOOKS) {
		const wanted = look(text);
		const found = choices.filter(
			({ name, value }) => wanted !== null && [look(value), look(name)].includes(wanted),
		);
		if (found.length > 0) return found.length === 1 ? (found[0]?.value ?? null) : null;
	}
	return null;
}

/** Full-width signs as the usual ones, without what is not seen, and without quotes around it. */
export function plain(text: string): string {
	return text
		.normalize('NFKC')
		.replace(/\p{Cf}/gu, '')
		.replace(/^[\s"'“”‘’=]+|[\s"'“”‘’]+$/g, '');
}

/** Ways to look at a text, the more exact first; null where one does not apply. */
const LOOKS: ReadonlyArray<(text: string) => string | null> = [
	letters,
	(text) => letters(text.replace(/\([^()]*\)/, '')),
	fileType,
	ratio,
	pixels,
	words,
];

function letters(text: string): string | null {
	return text.toLowerCase().replace(/[\s_-]+/g, '') || null;
}

/** What stands beside the figures: `Widescreen` of `16:9 Widescreen`. */
function words(text: string): string | null {
	return letters(text.replace(/\(?\d+:\d+\)?/, ''));
}

/** `image/jpeg` and `.jpg` are the same file format. */
function fileType(text: string): string | null {
	const match = /^(?:image\/|\.)?(png|jpe?g|webp)$/i.exec(text.trim());
	return match?.[1]?.toLowerCase().replace('jpg', 'jpeg') ?? null;
}

/** Two numbers, reduced: `1920x1080` is 16:9; or a ratio among words. */
function ratio(text: string): string | null {
	if (/[a-z]{3}/i.test(text)) return /(?<![\d:])\d{1,2}:\d{1,2}(?![\d:])/.exec(text)?.[0] ?? null;
	const match = /^(\d{1,5})\s*(?:[:x×*/∶_\p{Pd}]|to|by)\s*(\d{1,5})(?::00)?(?:\s*px)?$/iu.exec(
		text.trim(),
	);
	const [width, height] = [Number(match?.[1] ?? 0), Number(match?.[2] ?? 0)];
	if (width === 0 || height === 0) return null;
	const divisor = greatestDivisor(width, height);
	return `${width / divisor}:${height / divisor}`;
}

function greatestDivisor(a: number, b: number): number {
	return b === 0 ? a : greatestDivisor(b, a % b);
}

/** `1K`, `1024`, `1024 px` and `1024x1024` are the same size. */
function pixels(text: string): string | null {
	const match = /^(\d{1,5})(k)?(?:\s*px|\s*[x×]\s*\1)?$/i.exec(text.trim());
	if (!match) return null;
	return String(Number(match[1]) * (match[2] === undefined ? 1 : 1024));
}
