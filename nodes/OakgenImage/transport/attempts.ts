import type { HttpReply, Provider } from '../providers/types';
import { waitUntil, type Clock } from './clock';
import type { HttpCall, HttpClient, HttpOutcome } from './http';
import type { RateGate } from './rateGate';
import {
	attemptResult,
	decideRetry,
	retryAfterMs,
	sensibleDelayMs,
	type RetryAnswer,
	type RetryOn,
} from './retry';

export interface RetrySettings {
	retryOn: RetryOn;
	maxRetries: number;
	/** For one attempt, from sending to the last byte. */
	requestTimeoutMs: number;
}

export interface Effects {
	http: HttpClient;
	clock: Clock;
	gate: RateGate;
	/** From 0 to 1. */
	random(): number;
	/** The execution was cancelled: whatever is still done is done for nobody. */
	isCancelled(): boolean;
	/** Nothing new may be paid for: cancelled, or failed in stop mode. */
	isStopped(): boolean;
}

/** A paid request that was not accepted, however often it was tried. */
export interface Rejected {
	accepted: false;
	/** Of the last attempt. */
	outcome: HttpOutcome<HttpReply>;
	/** HTTP requests made. */
	attempts: number;
	/** Why there was no further attempt. */
	because: Extract<RetryAnswer, { retry: false }>['because'];
}

export type PaidOutcome = { accepted: true; reply: HttpReply; attempts: number } | Rejected;

/**
 * Sends one paid request until it is accepted, refused, or must not be repeated.
 *
 * @param call the request; its deadline is set for each attempt
 * @param deadline the moment by which all attempts must be over
 */
export async function sendPaid(
	call: Omit<HttpCall, 'deadline'>,
	provider: Provider,
	maxReplyBytes: number,
	deadline: number,
	settings: RetrySettings,
	effects: Effects,
): Promise<PaidOutcome> {
	const { clock, gate, http } = effects;
	let last: HttpOutcome<HttpReply> = NOT_TRIED;
	let retriesUsed = 0;
	for (let attempts = 0; ;) {
		const ticket = await gate.enter(deadline);
		if (ticket === 'stopped') return rejected(STOPPED, attempts, 'settled');
		if (ticket === 'tooLate') return rejected(last, attempts, 'noTimeLeft');

		attempts += 1;
		const attemptDeadline = Math.min(clock.now() + settings.requestTimeoutMs, deadline);
		last = await http.send({ ...call, deadline: attemptDeadline }, maxReplyBytes);

		const result = attemptResult(last);
		const reply = last.kind === 'reply' ? last.reply : null;
		if (reply && result === 'accepted') {
			gate.accepted();
			return { accepted: true, reply, attempts };
		}
		const namedDelayMs = reply && result === 'notAccepted' ? namedDelay(reply, provider) : null;
		const isLimit = namedDelayMs !== null && isRateLimit(reply?.status ?? 0);
		if (isLimit) gate.limited(ticket, namedDelayMs);

		const answer = decideRetry({
			result,
			namedDelayMs,
			isRateLimit: isLimit,
			retriesUsed,
			retryOn: settings.retryOn,
			maxRetries: settings.maxRetries,
			remainingMs: deadline - clock.now(),
			random: effects.random(),
		});
		if (!answer.retry) return rejected(last, attempts, answer.because);
		if (answer.countsAsRetry) retriesUsed += 1;
		// A named limit is waited for at the gate, together with all other lanes.
		if (!isLimit) await waitUntil(clock, clock.now() + answer.delayMs, effects.isStopped);
	}
}

function rejected(
	outcome: HttpOutcome<HttpReply>,
	attempts: number,
	because: Rejected['because'],
): Rejected {
	return { accepted: false, outcome, attempts, because };
}

function isRateLimit(status: number): boolean {
	return status === 429 || status === 503;
}

const STOPPED: HttpOutcome<never> = { kind: 'noReply', reason: 'cancelled', detail: 'cancelled' };

const NOT_TRIED: HttpOutcome<never> = {
	kind: 'noReply',
	reason: 'notSent',
	detail: 'the provider’s rate limit lasts longer than the time for this image',
};

function namedDelay(reply: HttpReply, provider: Provider): number | null {
	return retryAfterMs(reply.headers, Date.now()) ?? sensibleDelayMs(provider.retryDelayMs(reply));
}
