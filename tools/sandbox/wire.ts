/** What goes on the wire for one request, before a fault has spoilt it. */
export interface WireReply {
	status: number;
	headers: Record<string, string>;
	body: Buffer;
}

export function jsonReply(
	body: unknown,
	status = 200,
	headers: Record<string, string> = {},
): WireReply {
	return {
		status,
		headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
		body: Buffer.from(JSON.stringify(body)),
	};
}

export function textReply(
	body: string,
	status = 200,
	contentType = 'text/plain; charset=utf-8',
): WireReply {
	return { status, headers: { 'content-type': contentType }, body: Buffer.from(body) };
}

export function bytesReply(body: Buffer, contentType: string): WireReply {
	return { status: 200, headers: { 'content-type': contentType }, body };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textOrNull(value: unknown): string | null {
	return typeof value === 'string' && value.trim() !== '' ? value : null;
}
