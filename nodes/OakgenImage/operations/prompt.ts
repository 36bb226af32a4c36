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
	if (isBlank(prompt)) {
		throw invalidInput(
			`The prompt is empty${whyEmpty(parameters, 'prompt')}`,
			'Describe the image in the parameter Prompt. Nothing was ordered.',
		);
	}
	// A typed "true" is a text. The parameter is read again for these two only: an expression costs time.
	if (/^(?:true|false)$/.test(prompt) && typeof parameters.raw('prompt') === 'boolean') {
		throw invalidInput(
			`The prompt is the answer to a question, ${prompt}, and no text`,
			'Change the expression in Prompt so that it gives the text itself. Nothing was ordered.',
		);
	}
	const mistake = mistakeIn(prompt);
	if (mistake !== null) throw mistaken(mistake);
	return prompt;
}

interface Mistake {
	what: string;
	/** As it stands in the prompt. */
	text: string;
}

const MISTAKES: ReadonlyArray<[what: string, pattern: RegExp]> = [
	['an object instead of a text', /\[object [A-Za-z]{1,30}\]/],
	['an expression that was not evaluated', /\{\{[^{}]{0,500}[^{}\s][^{}]{0,500}\}\}/],
	[
		'an expression that was not evaluated',
		/\$(?:json|node|input|item|items|binary|prevNode|workflow|execution|vars|fromAI)\s?(?:\.[A-Za-z_]|\[["']|\(["'])|\$\(["']/,
	],
	['a placeholder that was not filled', /\$\{\s{0,9}[A-Za-z_$][\w$.[\]'" ]{0,200}\}/],
	['characters that were lost on the way', /\p{Surrogate}|\ufffd/u],
	['bytes that are no text', /(?![\t-\r\u007f-\u009f])\p{Cc}/u],
	[
		'no text but the word for a missing value',
		/^\W{0,20}(?:undefined|null|nan|none|nil|n\/a|tbd|empty|(?:filled|empty) array|invalid date|loading)\W{0,20}$/i,
	],
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
	/(?<![\w"'“‘`-])(?<!\b(?:an?|the|this|that|its|left|leave|leaves|remain|remains|is|are|be|stays?|kept|keep|word|value|pointer|[a-z]{1,30}ly)\s{1,3})(?:undefined|null)(?=\s*(?:[,.;:!?)\]|/\n]|$)|\s+(?:undefined|null|on|in|at|by|for|from|to|of|with|and|or|is|as|made|wearing|holding)\b)/;

function mistakeIn(prompt: string): Mistake | null {
	for (const [what, pattern] of MISTAKES) {
		const found = pattern.exec(prompt);
		if (found) return { what, text: found[0] };
	}
	const hole = HOLE.exec(prompt);
	return hole && { what: 'the word for a missing value', text: around(prompt, hole) };
}

const BEFORE = 30;

function around(prompt: string, { index, 0: found }: RegExpExecArray): string {
	return prompt.slice(Math.max(0, index - BEFORE), index + found.length);
}

const LONGEST_SHOWN = 80;

function mistaken({ what, text }: Mistake): ImageFailure {
	const shown = shortened(text.replace(/[\p{Cc}\p{Surrogate}]/gu, '\ufffd'), LONGEST_SHOWN);
	return invalidInput(
		`The prompt contains ${what}: “${shown}”`,
		'Look at what the expression in Prompt gives for this item: the field may be missing, or have another name. Nothing was ordered.',
	);
}
