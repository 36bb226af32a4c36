import { invalidInput, type ImageFailure } from '../errors';
import { shortened } from '../text/shortened';
import { isBlank } from './blank';
import { whyEmpty } from './gaveNothing';
import type { ParameterReader } from './read';

/**
 * Reads the prompt, and refuses what nobody would want to pay for: a text in which an expression
 * went wrong.
 *
 * @throws ImageFailure that shows the place
 */
export function readPrompt(parameters: ParameterReader): string {
	const prompt = parameters.text('prompt');
	if (isBlank(prompt.replace(EMPTY_MARKUP, ''))) {
		throw invalidInput(
			`The prompt is empty${whyEmpty(parameters, 'prompt')}`,
			'Describe the image in the parameter Prompt. Nothing was ordered.',
		);
	}
	const mistake = mistakeIn(prompt);
	if (mistake !== null) throw mistaken(mistake, 'Prompt', 'The prompt');
	return prompt;
}

/** Of a text field of a web page that was left empty. */
const EMPTY_MARKUP = /<\/?(?:p|br|div|span)\b[^<>]{0,300}>|&(?:nbsp|#160);/gi;

interface Mistake {
	what: string;
	/** As it stands in the text. */
	text: string;
}

type MistakeKind = readonly [what: string, pattern: RegExp];

/** What nobody writes into any text that a provider is to read, be it a prompt or a name. */
const SLIPS: readonly MistakeKind[] = [
	[
		'an object instead of a text',
		/\[(?:object [A-Za-z]{1,30}|(?:Function(?::| \(anonymous)|ERROR\b|Object: null\b)[^\]]{0,60})\]|^\[(?:Array|Object)\]$|^(?:async )?(?:function\b[\w\s*$]{0,60}\(|\([\w\s,]{0,60}\) ?=>)/,
	],
	['an expression that was not evaluated', /\{\{[^{}]{0,500}[^{}\s][^{}]{0,500}\}\}/],
	[
		'an expression that was not evaluated',
		/\$(?:json|node|input|item|items|binary|prevNode|workflow|execution|vars|fromAI)\s?(?:\.[A-Za-z_]|\[["']|\(["'])|\$\(["']/,
	],
	['a placeholder that was not filled', /[$#]\{\s{0,9}[A-Za-z_$][\w$.[\]'" ]{0,200}\}/],
];

/** In any other text than a prompt: also a value that is no value, where it stands alone. */
const OTHER_SLIPS: readonly MistakeKind[] = [
	...SLIPS,
	['the word for a missing value', /^\W{0,9}(?:undefined|NaN)\W{0,9}$/],
];

const MISTAKES: readonly MistakeKind[] = [
	...SLIPS,
	['characters that were lost on the way', /\p{Surrogate}|\ufffd/u],
	['bytes that are no text', /(?![\t-\r\u007f-\u009f])\p{Cc}/u],
	[
		'no text but the word for a missing value',
		/^\W{0,20}(?:(?:undefined|null)+|nan|none|nil|n\/a|tbd|empty|(?:filled|empty) array|invalid date|loading)\W{0,20}$/i,
	],
	['a date that could not be read', /\bInvalid Date/],
	[
		'an error of a spreadsheet',
		/#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|ERROR!|NUM!|NULL!|SPILL!|CALC!)/,
	],
	[
		'a formula of a spreadsheet',
		/^[=+](?:[A-Z][A-Z0-9.]{1,30}\(|\$?[A-Z]{1,3}\$?\d{1,7}(?![A-Za-z0-9])).{0,40}/,
	],
	[
		'a placeholder that was not filled',
		/^[[{<%$]{1,3}\s{0,9}(?:your |insert |the )?(?:image |item |user )?[_ ]?(?:prompt|text|input|value|name|title|description|topic|subject)s?(?: here)?\s{0,9}[\]}>%]{0,3}$/i,
	],
	['no words', /^[^\p{L}\p{N}\p{Extended_Pictographic}]{1,200}$/u],
	['a number that could not be calculated', /(?<![\w"'“‘`-])NaN(?![\w"'”’`-])/],
];

/**
 * A missing value stands where a noun should: in front of a mark, at the end, or before a word such
 * as "on". As an adjective ("undefined shapes", "edges left undefined") the same word is the
 * user's own.
 */
const HOLE =
	/(?<![\w"'“‘`-])(?<!\b(?:an?|the|this|that|its|left|leave|leaves|remain|remains|is|are|be|stays?|kept|keep|word|value|pointer|[a-z]{1,30}ly)\s{1,3})(?:undefined|null)(?=\s*(?:[,.;:!?)\]|/\n€$%]|$)|['’]s\b|\s+(?:\p{Lu}|(?:undefined|null|on|in|at|by|for|from|to|of|with|and|or|is|as|made|wearing|holding)\b))/u;

function mistakeIn(prompt: string): Mistake | null {
	const found = firstOf(MISTAKES, prompt);
	if (found) return found;
	const hole = HOLE.exec(prompt);
	return hole && { what: 'the word for a missing value', text: around(prompt, hole) };
}

function firstOf(kinds: readonly MistakeKind[], text: string): Mistake | null {
	for (const [what, pattern] of kinds) {
		const found = pattern.exec(text);
		if (found) return { what, text: found[0] };
	}
	return null;
}

/** @throws ImageFailure for any other text in which an expression went wrong */
export function refuseSlips(text: string, label: string): void {
	const mistake = firstOf(OTHER_SLIPS, text);
	if (mistake !== null) throw mistaken(mistake, label);
}

const BEFORE = 30;

function around(prompt: string, { index, 0: found }: RegExpExecArray): string {
	return prompt.slice(Math.max(0, index - BEFORE), index + found.length);
}

const LONGEST_SHOWN = 80;

function mistaken({ what, text }: Mistake, label: string, subject = label): ImageFailure {
	const shown = shortened(text.replace(/[\p{Cc}\p{Surrogate}]/gu, '\ufffd'), LONGEST_SHOWN);
	return invalidInput(
		`${subject} contains ${what}: “${shown}”`,
		`Look at what the expression in ${label} gives for this item: the field may be missing, or have another name. Nothing was ordered.`,
	);
}
