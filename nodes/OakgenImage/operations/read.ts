import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { invalidInput, type ImageFailure } from '../errors';
import { shortened } from '../text/shortened';
import { isBlank } from './blank';
import { choicesOf, meantChoice, plain } from './choices';
import { labelAt } from './label';

/**
 * Reads the parameters of one item by their declarations: what the editor shows as default, bound
 * or choice is what an expression's result is checked against.
 */
export class ParameterReader {
	readonly context: IExecuteFunctions;

	readonly itemIndex: number;

	constructor(context: IExecuteFunctions, itemIndex: number) {
		this.context = context;
		this.itemIndex = itemIndex;
	}

	/** As it comes; `fallback` stands for an option that was not added. */
	raw(path: string, fallback?: unknown): unknown {
		return this.context.getNodeParameter(path, this.itemIndex, fallback);
	}

	/** False for an option that was not added, and for an empty cell. */
	isSet(path: string): boolean {
		return !isBlank(this.raw(path, null));
	}

	/**
	 * Trimmed. Numbers count as text: a prompt such as 1984 comes as a number from a table.
	 *
	 * @throws ImageFailure for a list, an object, or the answer to a question, which is no text either
	 */
	text(path: string, fallback = ''): string {
		const value = this.raw(path, fallback);
		if (isBlank(value)) return fallback;
		return textOf(path, value).trim();
	}

	/**
	 * Texts with commas, semicolons or line breaks between them, or a list by expression.
	 *
	 * @throws ImageFailure for an object, or a list of them
	 */
	list(path: string): string[] {
		const value = this.raw(path, '');
		const texts = Array.isArray(value)
			? value.filter((entry) => !isBlank(entry)).map((entry) => textOf(path, entry))
			: this.text(path).split(BETWEEN);
		return texts.map(unquoted).filter((text) => text !== '');
	}

	/** @throws ImageFailure when the value is neither yes nor no, in whatever words */
	flag(property: INodeProperties, path = property.name): boolean {
		const standard = property.default === true;
		const value = this.raw(path, standard);
		if (typeof value === 'boolean') return value;
		if (isBlank(value)) return standard;
		const word = String(value).trim().toLowerCase();
		if (YES.includes(word)) return true;
		if (NO.includes(word)) return false;
		throw invalidInput(
			`${labelAt(path)} is ${quoted(value)}, but must be true or false`,
			`Change the expression of ${labelAt(path)} so that it gives true or false.`,
		);
	}

	/** @throws ImageFailure when none of the declared choices is meant */
	choice(property: INodeProperties, path = property.name): string {
		const value = this.text(path, String(property.default));
		const meant = meantChoice(value, property);
		if (meant !== null) return meant;
		const allowed = choicesOf(property).map((choice) => choice.value);
		throw invalidInput(
			`${labelOf(property)} is ${quoted(value)}, which is not one of its choices`,
			`Set ${labelOf(property)} to one of: ${allowed.join(', ')}.`,
		);
	}

	/** @throws ImageFailure when the value is no number, or outside of the declared bounds */
	number(property: INodeProperties, path = property.name): number {
		const { minValue = 0, maxValue = Infinity, numberPrecision } = property.typeOptions ?? {};
		const isWhole = numberPrecision === 0;
		const given = this.raw(path, property.default);
		const value = isBlank(given) ? property.default : given;
		const figure = typeof value === 'string' ? figureIn(value) : value;
		const isRight =
			typeof figure === 'number' &&
			figure >= minValue &&
			figure <= maxValue &&
			(!isWhole || Number.isInteger(figure));
		if (isRight) return figure;
		const kind = isWhole ? 'a whole number' : 'a number';
		const bounds =
			maxValue === Infinity ? `not below ${minValue}` : `from ${minValue} to ${maxValue}`;
		throw invalidInput(
			`${labelOf(property)} is ${quoted(value)}, but must be ${kind} ${bounds}`,
			`Correct ${labelOf(property)} in the parameters of this node.`,
		);
	}
}

/** Between several names in a text. */
const BETWEEN = /[,;，；、\n]/;

/** A name with quotes around it, as people copy it out of an expression. */
function unquoted(text: string): string {
	return text.trim().replace(/^(["'`])(.*)\1$/s, '$2');
}

/** As spreadsheets have them, in the languages of most. */
const YES = ['true', 'yes', 'y', 'on', '1', 'wahr', 'ja', 'vrai', 'oui', 'verdadero', 'si', 'sí'];
const NO = ['false', 'no', 'n', 'off', '0', 'falsch', 'nein', 'faux', 'non', 'falso'];

/** A mark before three digits may stand for thousands, so it is not read as the decimal one. */
function figureIn(text: string): number {
	const figure = plain(text);
	if (/^[-+]?[1-9]\d{0,2}(?:\.\d{3})+$/.test(figure)) return NaN;
	return Number(figure.replace(/^([-+]?\d+),(\d{1,2}|\d{4,})$/, '$1.$2'));
}

function textOf(path: string, value: unknown): string {
	if (['object', 'function', 'boolean'].includes(typeof value)) throw notAText(path, value);
	return String(value);
}

/** What came in place of a text, for a message. */
export function kindOf(value: unknown): string {
	if (typeof value === 'boolean') return String(value);
	return Array.isArray(value) ? 'a list' : 'an object';
}

function notAText(path: string, value: unknown): ImageFailure {
	return invalidInput(
		`${labelAt(path)} got ${kindOf(value)}, not a text`,
		`Change the expression of ${labelAt(path)} so that it gives a single text, for example one field of the item.`,
	);
}

/** The display name without its unit. */
function labelOf(property: INodeProperties): string {
	return property.displayName.replace(/ \([^)]*\)$/, '');
}

const LONGEST_QUOTE = 60;

/** What came instead, short enough for a message whatever an expression delivers. */
function quoted(value: unknown): string {
	return shortened(asJson(value), LONGEST_QUOTE);
}

/** For a message, also of what JSON cannot have: large integers, and objects that contain themselves. */
export function asJson(value: unknown): string {
	try {
		return JSON.stringify(value) ?? 'nothing';
	} catch {
		return String(value);
	}
}
