import type { FinishedImage, ImageFacts } from '../output/item';
import { pendingItem } from '../output/pendingItem';
import type { GenerationFacts, PendingJob } from '../providers/types';
import type { JobStart } from './jobReader';
import { keepableJob } from './keepable';
import { keptReply } from './keptReply';
import { orderedFacts } from './orderedFacts';
import type { ImageTask, OrderTask } from './scope';
import { shownJob } from './shownJob';

/** A job that is paid for and handed out without waiting for it. */
export interface PendingOrder {
	job: PendingJob;
	facts: GenerationFacts;
	/** Paid HTTP requests that it took. */
	attempts: number;
	/** The reply that told of it, where it is wanted. */
	rawResponse: ImageFacts['rawResponse'];
}

/** The job as an item, for Get an Image to collect later. */
export function pendingImage(
	{ job, facts, attempts, rawResponse }: PendingOrder,
	task: ImageTask,
): FinishedImage {
	const { plan, choice, scope } = task;
	const { id, statusUrl } = shownJob(job, scope);
	return pendingItem(
		{
			...orderedFacts(task, attempts),
			url: null,
			mimeType: null,
			reviewRecommended: choice.model.entry?.tier === 'draft',
			generation: { ...facts, id },
			...(plan.output.includeRawResponse ? { rawResponse } : {}),
		},
		statusUrl,
	);
}

/** Notes the job, so that running the node again hands it out and does not order anew. */
export function keepPending({ generation, reply, attempts }: JobStart, task: OrderTask): void {
	const { scope, identity, fallbackFrom } = task;
	const { facts, job, images, excerpt } = generation;
	const kept = keptReply(reply, task);
	scope.ledger.keep(identity, {
		facts,
		attempts,
		fallbackFrom,
		images: [],
		pending: keepableJob({ job, images, excerpt, reply: kept }, scope),
	});
}
