import type { LedgerEntry, PaidJob } from '../paid/entry';
import { canBeAsked } from '../providers/evidence/job';
import type { ImageFacts } from '../output/item';
import type { FoundImage, GenerationFacts, PendingJob } from '../providers/types';
import { LOOK_FIRST } from '../runAgain';
import { afterUnknown, interruptedOrder } from './failures';
import { noImage } from './jobFailures';
import { followJob } from './followJob';
import { keepableJob } from './keepable';
import { keepPending, type PendingOrder } from './pendingImage';
import { keepFailure } from './keepFailure';
import { keptJob, readAgain } from './keptReply';
import { pay } from './pay';
import { rawOf } from './rawOf';
import { MOST_IMAGES_PER_REPLY, type Answer } from './readReply';
import type { ImageTask, OrderTask } from './scope';
import { withReferences } from './withReferences';

/** A generation that is paid for and done. */
export interface DoneOrder {
	images: FoundImage[];
	facts: GenerationFacts;
	/** What is not certain of the images, as sentences. */
	warnings: string[];
	/** Paid HTTP requests that it took. */
	attempts: number;
	/** The reply that told of the images, where it is wanted. */
	rawResponse: ImageFacts['rawResponse'];
	/** The job that gave the images: it can be asked for once more. */
	pending: PaidJob | null;
	/**
	 * Idempotency key, of an order that brought images in its own reply and nowhere else: sent once more
	 * under it, the order may bring them again.
	 */
	orderKey?: string | undefined;
}

/**
 * Orders an image and waits until it is done. What an earlier run of the node left without images to
 * hand out is not paid for twice, in this order:
 *
 * 1. A job that is not to be waited for is handed out as it is (`handedOutAsJob`).
 * 2. A job that was not seen to end is asked for again (`takeUp`).
 * 3. An order that was never answered is sent again under its key, or is an error
 *    (`refuseUnansweredOrder`).
 *
 * @param earlier what the ledger has of it
 * @returns the job as it is when it is not to be waited for
 * @throws ImageFailure when no image comes of it
 */
export async function orderImage(
	earlier: LedgerEntry | null,
	planned: ImageTask,
): Promise<DoneOrder | PendingOrder> {
	const asJob = earlier && handedOutAsJob(earlier, planned);
	if (asJob) return asJob;
	const task = await withReferences(planned);
	const followed = earlier && (await takeUp(earlier, task));
	if (earlier && followed) {
		const job = earlier.pending?.job ?? null;
		noteTakenUp(earlier, followed, task);
		return toDoneOrder({ ...followed, attempts: earlier.attempts }, task, job);
	}

	refuseUnansweredOrder(earlier, task);
	await task.place.toOrder();
	const { spending } = task.scope;
	const { generation, reply, attempts, startedAt, orderKey, isUnknown } = await pay(earlier, task);
	spending.note(task.identity, generation);
	if (generation.status !== 'pending') {
		const isKeyed = task.plan.provider.takesIdempotencyKey;
		const answer = { generation, reply, attempts, isUnknown, ...(isKeyed && { orderKey }) };
		return toDoneOrder(answer, task);
	}
	// A result that has an address of its own is made already.
	if (!task.plan.waitsForCompletion && generation.job.resultUrl === null) {
		keepPending({ generation, reply, attempts }, task);
		const { job, facts } = generation;
		// Nobody will learn here what it costs in the end.
		spending.note(task.identity, { status: 'unclear', facts });
		return { job, facts, attempts, rawResponse: rawOf(reply, task) };
	}
	const answer = await followJob({ generation, reply, attempts }, { ...task, startedAt });
	if (answer.kind !== 'answered') throw answer.failure;
	spending.note(task.identity, answer.generation);
	return toDoneOrder({ ...answer, attempts, isUnknown }, task, generation.job);
}

/** A job of an earlier try of this execution costs what it costs beyond its first reply. */
function noteTakenUp(
	{ executionId, facts }: LedgerEntry,
	{ generation }: Answer,
	{ identity, scope }: OrderTask,
): void {
	if (executionId !== identity.executionId) return;
	const { credits } = generation.facts;
	const rest = credits === null ? null : Math.max(0, credits - (facts.credits ?? 0));
	scope.spending.note(identity, { ...generation, facts: { ...generation.facts, credits: rest } });
}

/** Bytes of a reply are nowhere else: without it, they are lost. */
function areInReplyOnly(images: readonly FoundImage[]): boolean {
	return images.some(({ kind }) => kind === 'bytes');
}

/** The job alone: its images are there. */
function jobToAskAgain(job: PendingJob, { scope }: OrderTask): PaidJob {
	return keepableJob({ job, images: [], excerpt: '', reply: null }, scope);
}

/**
 * An order that was sent and never answered is sent again only by a retried execution, or under Retry
 * On = Any Failure.
 *
 * @throws ImageFailure where it is not; else whoever runs n8n is told when it may be paid for twice
 */
function refuseUnansweredOrder(
	earlier: LedgerEntry | null,
	{ plan, identity, scope }: ImageTask,
): void {
	if (earlier?.orderKey === undefined || earlier.pending !== null) return;
	if (earlier.isRepeatable === true) return;
	const { provider, retry, itemIndex } = plan;
	const isSameExecution = earlier.executionId === identity.executionId;
	const isUnanswered = earlier.images.length === 0;
	if (isSameExecution && isUnanswered && retry.retryOn !== 'any') throw interruptedOrder(provider);
	// A provider that knows the order again by its key gives the same image for it.
	if (provider.takesIdempotencyKey) return;
	scope.context.logger.warn(
		`Oakgen Image orders the image of item ${itemIndex} again: an earlier order was never answered by ${provider.label}, and may be billed as well`,
	);
}

/**
 * What has come of an order, or of its job.
 *
 * @param job the one that was asked for; null for the reply to the order itself
 * @throws ImageFailure when there are no images, or too many; the ledger then has what is to be kept
 */
export function toDoneOrder(
	{
		generation,
		reply,
		attempts,
		orderKey,
		isUnknown = false,
	}: Answer & Pick<DoneOrder, 'attempts' | 'orderKey'> & { isUnknown?: boolean },
	task: OrderTask,
	job: PendingJob | null = null,
): DoneOrder {
	const { facts } = generation;
	if (generation.status === 'done' && generation.images.length <= MOST_IMAGES_PER_REPLY) {
		const { images, warnings } = generation;
		const pending = job && jobToAskAgain(job, task);
		const done = { images, warnings, facts, attempts, pending, rawResponse: rawOf(reply, task) };
		return orderKey !== undefined && areInReplyOnly(images) ? { ...done, orderKey } : done;
	}
	const failure = noImage(generation, reply, task.plan.provider);
	// Failed in words: the provider made nothing, so who runs the node again may order anew.
	if (generation.status === 'failed') {
		task.scope.ledger.forget(task.identity);
		if (isUnknown) throw afterUnknown(failure, LOOK_FIRST);
	} else {
		const known = { facts, attempts, ...(orderKey !== undefined && { orderKey }) };
		keepFailure(failure, known, task, keptJob(generation, reply, job, task));
	}
	throw failure;
}

/**
 * Asks for the job that an earlier run left pending.
 *
 * @returns null when there is none, or when it was given up before and is still not found: then
 *   whoever retries the execution wants the image ordered anew
 */
async function takeUp(earlier: LedgerEntry, task: OrderTask): Promise<Answer | null> {
	const { facts, attempts, pending, images } = earlier;
	// Of a job whose images are gone from their addresses, others were asked for already.
	const areGone = images.length > 0 && images.every(({ kind }) => kind === 'url');
	if (!pending || areGone) return null;
	const hasAddress = canBeAsked(pending.job) || pending.job.resultUrl !== null;
	const again = readAgain(pending, task);
	if (again?.status === 'done') return { generation: again, reply: null };
	if (!hasAddress) return null;
	const { job, excerpt } = pending;
	const isChosen = again?.status === 'pending' && again.isChosen;
	const held = again?.status === 'pending' ? again.images : pending.images;
	const generation = {
		...{ status: 'pending' as const, facts, job, excerpt },
		...{ images: held, isChosen, isDone: false },
	};
	const start = { generation, reply: null, attempts, keptReply: pending.reply };
	const answer = await followJob(start, task);
	if (answer.kind === 'answered') return answer;
	if (answer.kind === 'lost' && pending.isLost === true) return null;
	throw answer.failure;
}

/** The job that an earlier run handed out, or did not see to end, when it is not to be waited for. */
function handedOutAsJob(
	{ pending, images, facts, attempts }: LedgerEntry,
	{ plan }: ImageTask,
): PendingOrder | null {
	if (plan.waitsForCompletion || pending === null || images.length > 0) return null;
	const { job } = pending;
	if (!canBeAsked(job) || job.resultUrl !== null) return null;
	return { job, facts, attempts, rawResponse: null };
}
