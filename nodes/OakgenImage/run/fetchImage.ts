import { asFailure } from '../errors';
import { finishedImage, type FinishedImage, type ImageFacts } from '../output/item';
import { pendingItem } from '../output/pendingItem';
import type { FoundImage, Generation } from '../providers/types';
import type { HttpReply } from '../transport/types';
import { deliver } from './deliver';
import { fetchedDestination } from './destination';
import { asFetched } from './fetchFailures';
import { findOrdered } from './findOrdered';
import type { FetchPart } from './itemRun';
import type { ImageResult } from './imageResult';
import type { FetchScope, FetchTask } from './scope';
import { rawOf } from './rawOf';
import { readReply } from './readReply';
import { shownJob } from './shownJob';

/**
 * Hands out what was ordered earlier. No module that pays is within reach from here; a test walks
 * the imports. Never rejects.
 */
export async function fetchImage({ plan }: FetchPart, scope: FetchScope): Promise<ImageResult> {
	const task: FetchTask = {
		plan,
		scope,
		request: { references: [], settings: plan.settings },
		startedAt: scope.effects.clock.now(),
	};
	try {
		const { generation, reply } = await findOrdered(task);
		if (generation.status === 'pending') {
			return { images: [stillPending(generation, reply, task)], failures: [] };
		}
		return await deliverAll(generation, reply, task);
	} catch (error) {
		return { images: [], failures: [asFetched(asFailure(error))] };
	}
}

async function deliverAll(
	{ images, facts, warnings }: Generation & { status: 'done' },
	reply: HttpReply | null,
	task: FetchTask,
): Promise<ImageResult> {
	const result: ImageResult = { images: [], failures: [] };
	for (const [index, image] of images.entries()) {
		try {
			const {
				stored,
				way,
				isFiltered,
				warnings: doubts,
			} = await deliver(
				image,
				{
					generationId: facts.id,
					isKept: true,
					destination: fetchedDestination({ index, of: images.length }, task),
					read: async (reply) => readReply(reply, task),
				},
				task,
			);
			const contentFiltered = facts.contentFiltered || isFiltered;
			result.images.push(
				finishedImage(
					{
						...whatIsKnown(reply, task),
						...addressOf(way, task),
						reviewRecommended: contentFiltered || warnings.length > 0,
						warnings: [...warnings, ...doubts],
						generation: { ...facts, contentFiltered },
					},
					stored,
				),
			);
		} catch (error) {
			result.failures.push(asFetched(asFailure(error)));
		}
	}
	return result;
}

function stillPending(
	{ facts, job }: Generation & { status: 'pending' },
	reply: HttpReply | null,
	task: FetchTask,
): FinishedImage {
	const { id, statusUrl } = shownJob(job, task.scope);
	const known = whatIsKnown(reply, task);
	return pendingItem(
		{
			...known,
			url: null,
			mimeType: null,
			reviewRecommended: false,
			generation: { ...facts, id },
		},
		statusUrl,
	);
}

function addressOf(way: FoundImage, { scope }: FetchTask): Pick<ImageFacts, 'url' | 'mimeType'> {
	return way.kind === 'url'
		? { url: scope.redact(way.url), mimeType: way.mimeType }
		: { url: null, mimeType: null };
}

/** Of the order nothing is known here. */
function whatIsKnown(
	reply: HttpReply | null,
	task: FetchTask,
): Omit<ImageFacts, 'url' | 'mimeType' | 'reviewRecommended' | 'generation'> {
	const { plan, scope, startedAt } = task;
	return {
		provider: plan.provider.name,
		operation: plan.operation,
		model: null,
		modelKey: null,
		modelName: null,
		prompt: null,
		aspectRatio: null,
		resolution: null,
		attempts: 0,
		durationMs: Math.round(scope.effects.clock.now() - startedAt),
		adjusted: null,
		fallbackFrom: null,
		...(plan.output.includeRawResponse ? { rawResponse: rawOf(reply, task) } : {}),
	};
}
