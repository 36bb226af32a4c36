import type { PendingJob } from '../providers/types';
import type { PollQuestion } from '../transport/poll';
import type { JobReader } from './jobReader';
import { maxReplyBytes, type Answer } from './readReply';
import type { Reading } from './scope';

type Asked = Omit<PollQuestion<Answer>, 'firstDelayMs' | 'isReady' | 'deadline' | 'read'>;

/** Where and how a job is asked for, whoever ordered it; when and for how long is left to who asks. */
export function jobQuestion(
	{ id, statusUrl, resultUrl, promisedUrl }: PendingJob,
	reader: JobReader,
	task: Reading & { plan: { retry: { requestTimeoutMs: number } } },
): Asked {
	const { plan, request, scope } = task;
	const { provider } = plan;
	const isByPath = id !== null && resultUrl === null;
	return {
		addresses: {
			named: resultUrl ?? statusUrl,
			...(promisedUrl !== undefined && { promised: promisedUrl }),
			path: isByPath ? provider.statusPath(id, request.settings) : null,
		},
		baseUrl: scope.baseUrl,
		headers: provider.headers,
		maxReplyBytes: maxReplyBytes(task),
		requestTimeoutMs: plan.retry.requestTimeoutMs,
		readRefusal: reader.readRefusal,
		errorText: provider.errorText,
	};
}
