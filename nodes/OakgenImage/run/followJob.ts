import type { ImageFailure } from '../errors';
import { failedImage } from '../paid/entry';
import type { Generation } from '../providers/types';
import { pollUntilSettled, type PollReading } from '../transport/poll';
import { retryAfterMs } from '../transport/retry';
import type { HttpReply } from '../transport/types';
import { cancelledJob, unfinishedJob } from './failures';
import { keepableJob } from './keepable';
import { deadlineOf } from './pay';
import { maxReplyBytes, readReply, type Answer } from './readReply';
import type { ImageTask } from './scope';

type Pending = Generation & { status: 'pending' };

/** A job as the provider told of it. */
export interface JobStart {
	generation: Pending;
	/** Null when it was told to an earlier run. */
	reply: HttpReply | null;
	/** Paid HTTP requests that it took. */
	attempts: number;
}

export type Followed =
	| (Answer & { kind: 'answered' })
	/** `late`: it may still end. `lost`: nothing more can be learned of it. */
	| { kind: 'late' | 'lost'; failure: ImageFailure };

/**
 * Waits until a job is done. What is known of it is noted first, and kept when it does not end.
 *
 * @throws ImageFailure when the execution is cancelled
 */
export async function followJob(first: JobStart, task: ImageTask): Promise<Followed> {
	const { scope, plan, identity, fallbackFrom, request } = task;
	const { provider } = plan;
	const { attempts, generation } = first;
	const { facts, job, excerpt } = generation;
	const pending = keepableJob({ job, images: generation.images, excerpt }, scope);
	const entry = { facts, attempts, fallbackFrom, pending, images: [] };
	scope.ledger.keep(identity, entry);
	const answer = await pollUntilSettled(
		{
			addresses: {
				named: job.resultUrl ?? job.statusUrl,
				path:
					job.id === null || job.resultUrl !== null
						? null
						: provider.statusPath(job.id, request.settings),
			},
			baseUrl: scope.baseUrl,
			firstDelayMs: first.reply && retryAfterMs(first.reply.headers, Date.now()),
			isReady: job.resultUrl !== null || first.reply === null,
			headers: provider.headers,
			maxReplyBytes: maxReplyBytes(task),
			requestTimeoutMs: plan.retry.requestTimeoutMs,
			deadline: deadlineOf(task),
			read: (reply) => readPoll(reply, facts.id, task),
			errorText: provider.errorText,
		},
		scope.effects,
	);
	if (answer.kind === 'settled') return { kind: 'answered', ...answer.value };
	if (answer.kind === 'cancelled') throw cancelledJob(generation, provider);
	// What the first reply showed already is all that will be had of this job.
	if (generation.images.length > 0) {
		const shown = { status: 'done' as const, facts, images: generation.images };
		return { kind: 'answered', generation: shown, reply: first.reply };
	}
	const failure = unfinishedJob(answer, generation, provider);
	if (answer.kind === 'lost') {
		scope.ledger.keep(identity, { ...entry, images: [failedImage(failure, scope.redact)] });
	}
	return { kind: answer.kind, failure };
}

function readPoll(reply: HttpReply, knownId: string | null, task: ImageTask): PollReading<Answer> {
	const generation = readReply(reply, task);
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
