import { cancelled, providerFailure, type ImageFailure } from '../errors';
import type { Generation, HttpReply, ImageRequest, PendingJob, Provider } from '../providers/types';
import { hasSameOrigin, joinUrl, parseUrl, whyNotFetched } from './addresses';
import type { Effects } from './attempts';
import { waitUntil } from './clock';
import { retryAfterMs } from './retry';

const FIRST_INTERVAL_MS = 2000;
const INTERVAL_GROWTH = 1.5;
const LONGEST_INTERVAL_MS = 10_000;

/** A job can be unknown for a moment after it was accepted; later its absence is final. */
const MOST_NOT_FOUND = 3;

/**
 * Time before poll number `poll` (from 0), in milliseconds. The provider's own wish counts unless
 * it goes past the deadline: the image is paid for, and asking too early is free.
 */
export function pollIntervalMs(
	poll: number,
	namedDelayMs: number | null,
	remainingMs: number,
): number {
	return namedDelayMs !== null && namedDelayMs < remainingMs
		? namedDelayMs
		: Math.min(FIRST_INTERVAL_MS * INTERVAL_GROWTH ** poll, LONGEST_INTERVAL_MS);
}

/** What is needed to ask for a job, and until when. */
export interface PollQuestion {
	provider: Provider;
	request: ImageRequest;
	baseUrl: string;
	maxReplyBytes: number;
	requestTimeoutMs: number;
	/** The moment at which waiting ends. */
	deadline: number;
}

export type Pending = Generation & { status: 'pending' };

/** `late`: the job may still finish. `lost`: asking again makes no sense. Both failures name the job. */
export type PollAnswer =
	| { kind: 'answered'; generation: Generation; reply: HttpReply }
	| { kind: 'late' | 'lost'; failure: ImageFailure };

/**
 * Asks for a pending job until it is done. A failed poll costs nothing and does not fail the job.
 *
 * @param first what the paid request was answered with
 * @param firstDelayMs the wait that this answer names, or null
 */
export async function pollUntilDone(
	first: Pending,
	firstDelayMs: number | null,
	question: PollQuestion,
	effects: Effects,
): Promise<PollAnswer> {
	const { provider, request, deadline } = question;
	const { clock } = effects;
	let job = first.job;
	let namedDelayMs = firstDelayMs;
	let notFound = 0;
	let lastTrouble = '';

	for (let poll = 0; ; poll += 1) {
		const delayMs = job.ready ? 0 : pollIntervalMs(poll, namedDelayMs, deadline - clock.now());
		if (clock.now() + delayMs >= deadline) {
			return { kind: 'late', failure: notInTime(first, question, lastTrouble) };
		}
		await waitUntil(clock, clock.now() + delayMs, effects.isCancelled);
		if (effects.isCancelled()) return { kind: 'late', failure: cancelled() };

		const call = pollCall(job, question.baseUrl);
		if ('refusal' in call) {
			return { kind: 'lost', failure: notAsked(first, job, question, call.refusal) };
		}
		const outcome = await effects.http.send(
			{
				method: 'GET',
				...call,
				deadline: Math.min(clock.now() + question.requestTimeoutMs, deadline),
			},
			question.maxReplyBytes,
		);
		if (outcome.kind === 'noReply') {
			lastTrouble = outcome.detail;
			namedDelayMs = null;
			continue;
		}
		const { reply } = outcome;
		namedDelayMs = retryAfterMs(reply.headers, Date.now());
		if (reply.status < 200 || reply.status >= 300) {
			notFound = reply.status === 404 ? notFound + 1 : 0;
			lastTrouble = `HTTP ${reply.status} ${provider.errorText(reply)}`.trim();
			if (isFinal(reply.status, notFound)) {
				return { kind: 'lost', failure: jobLost(first, question, lastTrouble, reply.status) };
			}
			continue;
		}
		notFound = 0;
		const generation = provider.toGeneration(reply, request);
		if (generation.status === 'unclear') {
			lastTrouble = `an answer that could not be read: ${generation.excerpt}`;
			continue;
		}
		if (generation.status !== 'pending') {
			return { kind: 'answered', generation: withKnownId(generation, first), reply };
		}
		// A finished job names its result's address once; asked for again, it has none.
		if (generation.job.ready && !job.ready) job = generation.job;
	}
}

/** The reply to a poll often leaves out the id that the first reply gave. */
function withKnownId(generation: Generation, first: Generation): Generation {
	return {
		...generation,
		facts: { ...generation.facts, id: generation.facts.id ?? first.facts.id },
	};
}

/**
 * The address in the reply if it belongs to the provider, else the provider's own path for the id,
 * else the foreign address: without the key, and under the rules for downloads.
 */
function pollCall(
	job: PendingJob,
	baseUrl: string,
): { url: string; withKey: boolean } | { refusal: string } {
	const named = job.statusUrl === null ? null : parseUrl(job.statusUrl, joinUrl(baseUrl, ''));
	const url = named?.href ?? '';
	if (hasSameOrigin(url, baseUrl)) return { url, withKey: true };
	if (job.statusPath !== null) return { url: joinUrl(baseUrl, job.statusPath), withKey: true };
	const refusal = whyNotFetched(url, baseUrl);
	return refusal === null ? { url, withKey: false } : { refusal };
}

function isFinal(status: number, notFound: number): boolean {
	if (status === 404) return notFound >= MOST_NOT_FOUND;
	return status < 500 && ![408, 409, 425, 429].includes(status);
}

function jobName(first: Pending): string {
	return first.facts.id ?? first.job.statusUrl ?? 'without an id';
}

function notInTime(first: Pending, { provider }: PollQuestion, lastTrouble: string): ImageFailure {
	const trouble = lastTrouble === '' ? '' : `; last answer: ${lastTrouble}`;
	return providerFailure(
		`${provider.label} did not finish job ${jobName(first)} within Total Timeout${trouble}`,
		`The image is probably made and billed: fetch it with this id from your ${provider.label} account. For slow models raise Total Timeout in the options.`,
	);
}

function notAsked(
	first: Pending,
	job: PendingJob,
	{ provider }: PollQuestion,
	refusal: string,
): ImageFailure {
	return providerFailure(
		`${provider.label} started job ${jobName(first)}, but its status address ${job.statusUrl} is not asked: ${refusal}`,
		'Set the option Status Path to the provider’s path for a job. The image may have been made and billed: look into your account.',
	);
}

function jobLost(
	first: Pending,
	{ provider }: PollQuestion,
	trouble: string,
	status: number,
): ImageFailure {
	return providerFailure(
		`${provider.label} does not give out job ${jobName(first)} any more (${trouble})`,
		'The image may have been made and billed: look for the job in your account. If jobs of this provider are found elsewhere, set the option Status Path.',
		status,
	);
}
