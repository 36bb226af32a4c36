import type { PendingJob } from '../providers/types';
import { shownAddress } from '../transport/addresses';

/**
 * The same within a message, which On Error = continue and mails about failures hand on alone. Stands
 * behind a word such as "billed".
 */
export function fetchedBy({ id, statusUrl }: Omit<PendingJob, 'resultUrl'>): string {
	if (id === null && statusUrl === null) return '';
	return `: Get an Image fetches it by ${id === null ? 'its Status URL' : 'this ID'}`;
}

/** How to have an image that is paid for without the execution that ordered it. */
export function collectLater({ id, statusUrl }: Omit<PendingJob, 'resultUrl'>): string {
	const fields = [
		...(id === null ? [] : [`Job ID ${id}`]),
		...(statusUrl === null ? [] : [`Status URL ${shownAddress(statusUrl)}`]),
	];
	if (fields.length === 0) return '';
	return ` Or collect it in any workflow, which never pays: operation Get an Image, ${fields.join(', ')}.`;
}
