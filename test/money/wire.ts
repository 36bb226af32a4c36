import { Readable } from 'node:stream';
import type { IN8nHttpFullResponse } from 'n8n-workflow';

import type { VirtualClock } from '../support/virtualClock';
import type { Answer } from './replies';

/** What comes over the wire instead of, or after half of, an answer. */
export type Transmission =
	| { kind: 'whole'; answer: Answer }
	/** The whole answer, and then the connection neither ends nor closes. */
	| { kind: 'open'; answer: Answer }
	/** Half of the answer; then the connection is reset, or nothing more comes. */
	| { kind: 'half'; answer: Answer; then: 'reset' | 'silence' }
	| { kind: 'error'; code: 'ECONNRESET' | 'ECONNREFUSED' }
	| { kind: 'silence' };

export interface Conditions {
	clock: VirtualClock;
	takesMs: number;
	/** As the request's options say; n8n's HTTP client gives up by itself. */
	timeoutMs: number;
	/** Ends the request; null for those that n8n does not bind to the execution. */
	signal: AbortSignal | null;
	/** The whole answer has reached the node, and the node knows that it is whole. */
	onWhole?: (() => void) | undefined;
	/** The whole answer was there when the request was cancelled, so the node may have read it. */
	onCut?: (() => void) | undefined;
	/** Called with the moment when it is clear that no whole answer comes. */
	onLost?: ((at: number) => void) | undefined;
}

/** An answer that arrives this close to a timeout could be late for the node and in time for n8n. */
const TOO_CLOSE_MS = 2;

/** Answers a request as n8n's HTTP helper does: a response with a stream, or an error with a code. */
export async function transmit(
	transmission: Transmission,
	conditions: Conditions,
): Promise<IN8nHttpFullResponse> {
	const { clock, takesMs, timeoutMs, signal } = conditions;
	const sentAt = clock.now();
	if (transmission.kind === 'silence' || takesMs > timeoutMs - TOO_CLOSE_MS) {
		await untilAborted(clock.sleep(timeoutMs), signal);
		conditions.onLost?.(clock.now());
		throw withCode('ECONNABORTED', 'timeout exceeded');
	}
	await untilAborted(clock.sleep(takesMs), signal);
	switch (transmission.kind) {
		case 'error':
			conditions.onLost?.(clock.now());
			throw withCode(transmission.code, 'the request failed');
		case 'half': {
			const endsAt = transmission.then === 'reset' ? clock.now() : sentAt + timeoutMs;
			conditions.onLost?.(endsAt);
			return response(transmission.answer, halfOf(transmission, signal));
		}
		case 'open': {
			const { answer } = transmission;
			return {
				statusCode: answer.status,
				headers: answer.headers,
				body: openStream(answer, conditions),
			};
		}
		case 'whole':
			conditions.onWhole?.();
			return response(transmission.answer, [transmission.answer.body]);
	}
}

function response(
	{ status, headers }: Answer,
	chunks: Iterable<Buffer> | AsyncIterable<Buffer>,
): IN8nHttpFullResponse {
	const body = Readable.from(chunks, { objectMode: false });
	return { statusCode: status, headers, body };
}

async function* halfOf(
	{ answer, then }: Transmission & { kind: 'half' },
	signal: AbortSignal | null,
): AsyncGenerator<Buffer> {
	yield answer.body.subarray(0, Math.floor(answer.body.length / 2));
	if (then === 'silence') await untilAborted(new Promise<never>(() => undefined), signal);
	throw withCode('ECONNRESET', 'aborted');
}

/** Ends when the node closes it, having understood what it says, or when the cancel does. */
function openStream({ body }: Answer, { signal, onWhole, onCut }: Conditions): Readable {
	const stream = new Readable({
		read: () => undefined,
		destroy: (error, done) => {
			(signal?.aborted ? onCut : onWhole)?.();
			done(error);
		},
	});
	stream.push(body);
	signal?.addEventListener('abort', () => stream.destroy(cancelError()), { once: true });
	return stream;
}

export function cancelError(): Error {
	return withCode('ERR_CANCELED', 'canceled');
}

async function untilAborted<T>(work: Promise<T>, signal: AbortSignal | null): Promise<T> {
	if (signal === null) return await work;
	const aborted = new Promise<never>((_, reject) => {
		if (signal.aborted) reject(cancelError());
		signal.addEventListener('abort', () => reject(cancelError()), { once: true });
	});
	return await Promise.race([work, aborted]);
}

function withCode(code: string, message: string): Error {
	return Object.assign(new Error(message), { code });
}
