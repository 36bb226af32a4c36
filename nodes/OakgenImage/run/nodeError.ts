import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

import type { ImageFailure } from '../errors';
import { oneLine } from '../text/excerpt';
import { framesOf } from '../text/frames';
import { shortened } from '../text/shortened';
import type { Redact } from '../transport/redact';

/** Room for two addresses and the words around them. */
export const LONGEST_MESSAGE = 10_000;

/** The message as shown: without secrets, and with the item, counted from 0 as n8n does. */
export function failureMessage(failure: ImageFailure, itemIndex: number, redact: Redact): string {
	return `${cleanMessage(failure, redact)} [item ${itemIndex}]`;
}

/** The message without secrets, line breaks and excess. */
export function cleanMessage({ message }: ImageFailure, redact: Redact): string {
	return shortened(oneLine(redact(message)), LONGEST_MESSAGE);
}

/**
 * A failure as the error that n8n shows, with message, advice, HTTP code and item. Its stack names the
 * place that found the failure, not this one.
 */
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
	error.stack = redact(`${error.name}: ${message}\n${framesOf(failure)}`);
	return error;
}
