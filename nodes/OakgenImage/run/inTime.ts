import { providerFailure } from '../errors';
import type { Effects } from '../transport/attempts';
import { beforeDeadline, type GivenUp } from '../transport/clock';

/**
 * Waits for n8n's storage, which can hang like any other service, but not for ever.
 *
 * @throws ImageFailure when it does not answer in time, or the execution is cancelled
 */
export async function inTime<T>(
	work: Promise<T>,
	patienceMs: number,
	{ clock, cancellation }: Effects,
): Promise<T> {
	const done = work.then((value): { value: T } | { why: GivenUp } => ({ value }));
	const deadline = clock.now() + patienceMs;
	const outcome = await beforeDeadline(clock, done, deadline, (why) => ({ why }), cancellation);
	if ('value' in outcome) return outcome.value;
	const reason =
		outcome.why === 'late'
			? 'did not answer in time'
			: 'had not answered when the run was canceled';
	throw providerFailure({
		message: `n8n’s storage of binary data ${reason}`,
		advice: 'Retry the execution when the storage works. What is paid for is not ordered again.',
		loss: 'storage',
	});
}
