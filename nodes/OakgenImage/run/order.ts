import { providerFailure } from '../errors';
import type { FoundImage, Generation, GenerationFacts, HttpReply } from '../providers/types';
import { joinUrl } from '../transport/addresses';
import { sendPaid } from '../transport/attempts';
import { paidFailure } from '../transport/failures';
import { pollUntilDone, type Pending } from '../transport/poll';
import { retryAfterMs } from '../transport/retry';
import { idempotencyKey } from './fingerprint';
import type { LedgerEntry } from './ledger';
import type { ImagePlan } from './plan';
import type { ImageTask, RunScope } from './scope';

/** A generation that is paid for and done. */
export interface Order {
	images: FoundImage[];
	facts: GenerationFacts;
	/** Paid HTTP requests that it took. */
	attempts: number;
	/** The reply that told of the images. */
	reply: HttpReply;
}

interface Answer {
	generation: Generation;
	reply: HttpReply;
}

/** No provider makes this many at a time; a reply with more is broken or hostile. */
const MOST_IMAGES_PER_REPLY = 100;

/**
 * Orders an image and waits until it is done. A job that an earlier run of the node left pending is
 * taken up again instead of being paid for twice.
 *
 * @param deadline the moment at which all waiting ends
 * @throws ImageFailure when no image comes of it
 */
export async function orderImage(
	earlier: LedgerEntry | null,
	task: ImageTask,
	scope: RunScope,
	deadline: number,
): Promise<Order> {
	const paid = earlier?.job
		? { pending: pendingAgain(earlier, earlier.job), delayMs: 0, attempts: earlier.attempts }
		: await pay(task, scope, deadline);
	const { attempts } = paid;
	const answer =
		'pending' in paid
			? await waitFor(paid.pending, paid.delayMs, attempts, task, scope, deadline)
			: paid;

	const { generation, reply } = answer;
	if (generation.status === 'done' && generation.images.length <= MOST_IMAGES_PER_REPLY) {
		return { images: generation.images, facts: generation.facts, attempts, reply };
	}
	scope.ledger.forget(task.identity);
	throw noImage(generation, task.plan);
}

type Paid = { attempts: number } & (Answer | { pending: Pending; delayMs: number | null });

async function pay(task: ImageTask, scope: RunScope, deadline: number): Promise<Paid> {
	const { provider, retry } = task.plan;
	const { method, path, body } = provider.toRequest(task.request);
	const paid = await sendPaid(
		{
			method,
			url: joinUrl(scope.baseUrl, path),
			headers: { 'Idempotency-Key': idempotencyKey(task.identity) },
			...(body === undefined ? {} : { body }),
			withKey: true,
		},
		provider,
		maxReplyBytes(task.plan),
		deadline,
		retry,
		scope.effects,
	);
	if (!paid.accepted) throw paidFailure(paid, provider);
	const { reply, attempts } = paid;
	const generation = provider.toGeneration(reply, task.request);
	return generation.status === 'pending'
		? { pending: generation, delayMs: retryAfterMs(reply.headers, Date.now()), attempts }
		: { generation, reply, attempts };
}

function pendingAgain(earlier: LedgerEntry, job: Pending['job']): Pending {
	return { status: 'pending', facts: earlier.facts, job };
}

async function waitFor(
	pending: Pending,
	delayMs: number | null,
	attempts: number,
	task: ImageTask,
	scope: RunScope,
	deadline: number,
): Promise<Answer> {
	const { plan, identity, request } = task;
	const { executionId } = identity;
	const { facts, job } = pending;
	scope.ledger.keep(identity, { executionId, facts, attempts, job, images: [] });
	const answer = await pollUntilDone(
		pending,
		delayMs,
		{
			provider: plan.provider,
			request,
			baseUrl: scope.baseUrl,
			maxReplyBytes: maxReplyBytes(plan),
			requestTimeoutMs: plan.retry.requestTimeoutMs,
			deadline,
		},
		scope.effects,
	);
	if (answer.kind === 'answered') return answer;
	if (answer.kind === 'lost') scope.ledger.forget(identity);
	throw answer.failure;
}

/** Room for two images as base64, and for what is said around them. */
function maxReplyBytes(plan: ImagePlan): number {
	return Math.ceil((plan.maxFileSizeBytes * 4) / 3) * 2 + 1024 * 1024;
}

function noImage(generation: Generation, { provider }: ImagePlan) {
	const { label } = provider;
	const { id } = generation.facts;
	const job = id === null ? '' : ` (id ${id})`;
	switch (generation.status) {
		case 'failed':
			return providerFailure(
				`${label} made no image${job}: ${generation.reason}`,
				'If the prompt or a reference image was refused, change it. A failed generation is not sent again by itself, because it may have been billed.',
			);
		case 'done':
			return providerFailure(
				`The reply of ${label}${job} lists ${generation.images.length} images, which cannot be right`,
				'Look into your account to see what was made.',
			);
		case 'pending':
		case 'unclear':
			return providerFailure(
				`The reply of ${label}${job} contains no image that this node can find: ${shown(generation)}`,
				'The image may have been made and billed: look into your account. If the reply has the address of the image, name its place in the option Image URL Path.',
			);
	}
}

function shown(generation: Generation): string {
	const excerpt = generation.status === 'unclear' ? generation.excerpt : '';
	return excerpt === '' ? 'it is empty' : excerpt;
}
