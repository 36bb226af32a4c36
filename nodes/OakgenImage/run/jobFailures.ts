import { CANCELED, providerFailure, type ImageFailure } from '../errors';
import {
	AFTER_STOP,
	LOOK_FIRST,
	NOT_MADE,
	RETRY,
	RETRY_ASKS_ONCE_MORE,
	RETRY_FETCHES,
} from '../runAgain';
import { excerptOf, isWebPage } from '../text/excerpt';
import type { Generation, JobProvider, PendingJob } from '../providers/types';
import { shownAddress } from '../transport/addresses';
import type { HttpReply } from '../transport/types';
import { collectLater, fetchedBy } from './collectLater';
import { lossOf, MAY_BE_BILLED, MOST_JUDGED } from './failures';
import { isModelsFault } from './modelsFault';
import { usedUpText, webPageText } from './refusalTexts';
import { statusText } from './statusText';
import type { Unsettled } from '../transport/poll';

/** A generation that ended, or cannot be followed further, without an image. */
export function noImage(
	generation: Generation,
	reply: HttpReply | null,
	provider: JobProvider,
): ImageFailure {
	const { label } = provider;
	const { id } = generation.facts;
	const job = id === null ? '' : ` (id ${id})`;
	switch (generation.status) {
		case 'failed': {
			const account = reply && accountText(reply, generation.reason, provider);
			if (account) return account;
			return providerFailure({
				message: `${label} made no image${job}: ${generation.reason}`,
				advice: `If the prompt or a reference image was refused, change it. The node does not order a failed generation again by itself. ${RETRY}`,
				isModelsFault: isModelsFault(
					null,
					reply ? excerptOf(reply.body, MOST_JUDGED) : generation.reason,
				),
			});
		}
		case 'done':
			return providerFailure({
				message: `The reply of ${label}${job} lists ${generation.images.length} images, which cannot be right; ${MAY_BE_BILLED}`,
				advice: LOOK_FIRST,
				loss: 'unreadable',
			});
		case 'pending':
		case 'unclear': {
			if (reply && isWebPage(reply.body)) return webPage(reply, provider);
			const { excerpt } = generation;
			return providerFailure({
				message: `The reply of ${label}${job} contains no image that this node can find: ${excerpt}; ${MAY_BE_BILLED}`,
				advice: `If the reply has the address of the image, name its place in the option Image URL Path. ${LOOK_FIRST}`,
				loss: 'unreadable',
			});
		}
	}
}

function webPage({ body }: HttpReply, { label }: JobProvider): ImageFailure {
	const { what, advice } = webPageText(label);
	return providerFailure({
		message: `${what}: ${excerptOf(body)}; ${MAY_BE_BILLED}`,
		advice: `${advice} ${LOOK_FIRST}`,
		loss: 'unreadable',
	});
}

/** A failure in words that is about the account: the advice is that of the HTTP status it means. */
function accountText(reply: HttpReply, reason: string, provider: JobProvider): ImageFailure | null {
	const { label } = provider;
	const status = provider.statusOf(reply);
	if (status === reply.status || ![401, 402, 403, 404, 429].includes(status)) return null;
	const isFinalLimit = provider.isFinalLimit(reply);
	const { what, advice } =
		status !== 402 && isFinalLimit
			? usedUpText(label)
			: statusText(status, label, 'settled', { words: reason, isPage: false });
	return providerFailure({
		message: `${what}: ${reason}`,
		advice: `${NOT_MADE} ${advice} ${RETRY}`,
		httpCode: status,
		// In an answer about a job, what is not found need not be the model.
		isModelsFault: isModelsFault(
			status === 404 ? null : status,
			excerptOf(reply.body, MOST_JUDGED),
		),
		loss: lossOf(status, isFinalLimit),
	});
}

/** A job that was started and not seen to end. Names it, so that a paid image can still be fetched. */
export function unfinishedJob(
	answer: Unsettled,
	pending: Generation & { status: 'pending' },
	{ label }: Pick<JobProvider, 'label'>,
): ImageFailure {
	const { job, excerpt } = pending;
	const name = nameOf(job);
	const trouble = answer.trouble === '' ? '' : `; last answer: ${answer.trouble}`;
	const first = excerpt === '' ? '' : `; its first reply was: ${excerpt}`;
	const held = heldAddresses(pending);
	if (answer.kind === 'late') {
		return providerFailure({
			message: `${label} did not finish job ${name} within Total Timeout${trouble}${held}; ${MAY_BE_BILLED}${fetchedBy(job)}`,
			advice: `For slow models raise Total Timeout in the options. Your ${label} account shows the image under this id.${held === '' ? '' : CHOOSE_PLACE} ${RETRY_FETCHES}${collectLater(job)}`,
		});
	}
	if (answer.kind === 'tooLarge') {
		return providerFailure({
			message: `What ${label} answers about job ${name} is too large${trouble}; ${MAY_BE_BILLED}${fetchedBy(job)}`,
			advice: `Raise Max File Size in the options. ${RETRY_FETCHES}${collectLater(job)}`,
			loss: 'unreadable',
		});
	}
	return providerFailure({
		message: `${label} started job ${name}, but it cannot be followed${trouble}${held}${first}; ${MAY_BE_BILLED}`,
		advice: `If jobs are found at another address, set the option Status Path; if the first reply has the image already, set Image URL Path. ${RETRY_ASKS_ONCE_MORE}${collectLater(job)}`,
		httpCode: answer.status,
		loss: 'untraceable',
	});
}

const CHOOSE_PLACE =
	' If one of the pictures is the finished one, name its place in the reply in the option Image URL Path: the next try hands it out, whatever the state says.';

/** A message has room for some. */
const MOST_NAMED = 3;

/** Pictures that a job shows in a state that is not known to be its end: previews, inputs, or the result. */
export function heldAddresses({ images }: Generation & { status: 'pending' }): string {
	const urls = images.flatMap((image) => (image.kind === 'url' ? [shownAddress(image.url)] : []));
	if (urls.length === 0) return '';
	return `; it shows pictures that may not be final: ${urls.slice(0, MOST_NAMED).join(' ')}`;
}

/** What the job is called in a message. */
export function nameOf({ id, resultUrl, statusUrl }: PendingJob): string {
	const address = resultUrl ?? statusUrl;
	return id ?? (address === null ? 'without an id' : shownAddress(address));
}

export function cancelledJob(
	{ job }: { job: PendingJob },
	{ label }: Pick<JobProvider, 'label'>,
): ImageFailure {
	return providerFailure({
		message: `${CANCELED} before ${label} finished job ${nameOf(job)}; ${MAY_BE_BILLED}${fetchedBy(job)}`,
		advice: `Your ${label} account shows the image under this id. ${AFTER_STOP}${collectLater(job)}`,
	});
}
