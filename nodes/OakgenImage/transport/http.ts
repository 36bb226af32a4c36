import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import type { ByteStream } from '../image/byteStream';
import { beforeDeadline, type Clock } from './clock';
import { connectionError, requestError } from './httpErrors';
import { isSuccess } from './status';
import type {
	HttpCall,
	HttpClient,
	HttpOutcome,
	HttpReply,
	RequestBody,
	StreamedReply,
} from './types';

/**
 * The only place that makes HTTP requests, through n8n's helpers and with its credentials.
 *
 * @param cleanBody removes what must not get any further, such as a key that a provider quotes
 */
export function createHttpClient(
	context: IExecuteFunctions | ILoadOptionsFunctions,
	credential: string,
	clock: Clock,
	isCancelled: () => boolean,
	cleanBody: (body: Buffer) => Buffer,
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
				const headers = plainHeaders(response.headers, cleanBody);
				return { kind: 'reply', reply: { status: response.statusCode, headers, stream } };
			},
			(error: unknown) => (isCancelled() ? CANCELLED : requestError(error)),
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
		if (!isSuccess(status)) {
			// The status alone decides what happens; of the words, what comes is enough.
			const words = await startOf(clock, stream, call.deadline);
			return { kind: 'reply', reply: { status, headers, body: cleanBody(words) } };
		}
		const collected = collect(stream, maxBytes).then(
			(body): HttpOutcome<HttpReply> =>
				body === null
					? { kind: 'noReply', reason: 'tooLarge', detail: `more than ${maxBytes} bytes` }
					: { kind: 'reply', reply: { status, headers, body: cleanBody(body) } },
			(error: unknown) => (isCancelled() ? CANCELLED : connectionError(error)),
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
const CANCELLED: HttpOutcome<never> = {
	kind: 'noReply',
	reason: 'cancelled',
	detail: 'the execution was cancelled',
};

/** More than any provider says of an error. */
const MOST_ERROR_BYTES = 64 * 1024;

/** What can be had of the beginning of a stream; never rejects. */
async function startOf(clock: Clock, stream: ByteStream, deadline: number): Promise<Buffer> {
	const chunks: Buffer[] = [];
	const ended = readInto(chunks, stream, MOST_ERROR_BYTES).catch(() => false);
	await beforeDeadline(clock, ended, deadline, () => {
		stream.destroy();
		return false;
	});
	return Buffer.concat(chunks);
}

/** @returns null when there are more bytes than allowed */
async function collect(stream: ByteStream, maxBytes: number): Promise<Buffer | null> {
	const chunks: Buffer[] = [];
	return (await readInto(chunks, stream, maxBytes)) ? Buffer.concat(chunks) : null;
}

/** Fills `chunks` as they come. @returns false when it stops because there are more than `maxBytes` */
async function readInto(chunks: Buffer[], stream: ByteStream, maxBytes: number): Promise<boolean> {
	let size = 0;
	for await (const chunk of stream) {
		size += chunk.length;
		chunks.push(chunk);
		if (size > maxBytes) return false;
	}
	return true;
}

function toN8nOptions(call: HttpCall, timeoutMs: number): IHttpRequestOptions {
	return {
		method: call.method,
		url: call.url,
		// n8n's authentication writes the key into this object: every request has its own.
		headers: {
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

/** Cleaned like bodies: a redirect would carry a key that its address contains to another host. */
function plainHeaders(
	headers: IN8nHttpFullResponse['headers'],
	clean: (text: Buffer) => Buffer,
): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [
			name.toLowerCase(),
			clean(Buffer.from(String(value), 'latin1')).toString('latin1'),
		]),
	);
}
