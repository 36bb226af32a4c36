import { idempotencyKey } from '../paid/fingerprint';
import { NO_FACTS } from '../providers/noFacts';
import { joinUrl } from '../transport/addresses';
import { latestStart, sendPaid, type PaidOutcome, type Rejected } from '../transport/attempts';
import { paidFailure } from './failures';
import { keepFailure } from './keepFailure';
import { maxReplyBytes, readReply, type Answer } from './readReply';
import type { ImageTask, OrderTask } from './scope';

/** What the provider answered, and after how many HTTP requests. */
export interface Paid extends Answer {
	attempts: number;
	/** Moment of the clock from which Total Timeout counts: a wait for jobs of the run is none of its own. */
	startedAt: number;
}

/**
 * Sends the request that is paid for, once or as often as it is safe.
 *
 * @throws ImageFailure when no request was accepted
 */
export async function pay(task: OrderTask): Promise<Paid> {
	const { provider, retry } = task.plan;
	let { startedAt } = task;
	let attempts = 0;
	let isUnknown = false;
	for (;;) {
		const paid = await sendOrder({ ...task, startedAt });
		attempts += paid.attempts;
		if (paid.accepted) {
			const { reply } = paid;
			return { generation: readReply(reply, task), reply, attempts, startedAt };
		}
		isUnknown ||= paid.isUnknown;
		if (isLimit(paid) && (await task.place.waitForJobs())) {
			startedAt = task.scope.effects.clock.now();
			continue;
		}
		const failure = paidFailure({ ...paid, attempts, isUnknown }, provider, task.request);
		if (mayBePaid(paid) && retry.retryOn !== 'any') {
			keepFailure(failure, { facts: NO_FACTS, attempts }, task);
		}
		throw failure;
	}
}

/** The limit of a moment, which is also what providers say when too many jobs are running. */
function isLimit({ outcome, because }: Rejected): boolean {
	return outcome?.kind === 'reply' && outcome.reply.status === 429 && because === 'retriesUsedUp';
}

async function sendOrder(task: OrderTask): Promise<PaidOutcome> {
	const { scope, identity, request } = task;
	const { provider, retry } = task.plan;
	const { method, path, body } = provider.toRequest(request);
	const identification = provider.takesIdempotencyKey
		? { 'Idempotency-Key': idempotencyKey(identity) }
		: {};
	return await sendPaid(
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
			statusOf: provider.statusOf,
			isFinalLimit: provider.isFinalLimit,
			delayInBody: provider.retryDelayMs,
		},
		scope.effects,
	);
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
