import { isSuccess } from './status';
import type { HttpOutcome, HttpReply } from './types';

export type RetryOn = 'safe' | 'any' | 'never';

/**
 * What became of one attempt at a paid request.
 * `accepted`: there is a reply to read. `notAccepted`: nothing was made, so trying again is free.
 * `unknown`: the image may exist and be billed. `refused`: trying again cannot help.
 */
export type AttemptResult = 'accepted' | 'notAccepted' | 'unknown' | 'refused';

/** Gateways answer 520 to 526 (Cloudflare) before or instead of the service behind them. */
const NOT_ACCEPTED = new Set([
	408, 409, 425, 429, 500, 502, 503, 520, 521, 522, 523, 525, 526, 529,
]);

/**
 * Gateways also send these when the service behind them took the order. A provider that knows the order
 * again by its key loses nothing over that. Of Google, which has no key, only its own words count: "If your
 * request fails with a 400 or 500 error, you won't be charged for the tokens used"
 * (ai.google.dev/gemini-api/docs/billing, read 2026-11-28); 429 is a limit; 503 is its service "overloaded
 * or down" (…/docs/troubleshooting).
 */
const UNKNOWN_WITHOUT_KEY = new Set([408, 502, 520, 522]);

/** The same order is in work, or was not carried out: a key tells which. */
const IN_WORK = new Set([409, 425]);

/**
 * Whether an order that is answered like this may have been taken, which does not matter to whoever sends
 * it again under the same key, and only to him.
 */
export function isKnownByKeyOnly(status: number): boolean {
	return UNKNOWN_WITHOUT_KEY.has(status) || IN_WORK.has(status);
}

/** Refusals in the registry of status codes (IANA). A code that nobody has defined tells nothing. */
const REFUSED = new Set([
	400, 401, 402, 403, 404, 405, 406, 407, 410, 411, 412, 413, 414, 415, 416, 417, 421, 422, 423,
	424, 426, 428, 431, 451,
]);

/**
 * A refusal by a status that nobody has defined, such as 420: its words tell what it means. 499 is none: a
 * server or a proxy notes by it that a request was given up on its way.
 */
export function isUndefinedRefusal(status: number): boolean {
	return status >= 400 && status < 499 && !REFUSED.has(status) && !NOT_ACCEPTED.has(status);
}

interface OrderedAt {
	/** Whether the provider knows an order again that is sent once more. */
	takesIdempotencyKey: boolean;
}

/** What an HTTP status in answer to an order means. */
export function statusResult(status: number, { takesIdempotencyKey }: OrderedAt): AttemptResult {
	if (isSuccess(status)) return 'accepted';
	if (!takesIdempotencyKey && UNKNOWN_WITHOUT_KEY.has(status)) return 'unknown';
	if (NOT_ACCEPTED.has(status)) return 'notAccepted';
	// A redirect as well: that is how some services answer an order that they have carried out.
	return REFUSED.has(status) ? 'refused' : 'unknown';
}

/**
 * Any Failure repeats what a service or a way to it failed at, and not what it turned away, such as by a
 * redirect, though nobody knows what it has carried out.
 */
export function isTurnedAway(status: number): boolean {
	return status < 500 && !NOT_ACCEPTED.has(status);
}

/** What an attempt at an order has come to. */
export function attemptResult(outcome: HttpOutcome<HttpReply>, provider: OrderedAt): AttemptResult {
	if (outcome.kind === 'reply') return statusResult(outcome.reply.status, provider);
	switch (outcome.reason) {
		case 'notSent':
			return 'notAccepted';
		case 'timeout':
		case 'connectionLost':
			return 'unknown';
		// A reply over the limit would come over the limit again, and be paid again.
		case 'tooLarge':
		case 'blocked':
		case 'cancelled':
			return 'refused';
	}
}

/**
 * Whether a service is limited, or down, for a time that it names. One that ends "now" says nothing.
 *
 * @param namedDelayMs the wait that the reply names, or null
 * @param isOneOfSeveral models: then it is a single one that is down, and others need not wait
 */
export function isNamedLimit(
	status: number,
	namedDelayMs: number | null,
	isOneOfSeveral = false,
): boolean {
	const isLimit = status === 429 || (status === 503 && !isOneOfSeveral);
	return isLimit && (namedDelayMs ?? 0) >= FIRST_BACKOFF_MS;
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
	const named = (headers['retry-after'] ?? headers['x-retry-after'] ?? '').trim();
	// Some write a unit; a header that was sent twice arrives as a list.
	const seconds =
		/^(\d+(?:\.\d+)?)\s?(?:s|secs?|seconds?)?(?:\s?,\s?\d+)?$/i.exec(named)?.[1] ?? named;
	const milliseconds = headers['retry-after-ms']?.trim() ?? '';
	if (isNumber(milliseconds)) return sensibleDelayMs(Number(milliseconds));
	if (isNumber(seconds)) return sensibleDelayMs(Number(seconds) * 1000);
	const serverTimeMs = Date.parse(headers.date ?? '');
	const now = Number.isNaN(serverTimeMs) ? wallTimeMs : serverTimeMs;
	return sensibleDelayMs(Date.parse(seconds) - now);
}

/** @returns the delay, or null when it is no number, negative, or longer than a day */
export function sensibleDelayMs(ms: number | null): number | null {
	return ms !== null && ms >= 0 && ms <= LONGEST_RETRY_AFTER_MS ? ms : null;
}

function isNumber(text: string): boolean {
	return /^-?\d+(\.\d+)?$/.test(text);
}

export const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 8000;

/** Exponential backoff with jitter: between half and the whole of 0.5 s × 2ⁿ, at most 8 s. */
export function backoffMs(retry: number, random: number): number {
	const whole = Math.min(FIRST_BACKOFF_MS * 2 ** retry, LONGEST_BACKOFF_MS);
	return whole * (0.5 + random / 2);
}

export interface RetryQuestion {
	result: AttemptResult;
	/** The wait that the provider names, or null. */
	namedDelayMs: number | null;
	/** See `isNamedLimit`. */
	isNamedLimit: boolean;
	/** Retries made so far that count against `maxRetries`. */
	retriesUsed: number;
	retryOn: RetryOn;
	maxRetries: number;
	/** Time left in which a further attempt may start. */
	remainingMs: number;
	/** From 0 to 1. */
	random: number;
}

export type RetryAnswer =
	| { retry: false; because: 'settled' | 'unknownOutcome' | 'retriesUsedUp' | 'noTimeLeft' }
	| { retry: true; delayMs: number; countsAsRetry: boolean };

/** Whether a paid request may be sent once more, and after how long. */
export function decideRetry(question: RetryQuestion): RetryAnswer {
	const { result, retryOn, maxRetries, retriesUsed } = question;
	if (result !== 'notAccepted' && result !== 'unknown') return { retry: false, because: 'settled' };
	if (result === 'unknown' && retryOn !== 'any') return { retry: false, because: 'unknownOutcome' };
	if (retryOn === 'never' || maxRetries === 0) return { retry: false, because: 'retriesUsedUp' };

	// A rate limit that says when it ends is waited out, however often it comes.
	const { isNamedLimit } = question;
	if (!isNamedLimit && retriesUsed >= maxRetries) return { retry: false, because: 'retriesUsedUp' };

	const namedDelayMs = question.namedDelayMs ?? 0;
	const delayMs = isNamedLimit
		? namedDelayMs
		: Math.max(namedDelayMs, backoffMs(retriesUsed, question.random));
	if (delayMs >= question.remainingMs) return { retry: false, because: 'noTimeLeft' };
	return { retry: true, delayMs, countsAsRetry: !isNamedLimit };
}
