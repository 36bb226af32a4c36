import { providerFailure, type ImageFailure } from '../errors';
import { OTHER_ORDER } from '../providers/evidence/assumptions';
import type { Provider } from '../providers/types';
import { LOOK_FIRST } from '../runAgain';
import type { Rejected } from '../transport/attempts';
import { MAY_BE_BILLED } from './failures';

/**
 * A refusal because an order was sent under the same key and with another body, such as the address of
 * another execution to call: that order has arrived. Kept without its key, it can be made anew.
 *
 * @returns null when the refusal is about something else
 */
export function keyConflict({ outcome }: Rejected, provider: Provider): ImageFailure | null {
	if (outcome?.kind !== 'reply') return null;
	const { reply } = outcome;
	const words = provider.errorText(reply);
	const isRefused = reply.status >= 400 && reply.status < 500;
	if (!isRefused || !/idempoten/i.test(words) || !OTHER_ORDER.test(words)) return null;
	return providerFailure({
		message: `${provider.label} has had an order for this image under the same key, with other content (HTTP ${reply.status}): ${words}; ${MAY_BE_BILLED}`,
		advice: LOOK_FIRST,
		httpCode: reply.status,
	});
}
