import { RETRY_FETCHES } from '../runAgain';
import { providerFailure } from '../errors';
import type { Effects } from '../transport/attempts';
import { beforeDeadline } from '../transport/clock';

/**
 * Waits for n8n's storage, which can hang like any other service, but not for ever.
 *
 * @throws ImageFailure when it does not answer in time
 */
export async function inTime<T>(
	work: Promise<T>,
	patienceMs: number,
	{ clock }: Effects,
): Promise<T> {
	return await beforeDeadline(clock, work, { deadline: clock.now() + patienceMs, onGivenUp: late });
}

function late(): never {
	throw providerFailure({
		message: 'n8n’s storage of binary data did not answer in time',
		advice: `See that n8n’s storage of binary data works. ${RETRY_FETCHES}`,
		loss: 'storage',
	});
}
