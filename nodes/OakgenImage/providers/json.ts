import type { IDataObject } from 'n8n-workflow';

export type JsonRecord = Record<string, unknown>;

export function isRecord(value: unknown): value is JsonRecord {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own property of an outside object, so that `__proto__` and friends are never followed. */
export function field(value: unknown, name: string): unknown {
	return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

export function textField(value: unknown, name: string): string | null {
	const text = field(value, name);
	return typeof text === 'string' && text.trim() !== '' ? text.trim() : null;
}

/** The first of several names under which there is a text. */
export function firstText(value: unknown, names: readonly string[]): string | null {
	for (const name of names) {
		const text = textField(value, name);
		if (text !== null) return text;
	}
	return null;
}

/** @returns the parsed JSON, or undefined when the body is no JSON */
export function parseJson(body: Buffer): unknown {
	try {
		return JSON.parse(body.toString('utf8')) as unknown;
	} catch {
		return undefined;
	}
}

/** The value at a dot path such as `data.items.0.url` or `data.items[0].url`. */
export function valueAt(value: unknown, path: string): unknown {
	const names = path
		.replace(/\[(\d+)\]/g, '.$1')
		.split('.')
		.filter((name) => name !== '');
	return names.reduce<unknown>(
		(current, name) => (Array.isArray(current) ? current[Number(name)] : field(current, name)),
		value,
	);
}

const UNSAFE_NAMES = new Set(['__proto__', 'constructor', 'prototype']);

/** Lays `extra` over `base`: objects are merged, everything else is replaced. Changes neither. */
export function mergeFields(base: IDataObject, extra: IDataObject): IDataObject {
	const merged = { ...base };
	for (const [name, value] of Object.entries(extra)) {
		if (UNSAFE_NAMES.has(name)) continue;
		const present = merged[name];
		merged[name] =
			isRecord(present) && isRecord(value)
				? mergeFields(present as IDataObject, value as IDataObject)
				: value;
	}
	return merged;
}
