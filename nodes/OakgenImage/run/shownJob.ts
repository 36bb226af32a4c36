import type { PendingJob } from '../providers/types';
import { joinUrl, parseUrl } from '../transport/addresses';
import type { RunScope } from './scope';

/** What an item says of a job, so that it can be asked for later, by whichever node. */
export function shownJob(
	{ id, statusUrl }: PendingJob,
	{ baseUrl, keepable, redact }: Pick<RunScope, 'baseUrl' | 'keepable' | 'redact'>,
): { id: string | null; statusUrl: string | null } {
	const address =
		statusUrl === null ? null : (parseUrl(statusUrl, joinUrl(baseUrl, ''))?.href ?? statusUrl);
	return {
		id: id === null ? null : keepable(id),
		statusUrl: address === null ? null : redact(address),
	};
}
