import type { PaidJob } from '../paid/entry';
import { withoutEncodedData } from '../text/excerpt';
import { canBeAsked } from '../providers/evidence/job';
import type { Generation, PendingJob } from '../providers/types';
import type { HttpReply } from '../transport/types';
import { keepableJob } from './keepable';
import { readReply } from './readReply';
import type { ImageTask, OrderTask } from './scope';

/** Characters of a reply, without image data, that the ledger keeps. */
const LONGEST_KEPT = 32 * 1024;

/** A reply as the ledger keeps it: without secrets and image data; null when it is too long. */
export function keptReply(reply: HttpReply | null, { scope }: ImageTask): string | null {
	if (reply === null || reply.body.length > LONGEST_KEPT * 32) return null;
	const text = scope.keepable(withoutEncodedData(reply.body.toString('utf8')));
	return text.length > LONGEST_KEPT ? null : text;
}

/** What is kept of a reply in which no image was found, so that no retry has to pay again. */
export function keptJob(
	generation: Generation,
	reply: HttpReply | null,
	job: PendingJob | null,
	task: ImageTask,
): PaidJob | null {
	const text = keptReply(reply, task);
	const { id } = generation.facts;
	const known = job ?? { id, statusUrl: null, resultUrl: null };
	const isKnown = canBeAsked(known) || known.resultUrl !== null;
	if (text === null && !isKnown) return null;
	const excerpt = 'excerpt' in generation ? generation.excerpt : '';
	const images = 'images' in generation ? generation.images : [];
	return keepableJob({ job: known, images, excerpt, reply: text }, task.scope);
}

/**
 * The reply that an earlier run could not use, read with what is set now: Image URL Path may lead to
 * the image.
 */
export function readAgain({ reply, job }: PaidJob, task: OrderTask): Generation | null {
	if (reply === null) return null;
	const known = canBeAsked(job) ? job : null;
	return readReply({ status: 200, headers: {}, body: Buffer.from(reply) }, task, known);
}
