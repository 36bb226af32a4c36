import { createHash } from 'crypto';
import type { IContextObject } from 'n8n-workflow';

import { field, textField } from '../text/json';

const CONTEXT_NAME = 'orderSeed';

/**
 * What the idempotency keys of an execution are made from, noted in the node's context.
 *
 * Where n8n saved nothing of the node (Stop, a killed process), a retried execution begins with what
 * its first one began with, so it orders under the same keys. Where the context was saved, the ledger
 * knows each order that may have been taken, and its key; all others were refused, and a provider
 * that repeats its answers by key would refuse them for ever: they get new keys.
 *
 * @param own of this execution; n8n 2.20 and later hand it on to a retried one
 */
export function orderSeed(context: IContextObject, executionId: string, own: string): string {
	const saved = context[CONTEXT_NAME];
	const known = textField(saved, 'seed');
	const isSame = field(saved, 'executionId') === executionId;
	const seed = known === null ? own : isSame ? known : successorOf(known);
	context[CONTEXT_NAME] = { executionId, seed };
	return seed;
}

/** The execution that noted the seed, or null. */
export function executionIn(context: IContextObject): string | null {
	return textField(context[CONTEXT_NAME], 'executionId');
}

/** The same for every retry of one execution. */
function successorOf(seed: string): string {
	return createHash('sha256').update(`retry of ${seed}`).digest('hex');
}
