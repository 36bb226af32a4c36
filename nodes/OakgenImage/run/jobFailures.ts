import { CANCELED, providerFailure, type ImageFailure } from '../errors';
import { excerptOf } from '../text/excerpt';
import type { Generation, PendingJob, Provider } from '../providers/types';
import { shownAddress } from '../transport/addresses';
import type { HttpReply } from '../transport/types';
import { lossOf, MAY_BE_BILLED, MOST_JUDGED, RETRY, statusText } from './failures';
import { isModelsFault } from './modelsFault';
import { usedUpText } from './refusalTexts';

/** A generation that ended, or cannot be followed further, without an image. */
export function noImage(
	generation: Generation,
	reply: HttpReply | null,
	provider: Provider,
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
				advice:
					'If the prompt or a reference image was refused, change it. The node itself does not order a failed generation again; n8n’s Retry On Fail does.',
				isModelsFault: isModelsFault(
					null,
					reply ? excerptOf(reply.body, MOST_JUDGED) : generation.reason,
				),
			});
		}
		case 'done':
			return providerFailure({
				message: `The reply of ${label}${job} lists ${generation.images.length} images, which cannot be right; ${MAY_BE_BILLED}`,
				advice: 'Look into your account to see what was made.',
				loss: 'unreadable',
			});
		case 'pending':
		case 'unclear': {
			const { excerpt } = generation;
			return providerFailure({
				message: `The reply of ${label}${job} contains no image that this node can find: ${excerpt}; ${MAY_BE_BILLED}`,
				advice:
					'Look into your account before you run this again. If the reply has the address of the image, name its place in the option Image URL Path. If it is a web page, check the Base URL in the credential.',
				loss: 'unreadable',
			});
		}
	}
}

/** A failure in words that is about the account: the advice is that of the HTTP status it means. */
function accountText(reply: HttpReply, reason: string, provider: Provider): ImageFailure | null {
	const { label } = provider;
	const status = provider.statusOf(reply);
	if (status === reply.status || ![401, 402, 403, 404, 429].includes(status)) return null;
	const isFinalLimit = provider.isFinalLimit(reply);
	const { what, advice } = isFinalLimit
		? usedUpText(label)
		: statusText(status, label, 'settled', { words: reason, isPage: false });
	return providerFailure({
		message: `${what}: ${reason}`,
		advice: `${label} says: ${reason} — ${advice}`,
		httpCode: status,
		isModelsFault: isModelsFault(status, excerptOf(reply.body, MOST_JUDGED)),
		loss: lossOf(status, isFinalLimit),
	});
}

interface PollTrouble {
	kind: 'late' | 'lost';
	trouble: string;
	status: number | null;
}

/** A job that was started and not seen to end. Names it, so that a paid image can still be fetched. */
export function unfinishedJob(
	answer: PollTrouble,
	pending: Generation & { status: 'pending' },
	{ label }: Provider,
): ImageFailure {
	const { job, excerpt } = pending;
	const name = nameOf(job);
	const trouble = answer.trouble === '' ? '' : `; last answer: ${answer.trouble}`;
	const first = excerpt === '' ? '' : `; its first reply was: ${excerpt}`;
	const held = heldAddresses(pending);
	if (answer.kind === 'late') {
		return providerFailure({
			message: `${label} did not finish job ${name} within Total Timeout${trouble}${held}`,
			advice: `The image is probably made and billed. Retry the execution to ask for the same job, which pays nothing, or fetch it with this id from your ${label} account. For slow models raise Total Timeout in the options.${held === '' ? '' : CHOOSE_PLACE}`,
		});
	}
	return providerFailure({
		message: `${label} started job ${name}, but it cannot be followed${trouble}${held}${first}`,
		advice:
			'The image may have been made and billed: look for the job in your account. If jobs are found at another address, set the option Status Path and retry the execution; if the first reply has the image already, set Image URL Path.',
		httpCode: answer.status,
		loss: 'untraceable',
	});
}

const CHOOSE_PLACE =
	' If one of the pictures is the finished one, name its place in the reply in the option Image URL Path and retry the execution: it is handed out then, whatever the state says.';

/** A message has room for some. */
const MOST_NAMED = 3;

/** Pictures that a job shows in a state that is not known to be its end: previews, inputs, or the result. */
function heldAddresses({ images }: Generation & { status: 'pending' }): string {
	const urls = images.flatMap((image) => (image.kind === 'url' ? [shownAddress(image.url)] : []));
	if (urls.length === 0) return '';
	return `; it shows pictures that may not be final: ${urls.slice(0, MOST_NAMED).join(' ')}`;
}

function nameOf({ id, resultUrl, statusUrl }: PendingJob): string {
	const address = resultUrl ?? statusUrl;
	return id ?? (address === null ? 'without an id' : shownAddress(address));
}

export function cancelledJob({ job }: { job: PendingJob }, { label }: Provider): ImageFailure {
	return providerFailure({
		message: `${CANCELED} before ${label} finished job ${nameOf(job)}; ${MAY_BE_BILLED}`,
		advice: RETRY,
	});
}
