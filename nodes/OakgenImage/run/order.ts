import type { ImageFailure } from '../errors';
import { cleanCopy } from '../providers/excerpt';
import { parseJson } from '../providers/json';
import type { FoundImage, Generation, GenerationFacts } from '../providers/types';
import { joinUrl } from '../transport/addresses';
import { sendPaid } from '../transport/attempts';
import { pollUntilSettled, type PollReading } from '../transport/poll';
import { retryAfterMs } from '../transport/retry';
import type { HttpReply } from '../transport/types';
import { cancelled } from '../errors';
import { noImage, paidFailure, unfinishedJob } from './failures';
import { idempotencyKey } from './fingerprint';
import type { LedgerEntry } from './ledger';
import type { ImageTask, RunScope } from './scope';

/** A generation that is paid for and done. */
export interface Order {
	images: FoundImage[];
	facts: GenerationFacts;
	/** Paid HTTP requests that it took. */
	attempts: number;
	/** The reply that told of the images, if the user wants to see it; without image data. */
	rawResponse: ReturnType<typeof cleanCopy>;
}

type Pending = Generation & { status: 'pending' };

/** A reply to the paid request or to a poll, read. */
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
	const paid = earlier?.job ? takeUp(earlier, earlier.job) : await pay(task, scope);
	const { attempts } = paid;
	const { generation, reply } = await finished(paid, attempts, task, scope);

	const { facts } = generation;
	if (generation.status === 'done' && generation.images.length <= MOST_IMAGES_PER_REPLY) {
		return { images: generation.images, facts, attempts, rawResponse: rawOf(reply, task, scope) };
	}
	const failure = noImage(generation, task.plan.provider);
	if (generation.status === 'failed') scope.ledger.forget(task.identity);
	else keepFailure(failure, facts, attempts, task, scope);
	throw failure;
}

/** Nobody knows what was paid here: this execution does not order the image again by itself. */
function keepFailure(
	{ message, advice }: ImageFailure,
	facts: GenerationFacts,
	attempts: number,
	{ identity }: ImageTask,
	{ ledger }: RunScope,
): void {
	const { executionId } = identity;
	const images = [{ kind: 'failed' as const, message, advice }];
	ledger.keep(identity, { executionId, facts, attempts, job: null, images });
}

function takeUp(earlier: LedgerEntry, job: Pending['job']): Answer & { attempts: number } {
	const { facts, attempts } = earlier;
	const generation: Pending = { status: 'pending', facts, job, images: [], excerpt: '' };
	return { generation, reply: null, attempts };
}

async function pay(task: ImageTask, scope: RunScope): Promise<Answer & { attempts: number }> {
	const { provider, retry } = task.plan;
	const { method, path, headers, body } = provider.toRequest(task.request);
	const identification = provider.takesIdempotencyKey
		? { 'Idempotency-Key': idempotencyKey(task.identity) }
		: {};
	const paid = await sendPaid(
		{
			request: {
				method,
				url: joinUrl(scope.baseUrl, path),
				headers: { ...headers, ...identification },
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
	if (!paid.accepted) throw paidFailure(paid, provider, task.request);
	const { reply, attempts } = paid;
	return { generation: readReply(reply, task, scope), reply, attempts };
}

/** Waits for a generation that is pending; any other is what it is. */
async function finished(
	paid: Answer,
	attempts: number,
	task: ImageTask,
	scope: RunScope,
): Promise<Answer> {
	const { generation, reply } = paid;
	if (generation.status !== 'pending') return paid;
	const { plan, identity, request } = task;
	const { provider } = plan;
	const { facts, job } = generation;
	const { executionId } = identity;
	scope.ledger.keep(identity, { executionId, facts, attempts, job, images: [] });
	const answer = await pollUntilSettled(
		{
			addresses: {
				named: job.resultUrl ?? job.statusUrl,
				path:
					job.id === null || job.resultUrl !== null ? null : provider.statusPath(job.id, request),
			},
			baseUrl: scope.baseUrl,
			firstDelayMs: reply && retryAfterMs(reply.headers, Date.now()),
			isReady: job.resultUrl !== null || reply === null,
			headers: provider.toRequest(request).headers,
			maxReplyBytes: maxReplyBytes(task),
			requestTimeoutMs: plan.retry.requestTimeoutMs,
			deadline: deadlineOf(task),
			read: (polled) => readPoll(polled, generation, task, scope),
			errorText: provider.errorText,
		},
		scope.effects,
	);
	if (answer.kind === 'settled') return answer.value;
	if (answer.kind === 'cancelled') throw cancelled();
	// What the first reply showed already is all that will be had of this job.
	if (generation.images.length > 0) {
		return { generation: { status: 'done', facts, images: generation.images }, reply };
	}
	throw unfinishedJob(answer, generation, provider);
}

/** Providers quote what they got, so what they say is cleaned before it goes anywhere. */
function readReply(
	reply: HttpReply,
	{ plan, request }: ImageTask,
	{ redact }: RunScope,
): Generation {
	const generation = plan.provider.toGeneration(reply, request);
	return {
		...generation,
		facts: cleanCopy(generation.facts, redact) as unknown as GenerationFacts,
	};
}

function readPoll(
	reply: HttpReply,
	first: Pending,
	task: ImageTask,
	scope: RunScope,
): PollReading<Answer> {
	const generation = readReply(reply, task, scope);
	switch (generation.status) {
		case 'unclear':
			return { kind: 'unreadable', excerpt: generation.excerpt };
		case 'pending': {
			const { resultUrl } = generation.job;
			return resultUrl === null ? { kind: 'pending' } : { kind: 'moved', to: resultUrl };
		}
		case 'done':
		case 'failed': {
			// The reply to a poll often leaves out the id that the first reply gave.
			const facts = { ...generation.facts, id: generation.facts.id ?? first.facts.id };
			return { kind: 'settled', value: { generation: { ...generation, facts }, reply } };
		}
	}
}

function deadlineOf({ startedAt, plan }: ImageTask): number {
	return startedAt + plan.retry.totalTimeoutMs;
}

/** Room for two images as base64, and for what is said around them. */
function maxReplyBytes({ plan }: ImageTask): number {
	return Math.ceil((plan.maxFileSizeBytes * 4) / 3) * 2 + 1024 * 1024;
}

/** A reply that is no JSON, such as raw image bytes, has nothing to show. */
function rawOf(reply: HttpReply | null, { plan }: ImageTask, { redact }: RunScope) {
	if (!plan.output.includeRawResponse || reply === null) return null;
	return cleanCopy(parseJson(reply.body) ?? null, redact);
}
