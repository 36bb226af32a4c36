import { fillIn } from '../fillIn.ts';
import { bytesReply, jsonReply, textReply } from '../wire.ts';
import type { WireReply } from '../wire.ts';
import type { GatewayBlanks } from './blanks.ts';
import type { Said } from './gateway.ts';

function eventStream(events: readonly unknown[]): string {
	return events
		.map((event) => (typeof event === 'string' ? event : JSON.stringify(event)))
		.map((data) => `data: ${data}\n\n`)
		.join('');
}

function bodyOf({ status, json, text, events, bytes }: Said, picture: WireReply): WireReply {
	if (bytes) return picture;
	if (events) return textReply(eventStream(events), status, 'text/event-stream');
	return text === undefined ? jsonReply(json ?? {}, status) : textReply(text, status);
}

/** An answer with its blanks filled in, as it goes on the wire. */
export function say(said: Said, blanks: GatewayBlanks): WireReply {
	const { headers = {}, ...body } = fillIn(said, blanks);
	const picture = bytesReply(Buffer.from(blanks.base64, 'base64'), blanks.mimeType);
	const wire = bodyOf(body, picture);
	return { ...wire, headers: { ...wire.headers, ...headers } };
}
