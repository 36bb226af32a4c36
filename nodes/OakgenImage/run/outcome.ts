import type {
	IExecuteFunctions,
	INodeExecutionData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import { cancelled, type ImageFailure } from '../errors';
import { errorItem, outputItems, type FinishedImage } from '../output/item';
import { describeRest } from './description';
import { resultsWanted, type ItemPart, type ItemRun } from './itemRun';
import { failureMessage, toNodeError } from './nodeError';
import type { Redact } from '../transport/redact';

/**
 * The failures of an item so far. A gallery shows what its models could not make, and so it fails only
 * when no image can come of it any more.
 */
export function failuresOf({ parts, isGallery, gallery }: ItemRun): ImageFailure[] {
	if (gallery && 'failure' in gallery) return [gallery.failure];
	const failures = parts.flatMap(namedFailures);
	if (!isGallery) return failures;
	if (parts.some(mayShow)) return [];
	// An image that was merely stopped must not hide one that may be billed.
	const told = withoutStopped(failures);
	const [first] = told.length > 0 ? told : failures;
	return first ? [first.withMessage(told.map(({ message }) => message).join('; '))] : [];
}

/** The failures of a part. In a comparison each begins with the model's name. */
function namedFailures(part: ItemPart): ImageFailure[] {
	if (part.kind === 'failed' || part.name === '') return partFailures(part);
	return partFailures(part).map((failure) =>
		failure.withMessage(`${part.name}: ${failure.message}`),
	);
}

export function partFailures(part: ItemPart): ImageFailure[] {
	return part.kind === 'failed' ? [part.failure] : part.results.flatMap(({ failures }) => failures);
}

function mayShow(part: ItemPart): boolean {
	if (part.kind === 'failed') return false;
	const settled = part.results.filter(Boolean);
	return settled.length < resultsWanted(part) || settled.some(({ images }) => images.length > 0);
}

/**
 * The error that ends a run in stop mode. As nothing is handed out then, its description tells of all
 * other images: those that failed too, and the addresses of those that are made.
 *
 * @returns null when every image is made
 */
export function firstFailure(
	context: IExecuteFunctions,
	items: ItemRun[],
	wasCancelled: boolean,
	redact: Redact,
): NodeApiError | NodeOperationError | null {
	const failed = items.flatMap((item) =>
		withoutStopped(failuresOf(item)).map((failure) => ({ failure, itemIndex: item.itemIndex })),
	);
	const unfinished = wasCancelled ? items.find((item) => !isFinished(item)) : undefined;
	// A cancelled run throws too: n8n retries an execution from the node that threw.
	if (unfinished) failed.unshift({ failure: cancelled(), itemIndex: unfinished.itemIndex });
	const [first, ...others] = failed;
	if (!first) return null;
	const error = toNodeError(context.getNode(), first.failure, first.itemIndex, redact);
	// The gallery would have told of these, but it is not handed out.
	const onCards = items
		.filter((item) => item.isGallery && failuresOf(item).length === 0)
		.flatMap(({ parts, itemIndex }) =>
			withoutStopped(parts.flatMap(namedFailures)).map((failure) => ({ failure, itemIndex })),
		);
	const also = [...others, ...onCards].map(({ failure, itemIndex }) =>
		failureMessage(failure, itemIndex, redact),
	);
	const made = items.flatMap(({ parts }) => parts.flatMap(imagesOf));
	const addresses = made.flatMap(({ json: { url } }) => (typeof url === 'string' ? [url] : []));
	const rest = describeRest({ made: made.length, wasCancelled, addresses, failures: also });
	error.description = [error.description, rest].filter(Boolean).join(' ');
	return error;
}

function isFinished({ parts }: ItemRun): boolean {
	return parts.every((part) => {
		if (part.kind === 'failed') return true;
		const made = part.results.filter(({ failures }) => failures.length === 0);
		return made.length === resultsWanted(part);
	});
}

export function imagesOf(part: ItemPart): FinishedImage[] {
	return part.kind === 'failed' ? [] : part.results.flatMap(({ images }) => images);
}

/** Images and failures in the order of the input. */
export function toOutput(items: ItemRun[], redact: Redact): INodeExecutionData[] {
	return items.flatMap((item) => {
		const { itemIndex, parts, isGallery, gallery } = item;
		const errorItems = (failures: ImageFailure[]) =>
			withoutStopped(failures).map((failure) =>
				errorItem(failureMessage(failure, itemIndex, redact), itemIndex),
			);
		if (gallery && 'output' in gallery) return [gallery.output];
		const isEmpty = parts.every((part) => imagesOf(part).length === 0);
		if (isGallery && isEmpty) return errorItems(failuresOf(item));
		let index = 0;
		return parts.flatMap((part) => {
			const images =
				part.kind === 'failed'
					? []
					: outputItems(imagesOf(part), itemIndex, part.plan.output, index);
			index += images.length;
			return [...images, ...errorItems(namedFailures(part))];
		});
	});
}

/** Drops images that were merely stopped, by the user or by another's failure: they explain nothing. */
function withoutStopped(failures: ImageFailure[]): ImageFailure[] {
	return failures.filter(({ source }) => source !== 'cancelled');
}
