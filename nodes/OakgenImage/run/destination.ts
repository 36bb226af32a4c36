import type { Destination } from '../output/storeImage';
import type { PlaceInReply } from './fileNames';
import type { FetchTask, ImageTask } from './scope';

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

/** As `destinationOf`, for an image of whose order nothing is known. */
export function fetchedDestination(place: PlaceInReply, { plan, scope }: FetchTask): Destination {
	return {
		prepareBinaryData: scope.context.helpers.prepareBinaryData,
		maxFileSizeBytes: plan.maxFileSizeBytes,
		fileNameFor: ({ extension }) => `${scope.fileNames.ofImage(plan, 0, place)}.${extension}`,
	};
}
