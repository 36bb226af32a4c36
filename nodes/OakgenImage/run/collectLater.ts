import type { PendingJob } from '../providers/types';
import { shownAddress } from '../transport/addresses';

/** How to have an image that is paid for without the execution that ordered it. */
export function collectLater({ id, statusUrl }: Omit<PendingJob, 'resultUrl'>): string {
	const fields = [
		...(id === null ? [] : [`Job ID ${id}`]),
		...(statusUrl === null ? [] : [`Status URL ${shownAddress(statusUrl)}`]),
	];
	if (fields.length === 0) return '';
	return ` Or collect it in any workflow, which never pays: operation Get an Image, ${fields.join(', ')}.`;
}
