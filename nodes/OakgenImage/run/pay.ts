import { idempotencyKey } from '../paid/fingerprint';
import { NO_FACTS } from '../providers/noFacts';
import { joinUrl } from '../transport/addresses';
import { latestStart, sendPaid, type Rejected } from '../transport/attempts';
import { paidFailure } from './failures';
import { keepFailure } from './keepFailure';
import { maxReplyBytes, readReply, type Answer } from './readReply';
import type { ImageTask } from './scope';

/**
 * Sends the request that is paid for, once or as often as it is safe.
 *
 * @returns what the provider answered, and after how many HTTP requests
 * @throws ImageFailure when no request was accepted
 */
export async function pay(task: ImageTask): Promise<Answer & { attempts: number }> {
	const { scope, identity, request } = task;
	const { provider, retry } = task.plan;
	const { method, path, body } = provider.toRequest(request);
	const identification = provider.takesIdempotencyKey
		? { 'Idempotency-Key': idempotencyKey(identity) }
		: {};
	const paid = await sendPaid(
		{
			request: {
				method,
				url: joinUrl(scope.baseUrl, path),
				headers: { ...provider.headers, ...identification },
				...(body === undefined ? {} : { body }),
				withKey: true,
			},
			maxReplyBytes: maxReplyBytes(task),
			deadline: deadlineOf(task),
			settings: retry,
			takesIdempotencyKey: provider.takesIdempotencyKey,
			statusOf: ({ status }) => status,
			isFinalLimit: () => false,
			delayInBody: provider.retryDelayMs,
		},
		scope.effects,
	);
	const { attempts } = paid;
	if (paid.accepted) {
		return { generation: readReply(paid.reply, task), reply: paid.reply, attempts };
	}
	const failure = paidFailure(paid, provider, request);
	if (mayBePaid(paid) && retry.retryOn !== 'any') {
		keepFailure(failure, { facts: NO_FACTS, attempts }, task);
	}
	throw failure;
}

function mayBePaid({ outcome, result }: Rejected): boolean {
	if (outcome === null) return false;
	const wasGivenUp =
		outcome.kind === 'noReply' && ['tooLarge', 'cancelled'].includes(outcome.reason);
	return wasGivenUp || result === 'unknown';
}

/** Whether a further request may still be paid for. */
export function isTimeLeft(task: ImageTask): boolean {
	return task.scope.effects.clock.now() < latestStart(deadlineOf(task), task.plan.retry);
}

/** The moment of the clock at which ordering one image ends. */
export function deadlineOf({ startedAt, plan }: ImageTask): number {
	return startedAt + plan.retry.totalTimeoutMs;
}
