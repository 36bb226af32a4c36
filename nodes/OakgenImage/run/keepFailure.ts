import type { ImageFailure } from '../errors';
import { failedImage, type LedgerEntry, type PaidJob } from '../paid/entry';
import type { ImageTask } from './scope';

/**
 * Nobody knows what was paid here: this execution does not order the image again by itself.
 *
 * @param pending what can be asked for, or read anew, when the execution is retried
 */
export function keepFailure(
	failure: ImageFailure,
	known: Pick<LedgerEntry, 'facts' | 'attempts' | 'orderKey'>,
	{ identity, fallbackFrom, scope }: ImageTask,
	pending: PaidJob | null = null,
): void {
	const images = [failedImage(failure, scope.redact)];
	scope.ledger.keep(identity, { ...known, fallbackFrom, pending, images });
}
