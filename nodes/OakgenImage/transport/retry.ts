import type { HttpReply } from '../providers/types';
import type { HttpOutcome } from './http';

export type RetryOn = 'safe' | 'any' | 'never';

/**
 * What became of one attempt at a paid request.
 * `accepted`: there is a reply to read. `notAccepted`: nothing was made, so trying again is free.
 * `unknown`: the image may exist and be billed. `refused`: trying again cannot help.
 */
export type AttemptResult = 'accepted' | 'notAccepted' | 'unknown' | 'refused' | 'cancelled';

/** Gateways answer 520 to 526 (Cloudflare) before or instead of the service behind them. */
const NOT_ACCEPTED = new Set([
	408, 409, 425, 429, 500, 502, 503, 520, 521, 522, 523, 525, 526, 529,
]);

export function attemptResult(outcome: HttpOutcome<HttpReply>): AttemptResult {
	if (outcome.kind === 'noReply') {
		if (outcome.reason === 'notSent') return 'notAccepted';
		if (outcome.reason === 'cancelled') return 'cancelled';
		// A reply over the limit would come over the limit again, and be paid again.
		return outcome.reason === 'tooLarge' ? 'refused' : 'unknown';
	}
	const { status } = outcome.reply;
	if (status >= 200 && status < 300) return 'accepted';
	if (NOT_ACCEPTED.has(status)) return 'notAccepted';
	return status >= 500 ? 'unknown' : 'refused';
}

/** A server that asks for more than a day is broken or joking; its wish is then ignored. */
const LONGEST_RETRY_AFTER_MS = 24 * 60 * 60 * 1000;

/**
 * Reads `Retry-After` (RFC 9110, 10.2.3: seconds or a date) and `Retry-After-Ms` (as Google sends).
 *
 * @param wallTimeMs the time of this machine; a `Date` header of the same reply is preferred
 * @returns milliseconds, or null when absent or absurd
 */
export function retryAfterMs(headers: Record<string, string>, wallTimeMs: number): number | null {
	const value = headers['retry-after']?.trim() ?? '';
	const now = Date.parse(headers.date ?? '');
	const milliseconds = headers['retry-after-ms']?.trim() ?? '';
	const wait = isNumber(milliseconds)
		? Number(milliseconds)
		: isNumber(value)
			? Number(value) * 1000
			: Date.parse(value) - (Number.isNaN(now) ? wallTimeMs : now);
	return sensibleDelayMs(wait);
}

/** @returns the delay, or null when it is no number, negative, or longer than a day */
export function sensibleDelayMs(ms: number | null): number | null {
	return ms !== null && ms >= 0 && ms <= LONGEST_RETRY_AFTER_MS ? ms : null;
}

function isNumber(text: string): boolean {
	return /^-?\d+(\.\d+)?$/.test(text);
}

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 8000;

/** Exponential backoff with jitter: between half and the whole of 0.5 s × 2ⁿ, at most 8 s. */
export function backoffMs(retry: number, random: number): number {
	const whole = Math.min(FIRST_BACKOFF_MS * 2 ** retry, LONGEST_BACKOFF_MS);
	return whole * (0.5 + random / 2);
}

interface RetryQuestion {
	result: AttemptResult;
	/** The wait that the provider names, or null. */
	namedDelayMs: number | null;
	/** The wait is that of a rate limit, or of a service that is down for a while. */
	isRateLimit: boolean;
	/** Retries made so far that count against `maxRetries`. */
	retriesUsed: number;
	retryOn: RetryOn;
	maxRetries: number;
	/** Time left until the deadline of this image. */
	remainingMs: number;
	/** From 0 to 1. */
	random: number;
}

export type RetryAnswer =
	| { retry: false; because: 'settled' | 'unknownOutcome' | 'retriesUsedUp' | 'noTimeLeft' }
	| { retry: true; delayMs: number; countsAsRetry: boolean };

/** Whether a paid request may be sent once more, and after how long. */
export function decideRetry(question: RetryQuestion): RetryAnswer {
	const { result, retryOn, maxRetries, retriesUsed, namedDelayMs } = question;
	if (result !== 'notAccepted' && result !== 'unknown') return { retry: false, because: 'settled' };
	if (result === 'unknown' && retryOn !== 'any') return { retry: false, because: 'unknownOutcome' };
	if (retryOn === 'never' || maxRetries === 0) return { retry: false, because: 'retriesUsedUp' };

	// A rate limit that says when it ends is waited out, however often it comes.
	const isNamedLimit = namedDelayMs !== null && question.isRateLimit;
	if (!isNamedLimit && retriesUsed >= maxRetries) return { retry: false, because: 'retriesUsedUp' };

	const delayMs = namedDelayMs ?? backoffMs(retriesUsed, question.random);
	if (delayMs >= question.remainingMs) return { retry: false, because: 'noTimeLeft' };
	return { retry: true, delayMs, countsAsRetry: !isNamedLimit };
}
