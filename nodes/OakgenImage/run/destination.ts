import type { PositionInReply } from '../output/fileNames';
import type { Destination } from '../output/storeImage';
import type { FetchTask, ImageTask } from './scope';

/** Where n8n puts the file of an image, and under which name. */
export function destinationOf(
	position: PositionInReply,
	{ plan, identity, scope }: ImageTask,
): Destination {
	return {
		prepareBinaryData: scope.context.helpers.prepareBinaryData,
		maxFileSizeBytes: plan.maxFileSizeBytes,
		fileNameFor: ({ extension }) => {
			const name = scope.fileNames.ofImage(plan, identity.imageNumber, position);
			return `${name}.${extension}`;
		},
	};
}

/** As `destinationOf`, for an image of whose order nothing is known. */
export function fetchedDestination(
	position: PositionInReply,
	{ plan, scope }: FetchTask,
): Destination {
	return {
		prepareBinaryData: scope.context.helpers.prepareBinaryData,
		maxFileSizeBytes: plan.maxFileSizeBytes,
		fileNameFor: ({ extension }) => `${scope.fileNames.ofImage(plan, 0, position)}.${extension}`,
	};
}
