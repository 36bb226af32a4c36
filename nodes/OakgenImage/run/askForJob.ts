import type { ImageFailure } from '../errors';
import { pollUntilSettled, type PollReading, type Unsettled } from '../transport/poll';
import type { HttpReply } from '../transport/types';
import { unanswered, unknownOrLost } from './fetchFailures';
import { cancelledJob } from './jobFailures';
import { jobQuestion } from './jobQuestion';
import { JobReader, type Pending } from './jobReader';
import type { Answer } from './readReply';
import type { FetchTask, Reading } from './scope';

/** Where nobody waits for the job, how long one answer may take, with faults that pass. */
const LONGEST_QUESTION_MS = 60_000;

/** What asking needs of a task, whoever ordered the job. */
interface AskingTask extends Reading {
	plan: Reading['plan'] & Pick<FetchTask['plan'], 'waitMs' | 'retry'>;
	scope: Pick<FetchTask['scope'], 'baseUrl' | 'redact' | 'effects'>;
	/** Moment of the clock. */
	startedAt: number;
}

/**
 * Asks for a job that was ordered earlier, as long as the plan waits for it.
 *
 * @returns a pending generation only when the plan does not wait
 * @throws ImageFailure when the job is unknown, is not done in time, or the execution is cancelled
 */
export async function askForJob(start: Pending, task: AskingTask): Promise<Answer> {
	const { plan, scope, startedAt } = task;
	const { provider, waitMs } = plan;
	const { requestTimeoutMs } = plan.retry;
	const reader = new JobReader({ generation: start, reply: null }, task);
	const isAskedOnce = waitMs === 0;
	const answer = await pollUntilSettled(
		{
			...jobQuestion(start.job, reader, task),
			firstDelayMs: null,
			isReady: true,
			deadline:
				startedAt + (isAskedOnce ? Math.min(requestTimeoutMs, LONGEST_QUESTION_MS) : waitMs),
			read: isAskedOnce ? (reply) => askedOnce(reader, reply) : reader.read,
		},
		scope.effects,
	);
	if (answer.kind === 'settled') return answer.value;
	if (answer.kind === 'cancelled') throw cancelledJob(start, provider);
	const { generation } = reader.seen;
	const chosen = reader.chosen(generation.facts);
	if (chosen !== null) return chosen;
	throw failureOf(reader.explained(answer), { ...generation, job: reader.job }, task);
}

/** A job that is not done is an answer too. */
function askedOnce(reader: JobReader, reply: HttpReply): PollReading<Answer> {
	const reading = reader.read(reply);
	if (reading.kind !== 'pending') return reading;
	return { kind: 'settled', value: reader.seen };
}

function failureOf(answer: Unsettled, pending: Pending, { plan }: AskingTask): ImageFailure {
	const { provider, waitMs } = plan;
	return answer.kind === 'late'
		? unanswered(answer.trouble, pending, { provider, waitMs })
		: unknownOrLost(answer, pending.job, provider);
}
