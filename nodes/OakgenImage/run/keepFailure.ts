import type { ImageFailure } from '../errors';
import { failedImage, type LedgerEntry } from '../paid/entry';
import type { ImageTask } from './scope';

/** Nobody knows what was paid here: this execution does not order the image again by itself. */
export function keepFailure(
	failure: ImageFailure,
	known: Pick<LedgerEntry, 'facts' | 'attempts'>,
	{ identity, fallbackFrom, scope }: ImageTask,
): void {
	const images = [failedImage(failure, scope.redact)];
	scope.ledger.keep(identity, { ...known, fallbackFrom, pending: null, images });
}
