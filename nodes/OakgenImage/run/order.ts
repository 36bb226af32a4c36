import { asFailure, type ImageFailure } from '../errors';
import { NO_FACTS } from '../providers/noFacts';
import type { FoundImage, Generation, GenerationFacts } from '../providers/types';
import { joinUrl } from '../transport/addresses';
import { latestStart, sendPaid, type Rejected } from '../transport/attempts';
import { pollUntilSettled, type PollReading } from '../transport/poll';
import { attemptResult, retryAfterMs } from '../transport/retry';
import type { HttpReply } from '../transport/types';
import { cleanFacts } from './cleanFacts';
import { cancelledJob, noImage, paidFailure, unfinishedJob } from './failures';
import { idempotencyKey } from './fingerprint';
import { failedImage, type LedgerEntry } from './ledger';
import type { ImageTask, RunScope } from './scope';

/** A generation that is paid for and done. */
export interface Order {
	images: FoundImage[];
	facts: GenerationFacts;
	/** Paid HTTP requests that it took. */
	attempts: number;
	/** The reply that told of the images. */
	reply: HttpReply | null;
}

type Pending = Generation & { status: 'pending' };

/** A reply to the paid request or to a poll, read; null when it came in an earlier run. */
interface Answer {
	generation: Generation;
	reply: HttpReply | null;
}

/** No provider makes this many at a time; a reply with more is broken or hostile. */
const MOST_IMAGES_PER_REPLY = 100;

/**
 * Orders an image and waits until it is done. A job that an earlier run of the node left pending is
 * taken up again instead of being paid for twice.
 *
 * @throws ImageFailure when no image comes of it
 */
export async function orderImage(
	earlier: LedgerEntry | null,
	task: ImageTask,
	scope: RunScope,
): Promise<Order> {
	const followed = earlier && (await takeUp(earlier, task, scope));
	if (earlier && followed) return toOrder(followed, earlier.attempts, task, scope);

	const paid = await pay(task, scope);
	const { generation, reply, attempts } = paid;
	if (generation.status !== 'pending') return toOrder(paid, attempts, task, scope);
	const answer = await followJob({ generation, reply }, attempts, task, scope);
	if (answer.kind === 'answered') return toOrder(answer, attempts, task, scope);
	throw answer.failure;
}

function toOrder(
	{ generation, reply }: Answer,
	attempts: number,
	task: ImageTask,
	scope: RunScope,
): Order {
	const { facts } = generation;
	if (generation.status === 'done' && generation.images.length <= MOST_IMAGES_PER_REPLY) {
		return { images: generation.images, facts, attempts, reply };
	}
	const failure = noImage(generation, reply, task.plan.provider);
	// Failed in words: the provider made nothing, so who runs the node again may order anew.
	if (generation.status === 'failed') scope.ledger.forget(task.identity);
	else keepFailure(failure, facts, attempts, task, scope);
	throw failure;
}

/** Nobody knows what was paid here: this execution does not order the image again by itself. */
function keepFailure(
	failure: ImageFailure,
	facts: GenerationFacts,
	attempts: number,
	{ identity, fallbackFrom }: ImageTask,
	{ ledger }: RunScope,
): void {
	const images = [failedImage(failure)];
	ledger.keep(identity, { facts, attempts, fallbackFrom, pending: null, images });
}

/**
 * Asks for the job that an earlier run left pending.
 *
 * @returns null when there is none, or when it was given up before and is still not found: then
 *   whoever retries the execution wants the image ordered anew
 */
async function takeUp(
	earlier: LedgerEntry,
	task: ImageTask,
	scope: RunScope,
): Promise<Answer | null> {
	if (!earlier.pending) return null;
	const wasGivenUp = earlier.images.some(({ kind }) => kind === 'failed');
	const generation: Pending = { status: 'pending', facts: earlier.facts, ...earlier.pending };
	const answer = await followJob({ generation, reply: null }, earlier.attempts, task, scope);
	if (answer.kind === 'answered') return answer;
	if (answer.kind === 'lost' && wasGivenUp) return null;
	throw answer.failure;
}

async function pay(task: ImageTask, scope: RunScope): Promise<Answer & { attempts: number }> {
	const { provider, retry } = task.plan;
	const { method, path, body } = provider.toRequest(task.request);
	const identification = provider.takesIdempotencyKey
		? { 'Idempotency-Key': idempotencyKey(task.identity) }
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
			delayInBody: provider.retryDelayMs,
		},
		scope.effects,
	);
	const { attempts } = paid;
	if (paid.accepted) {
		return { generation: readReply(paid.reply, task, scope), reply: paid.reply, attempts };
	}
	const failure = paidFailure(paid, provider, task.request);
	if (mayBePaid(paid) && retry.retryOn !== 'any') {
		keepFailure(failure, NO_FACTS, attempts, task, scope);
	}
	throw failure;
}

function mayBePaid({ outcome }: Rejected): boolean {
	if (outcome === null) return false;
	const wasGivenUp =
		outcome.kind === 'noReply' && ['tooLarge', 'cancelled'].includes(outcome.reason);
	return wasGivenUp || attemptResult(outcome) === 'unknown';
}

type Followed = (Answer & { kind: 'answered' }) | { kind: 'late' | 'lost'; failure: ImageFailure };

/** Waits until a job is done. What is known of it is noted first, and kept when it does not end. */
async function followJob(
	first: { generation: Pending; reply: HttpReply | null },
	attempts: number,
	task: ImageTask,
	scope: RunScope,
): Promise<Followed> {
	const { plan, identity, fallbackFrom, request } = task;
	const { provider } = plan;
	const { facts, job, excerpt } = first.generation;
	const images = first.generation.images.filter((image) => image.kind === 'url');
	const pending = { job, images, excerpt };
	const entry = { facts, attempts, fallbackFrom, pending, images: [] };
	scope.ledger.keep(identity, entry);
	const answer = await pollUntilSettled(
		{
			addresses: {
				named: job.resultUrl ?? job.statusUrl,
				path:
					job.id === null || job.resultUrl !== null ? null : provider.statusPath(job.id, request),
			},
			baseUrl: scope.baseUrl,
			firstDelayMs: first.reply && retryAfterMs(first.reply.headers, Date.now()),
			isReady: job.resultUrl !== null || first.reply === null,
			headers: provider.headers,
			maxReplyBytes: maxReplyBytes(task),
			requestTimeoutMs: plan.retry.requestTimeoutMs,
			deadline: deadlineOf(task),
			read: (reply) => readPoll(reply, facts.id, task, scope),
			errorText: provider.errorText,
		},
		scope.effects,
	);
	if (answer.kind === 'settled') return { kind: 'answered', ...answer.value };
	if (answer.kind === 'cancelled') throw cancelledJob(first.generation, provider);
	// What the first reply showed already is all that will be had of this job.
	if (first.generation.images.length > 0) {
		const generation = { status: 'done' as const, facts, images: first.generation.images };
		return { kind: 'answered', generation, reply: first.reply };
	}
	const failure = unfinishedJob(answer, first.generation, provider);
	if (answer.kind === 'lost') {
		scope.ledger.keep(identity, { ...entry, images: [failedImage(failure)] });
	}
	return { kind: answer.kind, failure };
}

function readPoll(
	reply: HttpReply,
	knownId: string | null,
	task: ImageTask,
	scope: RunScope,
): PollReading<Answer> {
	const generation = readReply(reply, task, scope);
	if (generation.status === 'unclear' && !generation.isDone) {
		return { kind: 'unreadable', excerpt: generation.excerpt };
	}
	if (generation.status === 'pending') {
		const { resultUrl } = generation.job;
		return resultUrl === null ? { kind: 'pending' } : { kind: 'moved', to: resultUrl };
	}
	// The reply to a poll often leaves out the id that the first reply gave.
	const facts = { ...generation.facts, id: generation.facts.id ?? knownId };
	return { kind: 'settled', value: { generation: { ...generation, facts }, reply } };
}

/** Providers quote what they got, so what they say is cleaned before it goes anywhere. */
function readReply(
	reply: HttpReply,
	{ plan, request }: ImageTask,
	{ redact }: RunScope,
): Generation {
	try {
		const generation = plan.provider.toGeneration(reply, request);
		return { ...generation, facts: cleanFacts(generation.facts, redact) };
	} catch (error) {
		// It is paid for all the same, so it must not look like a request that was never accepted.
		const excerpt = `it cannot be read (${asFailure(error).message})`;
		return { status: 'unclear', facts: NO_FACTS, excerpt, isDone: false };
	}
}

/** Whether a further request may still be paid for. */
export function isTimeLeft(task: ImageTask, { effects }: RunScope): boolean {
	return effects.clock.now() < latestStart(deadlineOf(task), task.plan.retry);
}

function deadlineOf({ startedAt, plan }: ImageTask): number {
	return startedAt + plan.retry.totalTimeoutMs;
}

/** Room for two images as base64, and for what is said around them. */
function maxReplyBytes({ plan }: ImageTask): number {
	return Math.ceil((plan.maxFileSizeBytes * 4) / 3) * 2 + 1024 * 1024;
}
