import type { ImageFailure } from '../errors';
import { pollUntilSettled, type PollReading } from '../transport/poll';
import type { HttpReply } from '../transport/types';
import { unanswered, unknownOrLost } from './fetchFailures';
import { cancelledJob } from './jobFailures';
import { JobReader, type Pending } from './jobReader';
import { maxReplyBytes, type Answer } from './readReply';
import type { FetchTask } from './scope';

/** Where nobody waits for the job, how long one answer may take, with faults that pass. */
const LONGEST_QUESTION_MS = 60_000;

/**
 * Asks for a job that was ordered earlier, as long as the plan waits for it.
 *
 * @returns a pending generation only when the plan does not wait
 * @throws ImageFailure when the job is unknown, is not done in time, or the execution is cancelled
 */
export async function askForJob(start: Pending, task: FetchTask): Promise<Answer> {
	const { plan, scope, startedAt } = task;
	const { provider, waitMs } = plan;
	const { requestTimeoutMs } = plan.retry;
	const { id, statusUrl, resultUrl } = start.job;
	const reader = new JobReader({ generation: start, reply: null }, task);
	const path =
		id === null || resultUrl !== null ? null : provider.statusPath(id, task.request.settings);
	const isAskedOnce = waitMs === 0;
	const answer = await pollUntilSettled(
		{
			addresses: { named: resultUrl ?? statusUrl, path },
			baseUrl: scope.baseUrl,
			firstDelayMs: null,
			isReady: true,
			headers: provider.headers,
			maxReplyBytes: maxReplyBytes(task),
			requestTimeoutMs,
			deadline:
				startedAt + (isAskedOnce ? Math.min(requestTimeoutMs, LONGEST_QUESTION_MS) : waitMs),
			read: isAskedOnce ? (reply) => askedOnce(reader, reply) : reader.read,
			readRefusal: (reply, isMoved) =>
				reader.readRefusal(reply, { isResult: isMoved || resultUrl !== null }),
			errorText: provider.errorText,
		},
		scope.effects,
	);
	if (answer.kind === 'settled') return answer.value;
	const { seen } = reader;
	const { facts, images, isChosen } = seen.generation;
	if (answer.kind === 'cancelled') throw cancelledJob(start, provider);
	// The user has named the place of the image, and nothing better will be had of this job.
	if (isChosen && images.length > 0) {
		return { generation: { status: 'done', facts, images, warnings: [] }, reply: seen.reply };
	}
	throw failureOf(answer, { ...seen.generation, job: start.job }, task);
}

/** A job that is not done is an answer too. */
function askedOnce(reader: JobReader, reply: HttpReply): PollReading<Answer> {
	const reading = reader.read(reply);
	if (reading.kind !== 'pending') return reading;
	return { kind: 'settled', value: reader.seen };
}

function failureOf(
	answer: { kind: 'late' | 'lost'; trouble: string; status: number | null },
	pending: Pending,
	{ plan }: FetchTask,
): ImageFailure {
	const { provider, waitMs } = plan;
	return answer.kind === 'lost'
		? unknownOrLost(answer, pending.job, provider)
		: unanswered(answer.trouble, pending, { provider, waitMs });
}
