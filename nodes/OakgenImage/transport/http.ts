import type { IExecuteFunctions, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import type { HttpReply, RequestBody } from '../providers/types';
import { beforeDeadline, type Clock } from './clock';

/** A readable Node stream, as n8n's helpers hand it out; the `stream` module may not be imported. */
export type ByteStream = AsyncIterable<Buffer> & { destroy(error?: Error): unknown };

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

/** Why there is no reply. `notSent`: the provider cannot have seen the request. */
export type NoReplyReason = 'notSent' | 'timeout' | 'connectionLost' | 'tooLarge' | 'cancelled';

export type HttpOutcome<Reply> =
	{ kind: 'reply'; reply: Reply } | { kind: 'noReply'; reason: NoReplyReason; detail: string };

export interface StreamedReply {
	status: number;
	headers: Record<string, string>;
	stream: ByteStream;
}

export interface HttpClient {
	/** Resolves with the head of the reply; the caller reads or destroys the stream. Never rejects. */
	open(call: HttpCall): Promise<HttpOutcome<StreamedReply>>;
	/** Resolves with the whole reply, of at most `maxBytes`. Never rejects. */
	send(call: HttpCall, maxBytes: number): Promise<HttpOutcome<HttpReply>>;
}

/** The only place that makes HTTP requests, through n8n's helpers and with its credentials. */
export function createHttpClient(
	context: IExecuteFunctions,
	credential: string,
	clock: Clock,
	isCancelled: () => boolean,
): HttpClient {
	const open: HttpClient['open'] = async (call) => {
		const options = toN8nOptions(call, call.deadline - clock.now());
		const { helpers } = context;
		const request: Promise<IN8nHttpFullResponse> = call.withKey
			? helpers.httpRequestWithAuthentication.call(context, credential, options)
			: helpers.httpRequest(options);

		let isLate = false;
		const outcome = request.then(
			(response): HttpOutcome<StreamedReply> => {
				const stream = response.body as unknown as ByteStream;
				if (isLate) stream.destroy();
				const headers = plainHeaders(response.headers);
				return { kind: 'reply', reply: { status: response.statusCode, headers, stream } };
			},
			(error: unknown) => noReply(error, isCancelled()),
		);
		return await beforeDeadline(clock, outcome, call.deadline, () => {
			isLate = true;
			return TIMED_OUT;
		});
	};

	const send: HttpClient['send'] = async (call, maxBytes) => {
		const opened = await open(call);
		if (opened.kind === 'noReply') return opened;
		const { status, headers, stream } = opened.reply;
		const collected = collect(stream, maxBytes).then(
			(body): HttpOutcome<HttpReply> =>
				body === null
					? { kind: 'noReply', reason: 'tooLarge', detail: `more than ${maxBytes} bytes` }
					: { kind: 'reply', reply: { status, headers, body } },
			(error: unknown) => noReply(error, isCancelled()),
		);
		return await beforeDeadline(clock, collected, call.deadline, () => {
			stream.destroy();
			return TIMED_OUT;
		});
	};
	return { open, send };
}

const TIMED_OUT: HttpOutcome<never> = {
	kind: 'noReply',
	reason: 'timeout',
	detail: 'no reply in time',
};

/** @returns null when there are more bytes than allowed */
async function collect(stream: ByteStream, maxBytes: number): Promise<Buffer | null> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of stream) {
		size += chunk.length;
		if (size > maxBytes) return null;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

function toN8nOptions(call: HttpCall, timeoutMs: number): IHttpRequestOptions {
	return {
		method: call.method,
		url: call.url,
		// n8n's authentication writes the key into this object: every request has its own.
		headers: {
			Accept: 'application/json, image/*',
			...(call.body?.kind === 'json' ? { 'Content-Type': 'application/json' } : {}),
			...call.headers,
		},
		...(call.body === undefined ? {} : { body: toN8nBody(call.body) }),
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// A redirect would carry the key to another origin; downloads follow theirs by hand.
		disableFollowRedirect: true,
		timeout: Math.max(1, Math.ceil(timeoutMs)),
	};
}

function toN8nBody(body: RequestBody): IHttpRequestOptions['body'] {
	if (body.kind === 'json') return body.fields;
	const form = new FormData();
	for (const [name, value] of body.fields) form.append(name, value);
	for (const { name, bytes, mimeType, fileName } of body.files) {
		form.append(name, new Blob([new Uint8Array(bytes)], { type: mimeType }), fileName);
	}
	// Both helpers take the platform's FormData, though n8n's types name the one of the npm package.
	return form as unknown as IHttpRequestOptions['body'];
}

function plainHeaders(headers: IN8nHttpFullResponse['headers']): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
}

function noReply(error: unknown, isCancelled: boolean): HttpOutcome<never> {
	if (isCancelled) return { kind: 'noReply', reason: 'cancelled', detail: 'cancelled' };
	const { code, syscall, message } = innermost(error);
	// The operating system gave up connecting, so nothing was sent.
	if (syscall === 'connect' && code === 'ETIMEDOUT') {
		return { kind: 'noReply', reason: 'notSent', detail: 'the host did not answer' };
	}
	const [reason, detail] = ERRORS_BY_CODE[code ?? ''] ?? ['connectionLost', message];
	return { kind: 'noReply', reason, detail };
}

/** Node's and OpenSSL's error codes, by whether the request can have reached the provider. */
const ERRORS_BY_CODE: Readonly<Record<string, [NoReplyReason, string]>> = {
	ECONNREFUSED: ['notSent', 'the connection was refused'],
	ENOTFOUND: ['notSent', 'the host name does not exist'],
	EAI_AGAIN: ['notSent', 'the host name could not be looked up'],
	EHOSTUNREACH: ['notSent', 'the host cannot be reached'],
	ENETUNREACH: ['notSent', 'the network cannot be reached'],
	ERR_INVALID_URL: ['notSent', 'the address is no valid URL'],
	CERT_HAS_EXPIRED: ['notSent', 'the server’s certificate has expired'],
	DEPTH_ZERO_SELF_SIGNED_CERT: ['notSent', 'the server’s certificate is self-signed'],
	SELF_SIGNED_CERT_IN_CHAIN: ['notSent', 'the server’s certificate is self-signed'],
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['notSent', 'the server’s certificate cannot be verified'],
	ERR_TLS_CERT_ALTNAME_INVALID: ['notSent', 'the server’s certificate is for another host'],
	ECONNABORTED: ['timeout', 'no reply in time'],
	ETIMEDOUT: ['timeout', 'no reply in time'],
	ECONNRESET: ['connectionLost', 'the connection was closed before the reply was complete'],
	EPIPE: ['connectionLost', 'the connection was closed while the request was sent'],
};

interface ErrorFacts {
	code: string | null;
	syscall: string | null;
	message: string;
}

/** n8n wraps the HTTP client's error, which has the code, in one or two of its own. */
function innermost(error: unknown): ErrorFacts {
	const facts: ErrorFacts = { code: null, syscall: null, message: 'the request failed' };
	let current: unknown = error;
	for (let depth = 0; depth < 5 && current instanceof Error; depth += 1) {
		facts.message = current.message;
		if ('code' in current && typeof current.code === 'string') facts.code = current.code;
		if ('syscall' in current && typeof current.syscall === 'string') {
			facts.syscall = current.syscall;
		}
		current = current.cause;
	}
	return facts;
}
