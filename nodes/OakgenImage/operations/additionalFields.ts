import type { IDataObject } from 'n8n-workflow';

import { invalidInput } from '../errors';
import { isRecord, isUnsafeName } from '../text/json';
import { isBlank } from './blank';
import { refuseSlips } from './prompt';
import type { ParameterReader } from './read';

/**
 * @param reserved fields of the request that must not be replaced, each with what the node fills it from
 * @throws ImageFailure when it is no JSON object, or names one of them
 */
export function readAdditionalFields(
	parameters: ParameterReader,
	reserved: Readonly<Record<string, string>>,
): IDataObject {
	const value = parameters.raw('options.additionalFields', {});
	if (isBlank(value)) return {};
	const parsed = typeof value === 'string' ? parse(value) : value;
	if (!isRecord(parsed)) {
		throw invalidInput('Additional Fields is not a JSON object', howToWrite(value));
	}
	const fields = safeCopy(parsed, 0) as IDataObject;
	// Some services do not tell `Model` from `model`.
	const own = (name: string) =>
		Object.keys(reserved).find((known) => known.toLowerCase() === name.trim().toLowerCase());
	const replaced = Object.keys(fields).find((name) => own(name) !== undefined);
	if (replaced === undefined) return fields;
	const parameter = reserved[own(replaced) ?? ''] ?? 'another parameter';
	throw invalidInput(
		`Additional Fields must not contain "${replaced}", which would replace ${parameter}`,
		`Remove it from Additional Fields, and use ${parameter} instead.`,
	);
}

function howToWrite(value: unknown): string {
	const example = 'for example {"style": "watercolour"}';
	if (typeof value !== 'string') return `Write it with braces and double quotes, ${example}.`;
	if (/[“”„‟«»]/.test(value)) {
		return `Write it with braces and plain double quotes ("), not with typographic ones, ${example}.`;
	}
	if (/,\s*[}\]]/.test(value)) {
		return `Remove the comma before the closing bracket. Write it with braces and double quotes, ${example}.`;
	}
	return `Write it with braces and double quotes, ${example}.`;
}

const DEEPEST = 50;

/** Without names by which a careless merge at the provider reaches what all objects share. */
function safeCopy(value: unknown, depth: number): unknown {
	if (typeof value === 'string') refuseSlips(value, 'Additional Fields');
	if (typeof value !== 'object' || value === null) return value;
	if (depth > DEEPEST) {
		throw invalidInput('Additional Fields is nested too deeply', 'Simplify its JSON object.');
	}
	if (Array.isArray(value)) return value.map((entry) => safeCopy(entry, depth + 1));
	return Object.fromEntries(
		Object.entries(value)
			.filter(([name]) => !isUnsafeName(name))
			.map(([name, entry]) => [name, safeCopy(entry, depth + 1)]),
	);
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text.trim()) as unknown;
	} catch {
		return undefined;
	}
}
