import type { Context } from './context.ts';
import type { LogEntry } from './requestLog.ts';

/** What a scripted answer may leave blank, such as `{image}`, because only the sandbox knows it. */
export type Blanks = Record<
	| 'url'
	| 'foreignUrl'
	/** Of the request. */
	| 'path'
	/** The API key, as the request carried it, and as providers quote it. */
	| 'key'
	| 'keyInBase64'
	| 'keyInPercent'
	| 'keyInJson'
	| 'headerInBase64'
	/** Of the generation or job that the request is about, else of the latest: its id, its first image. */
	| 'id'
	| 'image'
	| 'base64'
	/** The first reference image that the request sent, in base64. */
	| 'sent',
	string
>;

export function blanksFor(entry: LogEntry, { url, foreignUrl, store }: Context): Blanks {
	const { authorization, 'x-goog-api-key': googleKey } = entry.headers;
	const header = String(authorization ?? googleKey ?? '');
	const key = header.replace(/^Bearer /, '');
	const generation = store.find(entry.generationId ?? '') ?? store.generations.at(-1);
	return {
		url,
		foreignUrl,
		path: entry.path,
		key,
		keyInBase64: Buffer.from(key).toString('base64'),
		keyInPercent: encodeURIComponent(key),
		// As some encoders write them: legal, and nowhere the key as it is.
		keyInJson: key.replace(/\W/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`),
		headerInBase64: Buffer.from(header).toString('base64'),
		id: entry.generationId ?? generation?.id ?? '',
		image: generation?.url ?? '',
		base64: generation?.images[0]?.bytes.toString('base64') ?? '',
		sent: /[A-Za-z0-9+/]{60,}={0,2}/.exec(entry.bodyText ?? '')?.[0] ?? '',
	};
}

type Values = Readonly<Record<string, string | number>>;

/** Fills in the blanks of every text in `value`; a text that is one blank becomes its value. */
export function fillIn<T>(value: T, blanks: Values): T {
	return fill(value, blanks) as T;
}

function fill(value: unknown, blanks: Values): unknown {
	if (typeof value === 'string') {
		const whole = /^\{(\w+)\}$/.exec(value)?.[1] ?? '';
		if (Object.hasOwn(blanks, whole)) return blanks[whole];
		return value.replace(/\{(\w+)\}/g, (blank, name: string) =>
			Object.hasOwn(blanks, name) ? String(blanks[name]) : blank,
		);
	}
	if (Array.isArray(value)) return value.map((entry) => fill(entry, blanks));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, entry]) => [name, fill(entry, blanks)]),
	);
}
