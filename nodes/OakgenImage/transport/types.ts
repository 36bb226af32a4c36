import type { IDataObject } from 'n8n-workflow';

import type { ByteStream } from '../image/byteStream';

export interface FilePart {
	name: string;
	fileName: string;
	mimeType: string;
	bytes: Buffer;
}

export type RequestBody =
	| { kind: 'json'; fields: IDataObject }
	| { kind: 'multipart'; fields: Array<[name: string, value: string]>; files: FilePart[] };

export interface HttpCall {
	method: 'GET' | 'POST';
	url: string;
	headers?: Record<string, string>;
	body?: RequestBody;
	/** Send the API key. Only ever for the origin of the credential's base URL. */
	withKey: boolean;
	/** The moment by which the whole reply must be here. */
	deadline: number;
}

export interface HttpReply {
	status: number;
	/** Lower-case names. */
	headers: Record<string, string>;
	body: Buffer;
}

export interface StreamedReply {
	status: number;
	headers: Record<string, string>;
	stream: ByteStream;
}

/**
 * Why there is no reply.
 * `notSent`: the provider cannot have seen the request. `blocked`: it never will, as things are.
 */
export type NoReplyReason =
	'notSent' | 'blocked' | 'timeout' | 'connectionLost' | 'tooLarge' | 'cancelled';

export type HttpOutcome<Reply> =
	{ kind: 'reply'; reply: Reply } | { kind: 'noReply'; reason: NoReplyReason; detail: string };

export interface HttpClient {
	/** Resolves with the head of the reply; the caller reads or destroys the stream. Never rejects. */
	open(call: HttpCall): Promise<HttpOutcome<StreamedReply>>;
	/** Resolves with the whole reply, of at most `maxBytes`. Never rejects. */
	send(call: HttpCall, maxBytes: number): Promise<HttpOutcome<HttpReply>>;
}
