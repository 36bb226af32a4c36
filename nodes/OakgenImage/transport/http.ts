import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import type { ByteStream } from '../image/byteStream';
import { withImagesApart } from '../text/json';
import type { Cancellation } from './cancellation';
import { beforeDeadline, type Clock, type GivenUp } from './clock';
import { Collected } from './collected';
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

interface HttpRun {
	clock: Clock;
	cancellation: Cancellation;
	/** Whether an address contains the key: no other origin gets to see it. */
	holdsKey: (text: string) => boolean;
}

/** The only place that makes HTTP requests, through n8n's helpers and with its credentials. */
export function createHttpClient(
	context: IExecuteFunctions | ILoadOptionsFunctions,
	credential: string,
	{ clock, cancellation, holdsKey }: HttpRun,
): HttpClient {
	const open: HttpClient['open'] = async (call) => {
		if (!call.withKey && holdsKey(call.url)) return WITH_KEY_INSIDE;
		const options = toN8nOptions(call, call.deadline - clock.now());
		const { helpers } = context;
		// With authentication, n8n adds its signal itself.
		const request: Promise<IN8nHttpFullResponse> = call.withKey
			? helpers.httpRequestWithAuthentication.call(context, credential, options)
			: helpers.httpRequest({
					...options,
					...(cancellation.signal && { abortSignal: cancellation.signal }),
				});

		let isGivenUp = false;
		const outcome = request.then(
			(response): HttpOutcome<StreamedReply> => {
				const stream = response.body as unknown as ByteStream;
				if (isGivenUp) stream.destroy();
				const headers = plainHeaders(response.headers);
				return { kind: 'reply', reply: { status: response.statusCode, headers, stream } };
			},
			(error: unknown) => (cancellation.isCancelled() ? CANCELLED : requestError(error)),
		);
		return await beforeDeadline(clock, outcome, {
			deadline: call.deadline,
			onGivenUp(why) {
				isGivenUp = true;
				return GIVEN_UP[why];
			},
			cancellation,
		});
	};

	const send: HttpClient['send'] = async (call, maxBytes) => {
		const opened = await open(call);
		if (opened.kind === 'noReply') return opened;
		const { status, headers, stream } = opened.reply;
		// Of an error, the status alone decides what happens; of the words, what comes is enough.
		const isError = !isSuccess(status);
		const collected = new Collected(
			isError ? MOST_ERROR_BYTES : maxBytes,
			headers['content-length'],
		);
		const toReply = (): HttpOutcome<HttpReply> => ({
			kind: 'reply',
			reply: { status, headers, body: collected.bytes() },
		});
		// A reply that is whole is read, whatever its connection does then.
		const unless = (noReply: () => HttpOutcome<never>) =>
			isError || collected.isWhole() ? toReply() : noReply();
		const read = readInto(collected, stream).then(
			(isAll) => (isAll || isError ? toReply() : tooLarge(maxBytes)),
			(error: unknown) =>
				unless(() => (cancellation.isCancelled() ? CANCELLED : connectionError(error))),
		);
		const outcome = await beforeDeadline(clock, read, {
			deadline: call.deadline,
			onGivenUp(why) {
				stream.destroy();
				return unless(() => GIVEN_UP[why]);
			},
			cancellation,
			isEnough: () => collected.isIdleAndWhole(),
		});
		const body = outcome.kind === 'reply' ? outcome.reply.body : null;
		const withoutImages = body && withImagesApart(body);
		collected.release(withoutImages ? null : body);
		if (outcome.kind === 'noReply' || !withoutImages) return outcome;
		return { kind: 'reply', reply: { ...outcome.reply, body: withoutImages } };
	};
	return { open, send };
}

const CANCELLED: HttpOutcome<never> = {
	kind: 'noReply',
	reason: 'cancelled',
	detail: 'the execution was cancelled',
};
const GIVEN_UP: Record<GivenUp, HttpOutcome<never>> = {
	late: { kind: 'noReply', reason: 'timeout', detail: 'no reply in time' },
	cancelled: CANCELLED,
};
const WITH_KEY_INSIDE: HttpOutcome<never> = {
	kind: 'noReply',
	reason: 'blocked',
	detail: 'the address contains the API key',
};

function tooLarge(maxBytes: number): HttpOutcome<never> {
	return { kind: 'noReply', reason: 'tooLarge', detail: `more than ${maxBytes} bytes` };
}

/** More than any provider says of an error. */
const MOST_ERROR_BYTES = 64 * 1024;

/** @returns false when it stops because there are more bytes than allowed */
async function readInto(collected: Collected, stream: ByteStream): Promise<boolean> {
	for await (const chunk of stream) {
		if (!collected.push(chunk)) return false;
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

function plainHeaders(headers: IN8nHttpFullResponse['headers']): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
}
