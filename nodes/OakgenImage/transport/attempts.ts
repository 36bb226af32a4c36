import type { Cancellation } from './cancellation';
import { waitUntil, type Clock } from './clock';
import type { RateGate } from './rateGate';
import {
	attemptResult,
	decideRetry,
	isNamedLimit,
	isKnownByKeyOnly,
	isUndefinedRefusal,
	isTurnedAway,
	retryAfterMs,
	sensibleDelayMs,
	statusResult,
	type AttemptResult,
	type RetryAnswer,
	type RetryOn,
} from './retry';
import { isSuccess } from './status';
import type { HttpCall, HttpClient, HttpOutcome, HttpReply } from './types';

export interface RetrySettings {
	retryOn: RetryOn;
	maxRetries: number;
	/** For one attempt, from sending to the last byte. */
	requestTimeoutMs: number;
	/** For all attempts at one image, and for waiting until it is done. */
	totalTimeoutMs: number;
	/** Of several models: a 503 is then about one of them, so it holds up no other, and uses up a retry. */
	isOneOfSeveral?: boolean;
}

export interface Effects {
	http: HttpClient;
	clock: Clock;
	gate: RateGate;
	/** From 0 to 1. */
	random(): number;
	/** Of the execution: whatever is still done then is done for nobody. Ends waits at once. */
	cancellation: Cancellation;
	/** Nothing new may be paid for: cancelled, or failed in stop mode. */
	isStopped(): boolean;
}

export interface PaidCall {
	request: Omit<HttpCall, 'deadline'>;
	maxReplyBytes: number;
	/** The moment by which all attempts must be over. */
	deadline: number;
	/** Called when an attempt is about to be sent: from now on the image may exist. */
	onSend?(): void;
	/**
	 * Called after an attempt when neither it nor one before is known to have been carried out.
	 *
	 * @param isPerhapsTaken one of them may be in work, so the order must keep its key
	 */
	onNothingMade?(isPerhapsTaken: boolean): void;
	settings: RetrySettings;
	/** Whether `Idempotency-Key` goes along, by which the provider knows an order again. */
	takesIdempotencyKey: boolean;
	/** The status that a reply means, whatever its HTTP status: limits also come in words. */
	statusOf(reply: HttpReply): number;
	/** A limit that no waiting ends, such as an exhausted balance or a quota of none. */
	isFinalLimit(reply: HttpReply): boolean;
	/** A wait that the provider names in the body of a refusal, in milliseconds, or null. */
	delayInBody(reply: HttpReply): number | null;
	/**
	 * Called at a limit, before another attempt: waits until there is room, unless a time is named for that.
	 *
	 * @returns the deadline, later by the wait; null when there is nothing to wait for
	 */
	waitForRoom?(isTimeNamed: boolean): Promise<number | null>;
}

/** A paid request that was not accepted, however often it was tried. */
export interface Rejected {
	accepted: false;
	/** Of the last attempt; null when there was no attempt in time. A reply has the status it means. */
	outcome: HttpOutcome<HttpReply> | null;
	/** What became of that attempt. */
	result: AttemptResult | null;
	/** HTTP requests made. */
	attempts: number;
	/**
	 * Why there was no further attempt. `settled`: the last one was refused, or met a limit that no
	 * waiting ends. `unknownOutcome`: it may be billed, and Retry On does not allow another.
	 * `retriesUsedUp`, `noTimeLeft`: another was allowed. `stopped`: nothing more may be paid for.
	 */
	because: Extract<RetryAnswer, { retry: false }>['because'] | 'stopped';
	/** Of the last attempt, or one before it, nobody knows what it made. */
	isUnknown: boolean;
	/** The last attempt met a limit that no waiting ends: advice about plan and credits fits. */
	isFinalLimit: boolean;
}

/** `isUnknown`: of an attempt before it nobody knows what it made. */
interface Accepted {
	accepted: true;
	reply: HttpReply;
	attempts: number;
	isUnknown: boolean;
}

export type PaidOutcome = Accepted | Rejected;

const TOO_MANY_REQUESTS = 429;

/** Sends one paid request until it is accepted, refused, or must not be repeated. */
export async function sendPaid(call: PaidCall, effects: Effects): Promise<PaidOutcome> {
	const { clock, gate, http } = effects;
	const { settings } = call;
	let { deadline } = call;
	let lastStart = latestStart(deadline, settings);
	let last: Judged | null = null;
	let retriesUsed = 0;
	let isUnknown = false;
	let isPerhapsTaken = false;
	let attempts = 0;
	const rejected = (because: Rejected['because']): Rejected => ({
		accepted: false,
		outcome: last && last.outcome,
		result: last && last.result,
		attempts,
		because,
		isUnknown,
		isFinalLimit: last?.isFinalLimit ?? false,
	});
	for (;;) {
		const ticket = await gate.enter(lastStart);
		if (ticket === 'stopped') return rejected('stopped');
		if (ticket === 'tooLate') return rejected('noTimeLeft');

		attempts += 1;
		call.onSend?.();
		const attemptDeadline = Math.min(clock.now() + settings.requestTimeoutMs, deadline);
		const outcome = await http.send(
			{ ...call.request, deadline: attemptDeadline },
			call.maxReplyBytes,
		);

		last = judge(outcome, call);
		const { result, isFinalLimit } = last;
		isUnknown ||= result === 'unknown';
		const reply = last.outcome.kind === 'reply' ? last.outcome.reply : null;
		isPerhapsTaken ||= reply !== null && isKnownByKeyOnly(reply.status);
		if (!isUnknown && madeNothing(last)) call.onNothingMade?.(isPerhapsTaken);
		if (reply && result === 'accepted') return { accepted: true, reply, attempts, isUnknown };
		const isSettled = reply !== null && result === 'unknown' && isTurnedAway(reply.status);
		if (isFinalLimit || isSettled) return rejected('settled');

		const isTooMany = reply?.status === TOO_MANY_REQUESTS;
		const namedDelayMs = reply && namedDelay(reply, call);
		const isLimit =
			reply !== null && isNamedLimit(reply.status, namedDelayMs, settings.isOneOfSeveral);
		if (isLimit) gate.limited(ticket, namedDelayMs ?? 0);
		else if (isTooMany) gate.limited(ticket, 0);

		const answer = decideRetry({
			result,
			namedDelayMs,
			isNamedLimit: isLimit,
			retriesUsed,
			retryOn: settings.retryOn,
			maxRetries: settings.maxRetries,
			remainingMs: lastStart - clock.now(),
			random: effects.random(),
		});
		if (!answer.retry) return rejected(answer.because);
		if (answer.countsAsRetry) retriesUsed += 1;
		const laterDeadline = isTooMany ? await call.waitForRoom?.(isLimit) : null;
		// A named limit is waited for at the gate, together with all others.
		if (isLimit) continue;
		if (typeof laterDeadline === 'number') {
			deadline = laterDeadline;
			lastStart = latestStart(deadline, settings);
		} else {
			const until = clock.now() + answer.delayMs;
			await waitUntil(clock, until, effects.isStopped, effects.cancellation);
		}
	}
}

/** A reply that is too large, or that nobody waited for, may have told of an image. */
function madeNothing({ outcome, result }: Judged): boolean {
	if (outcome.kind === 'reply') return result === 'notAccepted' || result === 'refused';
	return outcome.reason === 'notSent' || outcome.reason === 'blocked';
}

interface Judged {
	outcome: HttpOutcome<HttpReply>;
	result: AttemptResult;
	isFinalLimit: boolean;
}

/**
 * What an attempt has come to. Of a success in HTTP, words make a limit and nothing else: all other
 * failures in words are read, and never ordered again. What HTTP leaves open is open, unless it is a status
 * that nobody has defined, with words that tell what it means.
 */
function judge(outcome: HttpOutcome<HttpReply>, call: PaidCall): Judged {
	const result = attemptResult(outcome, call);
	if (outcome.kind === 'noReply') return { outcome, result, isFinalLimit: false };
	const { reply } = outcome;
	const meant = call.statusOf(reply);
	// Of an error with a job beside it, the job counts: it is asked for, and nothing is ordered again.
	if (!isSuccess(reply.status) && isSuccess(meant)) {
		const begun = { kind: 'reply' as const, reply: { ...reply, status: meant } };
		return { outcome: begun, result: 'accepted', isFinalLimit: false };
	}
	if (result === 'unknown' && (meant === reply.status || !isUndefinedRefusal(reply.status)))
		return { outcome, result, isFinalLimit: false };
	const isInWords = !isSuccess(reply.status) || meant === TOO_MANY_REQUESTS;
	const status = isInWords ? meant : reply.status;
	const isFailure = !isSuccess(status);
	const isFinalLimit = isFailure && call.isFinalLimit(reply);
	return {
		outcome: status === reply.status ? outcome : { kind: 'reply', reply: { ...reply, status } },
		result: isFinalLimit ? 'refused' : statusResult(status, call),
		isFinalLimit,
	};
}

/** Time that image models usually need. */
const USUAL_ATTEMPT_MS = 60_000;

/**
 * The moment after which no attempt starts: one that the deadline cuts off could be billed and yet
 * bring nothing.
 */
export function latestStart(
	deadline: number,
	{ requestTimeoutMs, totalTimeoutMs }: RetrySettings,
): number {
	return deadline - Math.min(requestTimeoutMs, totalTimeoutMs / 4, USUAL_ATTEMPT_MS);
}

/** A date in a header is of the calendar, of which the clock of waits knows nothing. */
function namedDelay(reply: HttpReply, call: PaidCall): number | null {
	return retryAfterMs(reply.headers, Date.now()) ?? sensibleDelayMs(call.delayInBody(reply));
}
