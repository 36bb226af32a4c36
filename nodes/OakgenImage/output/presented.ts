import type { IDataObject } from 'n8n-workflow';

/** How an output item is put together. */
export interface Presentation {
	/** Only the keys that people use. */
	simplify: boolean;
	/** Fields of the input item that go along; null for none. */
	inputFields: IDataObject | null;
}

/** In the order in which n8n's table shows them. */
const SIMPLE_KEYS = [
	'status',
	'fileName',
	'url',
	'width',
	'height',
	'mimeType',
	'prompt',
	'modelName',
	'generationId',
	'statusUrl',
	'credits',
	'reviewRecommended',
	'text',
	'adjusted',
	'fallbackFrom',
	'contentFiltered',
	'warnings',
] as const;

/** There only when they say something. */
const SPARE_KEYS: ReadonlySet<string> = new Set([
	'status',
	'statusUrl',
	'text',
	'adjusted',
	'fallbackFrom',
	'contentFiltered',
	'warnings',
]);

/** Added because the user asked for them, so they are in no way too much. */
const WANTED_KEYS = ['rawResponse', 'images', 'failures'];

/** n8n takes an item with `error` for a failure, and `_files` for its own list of files. */
const KEYS_OF_N8N = new Set(['error', '_files']);

/** What stands in `json` of an output item: ours, and then what the input item has beside it. */
export function presented(json: IDataObject, { simplify, inputFields }: Presentation): IDataObject {
	const own = simplify ? simplified(json, inputFields ?? {}) : json;
	if (inputFields === null) return own;
	const others = Object.entries(inputFields).filter(
		([key, value]) =>
			!KEYS_OF_N8N.has(key) && !Object.hasOwn(own, key) && !isOfAnEarlierOrder(key, value),
	);
	const left = Object.hasOwn(inputFields, 'error') ? { warnings: withWarning(own.warnings) } : {};
	return { ...own, ...left, ...Object.fromEntries(others) };
}

/** What an order said that was not done then: here it would say so of an image that is. */
function isOfAnEarlierOrder(key: string, value: unknown): boolean {
	return key === 'statusUrl' || (key === 'status' && value === 'pending');
}

/** A key that the input has too is never left out: its value would be taken for ours. */
function simplified(json: IDataObject, inputFields: IDataObject): IDataObject {
	const keys = SIMPLE_KEYS.filter(
		(key) =>
			Object.hasOwn(json, key) &&
			(!SPARE_KEYS.has(key) || saysSomething(json[key]) || Object.hasOwn(inputFields, key)),
	);
	const wanted = WANTED_KEYS.filter((key) => Object.hasOwn(json, key));
	return Object.fromEntries([...keys, ...wanted].map((key) => [key, json[key]]));
}

function saysSomething(value: IDataObject[string]): boolean {
	return Array.isArray(value)
		? value.length > 0
		: ![null, undefined, false, ''].includes(value as null);
}

function withWarning(warnings: IDataObject[string]): string[] {
	const known = Array.isArray(warnings) ? (warnings as string[]) : [];
	return [
		...known,
		'The input field “error” was left out, because n8n takes an item that has it for a failure.',
	];
}
