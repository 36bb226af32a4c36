import { idempotencyKey } from '../paid/fingerprint';
import { NO_FACTS } from '../providers/noFacts';
import { joinUrl } from '../transport/addresses';
import {
	latestStart,
	sendPaid,
	type PaidCall,
	type PaidOutcome,
	type Rejected,
} from '../transport/attempts';
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
	const { clock } = task.scope.effects;
	let { startedAt } = task;
	refuseBeyondLimit(task);
	const waitForRoom = async (isTimeNamed: boolean) => {
		const before = clock.now();
		task.place.countJobs();
		if (isTimeNamed || !(await task.place.jobEnded())) return null;
		startedAt += clock.now() - before;
		return deadlineOf({ ...task, startedAt });
	};
	const paid = await sendOrder(task, waitForRoom);
	const { attempts } = paid;
	if (paid.accepted) {
		const { reply } = paid;
		return { generation: readReply(reply, task), reply, attempts, startedAt };
	}
	// The limit may have been reached while this order waited for its turn.
	if (paid.because === 'stopped' && !paid.isUnknown) refuseBeyondLimit(task);
	const failure = paidFailure(paid, provider, task.request);
	if (mayBePaid(paid) && retry.retryOn !== 'any') {
		keepFailure(failure, { facts: NO_FACTS, attempts }, task);
	}
	throw failure;
}

function refuseBeyondLimit({ scope }: OrderTask): void {
	const refusal = scope.stopPolicy.isStopped() ? null : scope.spending.refusal();
	if (refusal) throw refusal;
}

async function sendOrder(
	task: OrderTask,
	waitForRoom: NonNullable<PaidCall['waitForRoom']>,
): Promise<PaidOutcome> {
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
			waitForRoom,
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
