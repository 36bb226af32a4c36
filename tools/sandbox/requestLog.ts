import type { Rule } from './rules.ts';
import type { ProviderName } from './providerName.ts';
import type { Where } from './where.ts';

export type Headers = Record<string, string | string[] | undefined>;

export interface MultipartPart {
	name: string;
	filename: string | null;
	contentType: string;
	bytes: Buffer;
}

export interface LogEntry {
	at: string;
	origin: 'main' | 'foreign';
	method: string;
	/** With the query. */
	path: string;
	headers: Headers;
	/** What came as JSON or text, cut at `bodyTextBound` characters. */
	bodyText?: string;
	/** The whole body when it was JSON. */
	body: unknown;
	parts?: MultipartPart[];
	provider: ProviderName | null;
	where: Where | null;
	prompt: string | null;
	/** The first of the rules that changed this answer. */
	ruleApplied: Rule | null;
	/** Generation or job that answered. */
	generationId: string | null;
	/** This generation had been made for an earlier request with the same idempotency key. */
	replay: boolean;
	/** Null while unanswered, and when a fault cut the connection before any header. */
	status: number | null;
}

export const bodyTextBound = 64 * 1024;

export function newLogEntry(
	origin: LogEntry['origin'],
	request: { method: string; url: string; headers: Headers },
): LogEntry {
	return {
		at: new Date().toISOString(),
		origin,
		method: request.method,
		path: request.url,
		headers: { ...request.headers },
		body: undefined,
		provider: null,
		where: null,
		prompt: null,
		ruleApplied: null,
		generationId: null,
		replay: false,
		status: null,
	};
}

/** For people and other processes: long strings are cut and bytes are counted. */
export function printable(entry: LogEntry): unknown {
	return JSON.parse(
		JSON.stringify({ ...entry, parts: entry.parts?.map(printablePart) }, (_key, value: unknown) =>
			typeof value === 'string' && value.length > 2000
				? `${value.slice(0, 200)}… (${value.length} characters)`
				: value,
		),
	);
}

function printablePart({ name, filename, contentType, bytes }: MultipartPart) {
	const isText = filename === null;
	return {
		name,
		filename,
		contentType,
		byteLength: bytes.length,
		...(isText && { text: bytes.toString() }),
	};
}
