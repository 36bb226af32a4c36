import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { invalidInput } from '../errors';

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

	/**
	 * Trimmed. Numbers count as text: a prompt such as 1984 comes as a number from a table.
	 *
	 * @throws ImageFailure for a list or an object
	 */
	text(path: string, fallback = ''): string {
		const value = this.raw(path, fallback);
		if (typeof value !== 'object' || value === null) return String(value ?? '').trim();
		throw invalidInput(
			`The parameter "${path}" got ${Array.isArray(value) ? 'a list' : 'an object'}, not a text`,
			'Change its expression so that it gives a single text, for example {{ $json.prompt }}.',
		);
	}

	/** Texts with commas or line breaks between them, or a list by expression. */
	list(path: string): string[] {
		const value = this.raw(path, '');
		const texts = Array.isArray(value) ? value.map(String) : this.text(path).split(/[,\n]/);
		return texts.map((text) => text.trim()).filter((text) => text !== '');
	}

	flag(path: string, fallback: boolean): boolean {
		const value = this.raw(path, fallback);
		return value === true || value === 'true';
	}

	/** @throws ImageFailure when the value is none of the declared choices */
	choice(property: INodeProperties, path = property.name): string {
		const value = this.text(path, String(property.default));
		const allowed = (property.options ?? []).flatMap((entry) =>
			'value' in entry ? [String(entry.value)] : [],
		);
		if (allowed.includes(value)) return value;
		throw invalidInput(
			`${labelOf(property)} is ${quoted(value)}, which is not one of its choices`,
			`Set ${labelOf(property)} to one of: ${allowed.join(', ')}.`,
		);
	}

	/** @throws ImageFailure when the value is no number, or outside of the declared bounds */
	number(property: INodeProperties, path = property.name): number {
		const { minValue = 0, maxValue = Infinity, numberPrecision } = property.typeOptions ?? {};
		const isWhole = numberPrecision === 0;
		const value = this.raw(path, property.default);
		const figure = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
		const isRight =
			typeof figure === 'number' &&
			figure >= minValue &&
			figure <= maxValue &&
			(!isWhole || Number.isInteger(figure));
		if (isRight) return figure;
		const kind = isWhole ? 'a whole number' : 'a number';
		throw invalidInput(
			`${labelOf(property)} is ${quoted(value)}, but must be ${kind} from ${minValue} to ${maxValue}`,
			`Correct ${labelOf(property)} in the parameters of this node.`,
		);
	}
}

/** The display name without its unit. */
function labelOf(property: INodeProperties): string {
	return property.displayName.replace(/ \([^)]*\)$/, '');
}

const LONGEST_QUOTE = 60;

/** What came instead, short enough for a message whatever an expression delivers. */
function quoted(value: unknown): string {
	const text = JSON.stringify(value) ?? 'nothing';
	return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}
