import type { ImageFailure, LossCause } from '../errors';
import type { FallbackReason } from '../operations/plan';
import type { FinishedImage } from '../output/item';
import type { FoundImage, GenerationFacts, PendingJob } from '../providers/types';

export type ImageAddress = Extract<FoundImage, { kind: 'url' }>;

/**
 * What became of an image that is paid for: it is stored, its address is known, or it failed. An
 * entry never holds bytes, unless n8n keeps files in the execution's data.
 */
export type PaidImage =
	| { kind: 'finished'; image: FinishedImage }
	/** Gone: the address refused when an earlier execution asked. */
	| (ImageAddress & { isGone?: boolean })
	| {
			kind: 'failed';
			message: string;
			advice: string;
			httpCode: string | null;
			loss?: LossCause | undefined;
	  };

/** A job that was not seen to end, and what its first reply said. */
export interface PaidJob {
	job: PendingJob;
	/** Held back: nobody knows yet whether they are the result. */
	images: ImageAddress[];
	excerpt: string;
	/** The reply itself, to be read anew once Image URL Path is set; null when it is too long. */
	reply: string | null;
	/** The provider did not know it, or told nothing of it that could be read, until the execution ended. */
	isLost?: boolean;
}

/** What is known of one paid request: its job while that runs, then its images. */
export interface LedgerEntry {
	executionId: string;
	facts: GenerationFacts;
	/** HTTP requests that it took. */
	attempts: number;
	/** Models that were to make it before; null for the first. */
	fallbackFrom: FallbackReason[] | null;
	pending: PaidJob | null;
	images: PaidImage[];
	/** Idempotency key under which the order is sent again when nothing of it can be handed out. */
	orderKey?: string;
	/** The order was answered, so whoever runs the node again may send it under its key. */
	isRepeatable?: boolean;
	/** What is not certain of the images, for when they are fetched by a later run. */
	warnings?: string[];
}

/** @param redact removes what must not lie in n8n's database */
export function failedImage(
	{ message, advice, httpCode, loss }: ImageFailure,
	redact: (text: string) => string,
): PaidImage {
	return {
		kind: 'failed',
		message: redact(message),
		advice: redact(advice),
		httpCode: httpCode ?? null,
		...(loss !== undefined && { loss }),
	};
}
