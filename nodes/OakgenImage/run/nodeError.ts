import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

import { ImageFailure } from '../errors';
import { oneLine } from '../providers/excerpt';
import { shortened } from '../shortened';
import type { Redact } from './redact';

/** Any thrown value as a failure with a sentence; errors that the node did not foresee included. */
export function asFailure(error: unknown): ImageFailure {
	if (error instanceof ImageFailure) return error;
	const message = error instanceof Error ? error.message : String(error);
	return new ImageFailure({
		source: 'input',
		message,
		advice: 'Check the parameters of this node and the data of this item.',
	});
}

/** Room for two addresses and the words around them. */
export const LONGEST_MESSAGE = 10_000;

/** The message as shown: without secrets, and with the item, counted from 0 as n8n does. */
export function failureMessage(failure: ImageFailure, itemIndex: number, redact: Redact): string {
	const message = shortened(oneLine(redact(failure.message)), LONGEST_MESSAGE);
	return `${message} [item ${itemIndex}]`;
}

/** A failure as the error that n8n shows, with message, advice, HTTP code and item. */
export function toNodeError(
	node: INode,
	failure: ImageFailure,
	itemIndex: number,
	redact: Redact,
): NodeApiError | NodeOperationError {
	const message = failureMessage(failure, itemIndex, redact);
	const description = redact(failure.advice);
	const error =
		failure.source === 'provider'
			? new NodeApiError(
					node,
					{ message, description },
					{
						message,
						description,
						itemIndex,
						...(failure.httpCode === undefined ? {} : { httpCode: failure.httpCode }),
					},
				)
			: new NodeOperationError(node, message, { description, itemIndex });
	// n8n replaces messages in which it finds an error code such as ENOENT.
	error.message = message;
	error.description = description;
	return error;
}
