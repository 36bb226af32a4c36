import { asFailure } from '../errors';
import { NO_FACTS } from '../providers/noFacts';
import type { Generation, PendingJob } from '../providers/types';
import type { HttpReply } from '../transport/types';
import { cleanFacts } from './cleanFacts';
import type { Reading } from './scope';

/** No provider makes this many at a time; a reply with more is broken or hostile. */
export const MOST_IMAGES_PER_REPLY = 100;

/** A reply to the paid request or to a poll, read; null when it came in an earlier run. */
export interface Answer {
	generation: Generation;
	reply: HttpReply | null;
}

/**
 * Providers quote what they got, so what they say is cleaned before it goes anywhere.
 *
 * @param job that was asked for; null when the reply is one to an order
 */
export function readReply(
	reply: HttpReply,
	{ plan, request, scope }: Reading,
	job: PendingJob | null = null,
): Generation {
	try {
		const generation = plan.provider.toGeneration(reply, request, {
			baseUrl: scope.baseUrl,
			job,
		});
		return { ...generation, facts: cleanFacts(generation.facts, scope.redact) };
	} catch (error) {
		// It is paid for all the same, so it must not look like a request that was never accepted.
		const excerpt = `it cannot be read (${asFailure(error).message})`;
		return { status: 'unclear', facts: NO_FACTS, excerpt, isDone: false };
	}
}

/** Room for two images as base64, and for what is said around them. */
export function maxReplyBytes({ plan }: Pick<Reading, 'plan'>): number {
	return Math.ceil((plan.maxFileSizeBytes * 4) / 3) * 2 + 1024 * 1024;
}
