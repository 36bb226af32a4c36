import { providerFailure, type ImageFailure } from '../errors';
import type { FetchPlan } from '../operations/plan';
import { PROVIDERS } from '../providers';
import type { JobProvider, PendingJob } from '../providers/types';
import { adviceOfFetch } from './adviceOfFetch';
import { statusText } from './statusText';
import { heldAddresses, nameOf } from './jobFailures';
import type { Pending } from './jobReader';
import type { Unsettled } from '../transport/poll';

/** Statuses that say that there is no such job, or no longer. */
const GONE = [404, 410];

/** Statuses that are about the account or the key: the advice is the one of every other request. */
const OF_ACCOUNT = [401, 402, 403, 429];

/** Nothing can be learned of a job: the provider does not know it, or does not let it be asked for. */
export function unknownOrLost(
	{ kind, trouble, status }: Unsettled,
	job: PendingJob,
	provider: JobProvider,
): ImageFailure {
	const { label } = provider;
	const name = nameOf(job);
	const hint = otherProviderHint(job.id, provider);
	if (status !== null && GONE.includes(status)) {
		return providerFailure({
			message: `${label} does not know job ${name}: ${trouble}`,
			advice: `${hint}${provider.unknownJobAdvice}`,
			httpCode: status,
		});
	}
	const advice =
		kind === 'tooLarge'
			? 'Raise Max File Size in the options.'
			: status !== null && OF_ACCOUNT.includes(status)
				? statusText(status, label, 'settled', { words: trouble, isPage: false }).advice
				: `Check ${['Job ID', 'Status URL', ...provider.replyOptions.map(({ displayName }) => displayName)].join(', ')}.`;
	return providerFailure({
		message: `${label} cannot be asked for job ${name}: ${trouble}`,
		advice: `${hint}${advice}`,
		httpCode: status,
	});
}

/** A job that runs on, or of which no answer came. */
export function unanswered(
	trouble: string,
	pending: Pending,
	{ provider, waitMs }: { provider: JobProvider; waitMs: FetchPlan['waitMs'] },
): ImageFailure {
	const { label } = provider;
	const name = nameOf(pending.job);
	const last = trouble === '' ? '' : `; last answer: ${trouble}`;
	if (waitMs === 0) {
		return providerFailure({
			message: `${label} could not be asked for job ${name}${last}`,
			advice: 'The image is kept meanwhile.',
		});
	}
	return providerFailure({
		message: `${label} did not finish job ${name} within Total Timeout${last}${heldAddresses(pending)}`,
		advice:
			'Raise Total Timeout in the options. With Total Timeout 0 a job that is not done is handed out as an item with the status pending.',
	});
}

/** What the id looks like, as far as that is known. */
function otherProviderHint(id: string | null, { name, label, jobIdLook }: JobProvider): string {
	if (id === null) return '';
	const other = PROVIDERS.find((one) => one.name !== name && one.jobIdLook?.test(id));
	if (other) return `The ID looks like one of ${other.label}: set Provider to it. `;
	return jobIdLook === null || jobIdLook.test(id)
		? ''
		: `The ID does not look like one of ${label}: check Provider. `;
}

/** A reply that came by other means, and in which there is neither an image nor a job. */
export function noImageInReply(excerpt: string, { label }: JobProvider): ImageFailure {
	return providerFailure({
		message: `Reply contains neither an image of ${label} nor a job that could be asked for: ${excerpt}`,
		advice:
			'Check that Reply is the whole reply of the provider, and Provider the one that sent it. If the reply has the address of the image, name its place in the option Image URL Path.',
	});
}

/** What is said of orders, too, in the words that fit here: nothing is ordered, whatever is run again. */
export function asFetched(failure: ImageFailure): ImageFailure {
	return failure.source === 'provider'
		? failure.withAdvice(adviceOfFetch(failure.advice))
		: failure;
}
