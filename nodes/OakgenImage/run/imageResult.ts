import type { ImageFailure } from '../errors';
import type { FinishedImage } from '../output/item';

/** A reply with several images can be delivered in part. */
export interface ImageResult {
	images: FinishedImage[];
	/** One for each image that is missing. */
	failures: ImageFailure[];
}
