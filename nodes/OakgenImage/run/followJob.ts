import type { ImageFailure } from '../errors';
import { failedImage } from '../paid/entry';
import { pollUntilSettled } from '../transport/poll';
import { retryAfterMs } from '../transport/retry';
import type { HttpReply } from '../transport/types';
import { answersInTurn } from './answersInTurn';
import { holdsBytes } from './holdsBytes';
import { cancelledJob, unfinishedJob } from './jobFailures';
import { JobReader, type JobStart } from './jobReader';
import { keepableJob } from './keepable';
import { keptReply } from './keptReply';
import { deadlineOf } from './pay';
import { maxReplyBytes, type Answer } from './readReply';
import type { OrderTask } from './scope';

export type Followed =
	| (Answer & { kind: 'answered' })
	/** `late`: it may still end. `lost`: nothing more can be learned of it. */
	| { kind: 'late' | 'lost'; failure: ImageFailure };

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
				...keepableJob({ job, images, excerpt, reply: kept }, scope),
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
			read,
			readRefusal: (reply, isMoved) =>
				reader.readRefusal(reply, { isResult: isMoved || job.resultUrl !== null }),
			errorText: provider.errorText,
		},
		answersInTurn(task),
	);
	if (answer.kind === 'settled') return { kind: 'answered', ...answer.value };
	if (answer.kind === 'cancelled') throw cancelledJob(generation, provider);
	const { seen } = reader;
	// The user has named the place of the image, and nothing better will be had of this job.
	if (seen.generation.isChosen && seen.generation.images.length > 0) {
		const { images } = seen.generation;
		const chosen = { status: 'done' as const, facts, images, warnings: [] };
		return { kind: 'answered', generation: chosen, reply: seen.reply };
	}
	if (answer.kind === 'late') place.countJobs();
	const failure = unfinishedJob(answer, { ...seen.generation, job }, provider);
	scope.ledger.keep(identity, entryOf(answer.kind === 'lost' ? [failure] : []));
	return { kind: answer.kind, failure };
}
