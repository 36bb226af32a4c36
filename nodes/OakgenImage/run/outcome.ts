import type {
	IExecuteFunctions,
	INodeExecutionData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import { cancelled, type ImageFailure } from '../errors';
import { errorItem, outputItems } from '../output/item';
import type { ItemWork, PlannedItem } from './itemWork';
import type { TaskResult } from './makeImage';
import { failureMessage, toNodeError } from './nodeError';
import type { Redact } from './redact';

/**
 * In stop mode nothing is handed out, so the error also says what became of the other images.
 *
 * @returns null when every image is made
 */
export function firstFailure(
	context: IExecuteFunctions,
	works: ItemWork[],
	wasCancelled: boolean,
	redact: Redact,
): NodeApiError | NodeOperationError | null {
	const failed = works.flatMap(({ plan, results }) =>
		failuresOf(results).map((failure) => ({ failure, itemIndex: plan.itemIndex })),
	);
	const unfinished = wasCancelled ? works.find((work) => !isFinished(work)) : undefined;
	// Only a node that throws is run again when the execution is retried.
	if (unfinished) failed.unshift({ failure: cancelled(), itemIndex: unfinished.plan.itemIndex });
	const [first, ...others] = failed;
	if (!first) return null;
	const error = toNodeError(context.getNode(), first.failure, first.itemIndex, redact);
	const also = others.map(({ failure, itemIndex }) => failureMessage(failure, itemIndex, redact));
	error.description = [error.description, madeImages(works), ...also].filter(Boolean).join(' ');
	return error;
}

function isFinished({ plan, results }: ItemWork): boolean {
	const finished = results.filter(({ failures }) => failures.length === 0);
	return finished.length === plan.numberOfImages;
}

function madeImages(works: ItemWork[]): string {
	const made = works.flatMap(({ results }) => results.flatMap(({ images }) => images));
	if (made.length === 0) return '';
	const urls = made.map(({ json }) => json.url).filter((url) => typeof url === 'string');
	const addresses = urls.length === 0 ? '' : ` Their addresses: ${urls.join(' ')}`;
	return `${made.length} other image(s) of this run are made; a retry hands them out and does not pay for them again.${addresses}`;
}

/** Images and failures in the order of the input. */
export function toOutput(items: PlannedItem[], redact: Redact): INodeExecutionData[] {
	return items.flatMap((item, itemIndex) => {
		const toErrorItem = (failure: ImageFailure) =>
			errorItem(failureMessage(failure, itemIndex, redact), itemIndex);
		if ('failure' in item) return [toErrorItem(item.failure)];
		const { plan, results } = item.work;
		const images = results.flatMap(({ images }) => images);
		return [
			...outputItems(images, itemIndex, plan.output.binaryProperty),
			...failuresOf(results).map(toErrorItem),
		];
	});
}

function failuresOf(results: TaskResult[]): ImageFailure[] {
	// Images that were merely stopped, by another one's failure or by the user, explain nothing.
	return results.flatMap(({ failures }) => failures).filter(({ source }) => source !== 'cancelled');
}
