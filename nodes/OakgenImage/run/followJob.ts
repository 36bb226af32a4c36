import type { ImageFailure } from '../errors';
import { failedImage } from '../paid/entry';
import { pollUntilSettled } from '../transport/poll';
import { retryAfterMs } from '../transport/retry';
import type { HttpReply } from '../transport/types';
import { answersInTurn } from './answersInTurn';
import { holdsBytes } from './holdsBytes';
import { cancelledJob, unfinishedJob } from './jobFailures';
import { jobQuestion } from './jobQuestion';
import { JobReader, type JobStart } from './jobReader';
import { keepableJob } from './keepable';
import { keptReply } from './keptReply';
import { deadlineOf } from './pay';
import type { Answer } from './readReply';
import type { OrderTask } from './scope';

export type Followed =
	| (Answer & { kind: 'answered' })
	/** `late`: it may still end. `lost`: nothing more can be learned of it. */
	| { kind: 'late' | 'lost' | 'tooLarge'; failure: ImageFailure };

/**
 * Waits until a job is done. What is known of it is noted first, and kept when it does not end.
 *
 * @throws ImageFailure when the execution is cancelled
 */
export async function followJob(first: JobStart, task: OrderTask): Promise<Followed> {
	const { scope, plan, identity, fallbackFrom, request, place } = task;
	const { provider } = plan;
	const { attempts, generation } = first;
	const { facts, job } = generation;
	const reader = new JobReader(first, task);
	const entryOf = (failures: ImageFailure[]) => {
		const { generation: shown, reply } = reader.seen;
		const kept = reply ? keptReply(reply, task) : (first.keptReply ?? null);
		const { images, excerpt } = shown;
		return {
			...{ facts, attempts, fallbackFrom },
			images: failures.map((failure) => failedImage(failure, scope.redact)),
			pending: {
				...keepableJob({ job: reader.job, images, excerpt, reply: kept }, scope),
				...(failures.length > 0 && { isLost: true }),
			},
		};
	};
	scope.ledger.keep(identity, entryOf([]));
	// What is large stays in memory while the job runs, so there must not be more of it than of orders.
	const isLarge = request.references.some(({ kind }) => kind === 'bytes');
	// With a limit, no more orders than that are of unknown cost at a time.
	const maySpread = !scope.spending.isLimited;
	if (maySpread && !isLarge && !holdsBytes(generation.images)) place.toJob();
	const read = (reply: HttpReply) => {
		const reading = reader.read(reply);
		if (!reader.holdsBytes(reading)) place.endAnswer();
		return reading;
	};
	const answer = await pollUntilSettled(
		{
			...jobQuestion(job, reader, task),
			firstDelayMs: first.reply && retryAfterMs(first.reply.headers, Date.now()),
			isReady: job.resultUrl !== null || first.reply === null,
			deadline: deadlineOf(task),
			read,
		},
		answersInTurn(task),
	);
	if (answer.kind === 'settled') return { kind: 'answered', ...answer.value };
	if (answer.kind === 'cancelled') throw cancelledJob(generation, provider);
	const chosen = reader.chosen(facts);
	if (chosen !== null) return { kind: 'answered', ...chosen };
	if (answer.kind === 'late') place.countJobs();
	const failure = unfinishedJob(
		reader.explained(answer),
		{ ...reader.seen.generation, job: reader.job },
		provider,
	);
	scope.ledger.keep(identity, entryOf(answer.kind === 'lost' ? [failure] : []));
	return { kind: answer.kind, failure };
}
