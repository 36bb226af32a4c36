import { finishedImage, type FinishedImage, type ImageFacts } from './item';

/** The word in `status`; an image that is there has no such key. */
const PENDING = 'pending';

/** What was ordered and is not made yet: the keys of an image, and where it can be asked for. */
export function pendingItem(facts: ImageFacts, statusUrl: string | null): FinishedImage {
	const { json } = finishedImage(facts, null);
	return { json: { status: PENDING, statusUrl, ...json }, binary: null };
}
