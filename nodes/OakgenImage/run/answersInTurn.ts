import { latestStart, type Effects } from '../transport/attempts';
import { isSuccess } from '../transport/status';
import { deadlineOf } from './pay';
import type { ImageTask } from './scope';

/**
 * The effects with which a job is asked for: an answer can hold the image itself, so only so many are
 * asked for at a time. Shortly before the job's deadline nobody waits for a turn any more.
 */
export function answersInTurn(task: ImageTask): Effects {
	const { effects } = task.scope;
	const { clock, http, cancellation } = effects;
	const { retry } = task.plan;
	const deadline = deadlineOf(task);
	return {
		...effects,
		http: {
			open: async (call) => await http.open(call),
			send: async (call, maxBytes) => {
				await task.place.beginAnswer(clock, latestStart(deadline, retry), cancellation);
				const attemptDeadline = Math.min(clock.now() + retry.requestTimeoutMs, deadline);
				const outcome = await http.send({ ...call, deadline: attemptDeadline }, maxBytes);
				const isRead = outcome.kind === 'reply' && isSuccess(outcome.reply.status);
				if (!isRead) task.place.endAnswer();
				return outcome;
			},
		},
	};
}
