import { NO_FACTS } from '../providers/noFacts';
import type { Generation } from '../providers/types';
import { isSuccess } from '../transport/status';
import type { HttpReply } from '../transport/types';
import { askForJob } from './askForJob';
import { noImageInReply } from './fetchFailures';
import { noImage } from './jobFailures';
import { MOST_IMAGES_PER_REPLY, readReply, type Answer } from './readReply';
import type { FetchTask } from './scope';

type Found = Answer & { generation: Generation & { status: 'done' | 'pending' } };

/**
 * Looks for what was ordered: in the reply that is given, or at the provider.
 *
 * @returns a pending generation only when it is not to be waited for
 * @throws ImageFailure when there is no image
 */
export async function findOrdered(task: FetchTask): Promise<Found> {
	const { source, provider } = task.plan;
	if (source.kind === 'reply') return await fromReply(source.reply, task);
	const { id, statusUrl } = source;
	const answer = await askForJob(
		{
			...{ status: 'pending', facts: { ...NO_FACTS, id }, excerpt: '' },
			...{ job: { id, statusUrl, resultUrl: null }, images: [], isChosen: false, isDone: false },
		},
		task,
	);
	return usable(answer, () => noImage(answer.generation, answer.reply, provider));
}

async function fromReply(reply: HttpReply, task: FetchTask): Promise<Found> {
	const { provider } = task.plan;
	const generation = isSuccess(reply.status)
		? readReply(reply, task)
		: { status: 'failed' as const, facts: NO_FACTS, reason: refusalIn(reply, task) };
	if (generation.status === 'unclear') throw noImageInReply(generation.excerpt, provider);
	if (generation.status !== 'pending') {
		return usable({ generation, reply }, () => noImage(generation, reply, provider));
	}
	const answer = await askForJob(generation, task);
	return usable(answer, () => noImage(answer.generation, answer.reply, provider));
}

function refusalIn(reply: HttpReply, { plan, scope }: FetchTask): string {
	return scope.redact(`HTTP ${reply.status} ${plan.provider.errorText(reply)}`.trim());
}

function usable(answer: Answer, failure: () => Error): Found {
	const { generation, reply } = answer;
	if (generation.status === 'pending') return { generation, reply };
	if (generation.status === 'done' && generation.images.length <= MOST_IMAGES_PER_REPLY) {
		return { generation, reply };
	}
	throw failure();
}
