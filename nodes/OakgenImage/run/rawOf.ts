import type { DeliveryPlan } from '../operations/plan';
import type { ImageFacts } from '../output/item';
import { cleanCopy } from '../text/cleanCopy';
import { parseJson } from '../text/json';
import type { HttpReply } from '../transport/types';
import type { RunScope } from './scope';

interface Wanting {
	plan: Pick<DeliveryPlan, 'output'>;
	scope: Pick<RunScope, 'redact'>;
}

/** A reply that is no JSON, such as raw image bytes, has nothing to show. */
export function rawOf(
	reply: HttpReply | null,
	{ plan, scope }: Wanting,
): ImageFacts['rawResponse'] {
	if (!plan.output.includeRawResponse || reply === null) return null;
	return cleanCopy(parseJson(reply.body) ?? null, scope.redact);
}
