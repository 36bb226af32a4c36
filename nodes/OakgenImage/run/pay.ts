import type { LedgerEntry } from '../paid/entry';
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
import { keyConflict } from './keyConflict';
import { maxReplyBytes, readReply, type Answer } from './readReply';
import type { ImageTask, OrderTask } from './scope';

type Kept = Omit<LedgerEntry, 'executionId'>;

/** What the provider answered, and after how many HTTP requests. */
export interface Paid extends Answer {
	attempts: number;
	/** Moment of the clock from which Total Timeout counts: a wait for jobs of the run is none of its own. */
	startedAt: number;
	/** Idempotency key that it was sent under. */
	orderKey: string;
	/** Nobody knows what an attempt before the last one made. */
	isUnknown: boolean;
}

/**
 * Sends the request that is paid for, once or as often as it is safe. That it is sent is noted before,
 * so that whoever runs the node again orders under the same key, whatever happens meanwhile.
 *
 * @param earlier what is kept of the image, of which nothing could be handed out
 * @throws ImageFailure when no request was accepted
 */
export async function pay(earlier: LedgerEntry | null, task: OrderTask): Promise<Paid> {
	const orderKey = earlier?.orderKey ?? idempotencyKey(task.identity);
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
	const paid = await sendOrder(orderKey, earlier, task, waitForRoom);
	const { attempts } = paid;
	if (paid.accepted) {
		const { reply, isUnknown } = paid;
		const generation = readReply(reply, task);
		return { generation, reply, attempts, startedAt, orderKey, isUnknown };
	}
	// The limit may have been reached while this order waited for its turn.
	if (paid.because === 'stopped' && !paid.isUnknown) refuseBeyondLimit(task);
	const conflict = keyConflict(paid, provider);
	if (conflict) {
		keepFailure(conflict, { facts: NO_FACTS, attempts }, task);
		throw conflict;
	}
	const failure = paidFailure(paid, provider, task.request);
	// With Retry On = Any Failure it is ordered anew, under the same key.
	if (mayBePaid(paid) && retry.retryOn !== 'any') {
		keepFailure(failure, { facts: NO_FACTS, attempts, orderKey }, task);
	}
	throw failure;
}

/** As far as is known the order made nothing, so what is kept of the image is what was kept before. */
function putBack(earlier: Kept | null, { scope, identity }: OrderTask): void {
	if (earlier) scope.ledger.keep(identity, earlier);
	else scope.ledger.forget(identity);
}

/** Beyond the run's credits, and after losses in a row, nothing is ordered. */
function refuseBeyondLimit({ scope }: OrderTask): void {
	const { stopPolicy, spending } = scope;
	if (stopPolicy.isStopped()) return;
	const refusal = spending.refusal() ?? stopPolicy.losses.refusal();
	if (refusal) throw refusal;
}

async function sendOrder(
	orderKey: string,
	earlier: LedgerEntry | null,
	task: OrderTask,
	waitForRoom: NonNullable<PaidCall['waitForRoom']>,
): Promise<PaidOutcome> {
	const { scope, identity, request, fallbackFrom } = task;
	const { provider, retry } = task.plan;
	const { method, path, body } = provider.toRequest(request);
	const identification = provider.takesIdempotencyKey ? { 'Idempotency-Key': orderKey } : {};
	const unanswered: Kept = {
		facts: NO_FACTS,
		fallbackFrom,
		pending: null,
		images: [],
		attempts: 0,
		orderKey,
	};
	let sent = 0;
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
			onSend: () => scope.ledger.keep(identity, { ...unanswered, attempts: (sent += 1) }),
			onNothingMade: (isPerhapsTaken) => {
				const isKeyed = isPerhapsTaken && provider.takesIdempotencyKey;
				const known = earlier ?? { ...unanswered, attempts: sent };
				putBack(isKeyed ? { ...known, orderKey, isRepeatable: true } : earlier, task);
			},
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

function mayBePaid({ outcome, result, isUnknown }: Rejected): boolean {
	if (outcome === null) return isUnknown;
	const wasGivenUp =
		outcome.kind === 'noReply' && ['tooLarge', 'cancelled'].includes(outcome.reason);
	return wasGivenUp || result === 'unknown' || isUnknown;
}

/** Whether a further request may still be paid for. */
export function isTimeLeft(task: ImageTask): boolean {
	return task.scope.effects.clock.now() < latestStart(deadlineOf(task), task.plan.retry);
}

/** The moment of the clock at which ordering one image ends. */
export function deadlineOf({ startedAt, plan }: ImageTask): number {
	return startedAt + plan.retry.totalTimeoutMs;
}
