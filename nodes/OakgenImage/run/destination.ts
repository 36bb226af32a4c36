import type { Destination } from '../output/storeImage';
import type { ImageTask } from './scope';

/** Place of an image among those of one reply, from 0. */
export interface PlaceInReply {
	place: number;
	of: number;
}

/** Where n8n puts the file of an image, and under which name. */
export function destinationOf(
	place: PlaceInReply,
	{ plan, identity, scope }: ImageTask,
): Destination {
	return {
		prepareBinaryData: scope.context.helpers.prepareBinaryData,
		maxFileSizeBytes: plan.maxFileSizeBytes,
		fileNameFor: ({ extension }) => {
			const name = scope.fileNames.ofImage(plan, identity.imageNumber, place);
			return `${name}.${extension}`;
		},
	};
}
