import { fileNameFor } from '../output/fileName';
import type { Destination } from '../output/storeImage';
import type { FetchTask, ImageTask } from './scope';

/** Place of an image among those of one reply, from 0. */
export interface PlaceInReply {
	place: number;
	of: number;
}

/** Where n8n puts the file of an image, and under which name. */
export function destinationOf(
	{ place, of }: PlaceInReply,
	{ plan, choice, identity, scope }: ImageTask,
): Destination {
	return {
		prepareBinaryData: scope.context.helpers.prepareBinaryData,
		maxFileSizeBytes: plan.maxFileSizeBytes,
		fileNameFor: ({ extension }) =>
			fileNameFor({
				wanted: plan.output.fileName,
				prompt: choice.request.prompt,
				model: plan.operation === 'compare' ? (choice.model.key ?? choice.model.id) : '',
				itemIndex: plan.itemIndex,
				imageNumber: identity.imageNumber,
				imagesAsked: plan.numberOfImages,
				placeInReply: place,
				imagesInReply: of,
				extension,
			}),
	};
}

/** As `destinationOf`, for an image of whose order nothing is known. */
export function fetchedDestination(
	{ place, of }: PlaceInReply,
	{ plan, scope }: FetchTask,
): Destination {
	return {
		prepareBinaryData: scope.context.helpers.prepareBinaryData,
		maxFileSizeBytes: plan.maxFileSizeBytes,
		fileNameFor: ({ extension }) =>
			fileNameFor({
				wanted: plan.output.fileName,
				prompt: '',
				model: '',
				itemIndex: plan.itemIndex,
				imageNumber: 0,
				imagesAsked: 1,
				placeInReply: place,
				imagesInReply: of,
				extension,
			}),
	};
}
