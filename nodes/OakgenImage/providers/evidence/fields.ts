import { isRecord, type JsonRecord } from '../../text/json';

/** Fields that mean something have names far shorter; one of megabytes would cost minutes. */
const LONGEST_NAME = 100;

/** A name without case and marks: `task_id`, `taskId` and `Task ID` are one. */
export function plainName(name: string): string {
	if (name.length > LONGEST_NAME) return '';
	return name.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

/** The values of an object under any of these plain names, in the order of the names. */
export function valuesUnder(object: unknown, plainNames: readonly string[]): unknown[] {
	if (!isRecord(object)) return [];
	const known = byPlainName(object);
	const values: unknown[] = [];
	for (const name of plainNames) {
		const found = known.get(name);
		if (found) values.push(...found);
	}
	return values;
}

/** The values of an object whose plain names are meant, in the order of the object. */
export function valuesNamed(object: unknown, isMeant: (plainName: string) => boolean): unknown[] {
	if (!isRecord(object)) return [];
	return [...byPlainName(object)].flatMap(([name, values]) => (isMeant(name) ? values : []));
}

/** The same for names by a pattern. */
export function valuesLike(object: unknown, plainNames: RegExp): unknown[] {
	return valuesNamed(object, (name) => plainNames.test(name));
}

/** Every object of a reply is asked for dozens of lists of names. Nobody changes what a reply says. */
const plainFields = new WeakMap<JsonRecord, Map<string, unknown[]>>();

function byPlainName(object: JsonRecord): Map<string, unknown[]> {
	const known = plainFields.get(object);
	if (known) return known;
	const fields = new Map<string, unknown[]>();
	for (const [name, value] of Object.entries(object)) {
		const plain = plainName(name);
		const values = fields.get(plain);
		if (values) values.push(value);
		else fields.set(plain, [value]);
	}
	plainFields.set(object, fields);
	return fields;
}

/** The plain names of an object that a pattern means, without those that are known anyway. */
export function otherNames(
	object: JsonRecord,
	known: readonly string[],
	...patterns: RegExp[]
): string[] {
	return [...byPlainName(object).keys()].filter(
		(name) => !known.includes(name) && patterns.some((pattern) => pattern.test(name)),
	);
}

/** The name of an entry of a list that became an object. */
export const NUMBER = /^\d{1,3}$/;

/** The first text that is not blank, trimmed. */
export function firstFilled(values: readonly unknown[]): string | null {
	for (const value of values) {
		if (typeof value === 'string' && value.trim() !== '') return value.trim();
	}
	return null;
}

/** A number, or a text that is one. */
export function asNumber(value: unknown): number | null {
	const isFilled = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
	const figure = isFilled ? Number(value) : NaN;
	return Number.isFinite(figure) ? figure : null;
}

/** Whether a value says something: not null, false, 0, blank, empty, "none" or "null". */
export function isFilled(value: unknown): boolean {
	if (typeof value === 'string')
		return !/^(none|null|nil|false|no|0|ok|success)?$/i.test(value.trim());
	if (Array.isArray(value)) return value.some(isFilled);
	return isRecord(value) ? true : Boolean(value);
}

export function records(values: readonly unknown[]): JsonRecord[] {
	return values.filter(isRecord);
}
