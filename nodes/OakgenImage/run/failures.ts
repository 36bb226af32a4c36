import { CANCELED, cancelled, ImageFailure, providerFailure, type LossCause } from '../errors';
import type { ImageRequest, JobProvider, Provider } from '../providers/types';
import {
	AFTER_STOP,
	AFTER_STOP_UNDER_SAME_KEY,
	LOOK_FIRST,
	NOT_MADE,
	RETRY,
	RETRY_ASKS_ONCE_MORE,
	RETRY_FETCHES,
} from '../runAgain';
import { excerptOf, isWebPage } from '../text/excerpt';
import { shownAddress } from '../transport/addresses';
import type { Rejected } from '../transport/attempts';
import { collectLater } from './collectLater';
import { isModelsFault } from './modelsFault';
import { usedUpText } from './refusalTexts';
import { statusText } from './statusText';
import { isRedirect } from '../transport/status';
import type { HttpReply, NoReplyReason } from '../transport/types';

/** Characters of a reply in which to find out what it is about: more than are shown. */
export const MOST_JUDGED = 4000;

/** Stands in messages, not in the advice, of which On Error = continue hands out nothing. */
export const MAY_BE_BILLED = 'the image may have been made and billed';

/** A paid request that brought nothing to read, as a sentence and what to do about it. */
export function paidFailure(
	rejected: Rejected,
	provider: Provider,
	request: ImageRequest,
): ImageFailure {
	const { outcome, result, attempts, because, isUnknown } = rejected;
	const repeating = REPEATING[because] ?? '';
	if (outcome === null) return because === 'stopped' ? cancelled() : limitTooLong(provider);
	// An attempt before the stop may have been paid for, and then it has to be told of.
	if (because === 'stopped' && !isUnknown) return cancelled();
	const tries = attempts > 1 ? ` after ${attempts} attempts` : '';
	const ending = isUnknown ? LOOK_FIRST : RETRY;
	const failure =
		outcome.kind === 'reply'
			? refusal(outcome.reply, provider, rejected, {
					tries,
					ending,
					repeating,
					hint: provider.refusalAdvice(request.settings),
				})
			: noReply(outcome.reason, outcome.detail, provider, { tries, ending, repeating });
	return isUnknown && result !== 'unknown' ? afterUnknown(failure, failure.advice) : failure;
}

/** A failure that cost nothing, and of an attempt before it nobody knows what it made. */
export function afterUnknown({ message, httpCode }: ImageFailure, advice: string): ImageFailure {
	return providerFailure({
		message: `${message}; in an attempt before, ${MAY_BE_BILLED}`,
		advice,
		httpCode,
	});
}

/** What the texts about an order have in common. */
interface Around {
	/** " after 3 attempts", or nothing. */
	tries: string;
	/** What running again does. */
	ending: string;
	/** Whether the node itself sends again what has an unknown outcome. */
	repeating: string;
}

/** Only where the node has decided against it. */
const REPEATING: Partial<Record<Rejected['because'], string>> = {
	unknownOutcome:
		'Such a request is repeated only with Retry On = Any Failure, which can pay twice.',
	settled: 'The node repeats no request that is answered like this, whatever Retry On says.',
};

function noReply(
	reason: NoReplyReason,
	detail: string,
	provider: Provider,
	{ tries, ending, repeating }: Around,
): ImageFailure {
	const { label } = provider;
	switch (reason) {
		case 'cancelled':
			return interruptedOrder(provider);
		case 'notSent':
			return providerFailure({
				message: `${label} could not be reached${tries}: ${detail}`,
				advice: `This request made nothing. Check the Base URL in the credential, and whether this n8n can reach it. ${ending}`,
			});
		case 'blocked':
			return providerFailure({
				message: `The request to ${label} could not be sent: ${detail}`,
				advice: `This request made nothing. Check the Base URL in the credential and the network settings of this n8n. ${ending}`,
			});
		case 'tooLarge':
			return providerFailure({
				message: `The reply of ${label} is too large: ${detail}; ${MAY_BE_BILLED}`,
				advice: `Raise Max File Size in the options. ${LOOK_FIRST}`,
				loss: 'unreadable',
			});
		case 'timeout':
			return unknownOutcome(`${label} did not answer in time${tries}`, [
				repeating,
				'For slow models raise Request Timeout.',
			]);
		case 'connectionLost':
			return unknownOutcome(`The connection to ${label} was lost${tries}: ${detail}`, [repeating]);
	}
}

function unknownOutcome(
	what: string,
	advice: string[],
	status: number | null = null,
): ImageFailure {
	return providerFailure({
		message: `${what}; ${MAY_BE_BILLED}`,
		advice: sentences([LOOK_FIRST, ...advice]),
		httpCode: status,
		loss: 'unanswered',
	});
}

function limitTooLong({ label }: Provider): ImageFailure {
	return providerFailure({
		message: `${label}’s rate limit lasts longer than Total Timeout, so this image was not ordered`,
		advice: `Raise Total Timeout in the options, or wait a while. ${RETRY}`,
		httpCode: 429,
	});
}

function refusal(
	reply: HttpReply,
	provider: Provider,
	{ because, result, isFinalLimit, isUnknown }: Rejected,
	{ tries, ending, repeating, hint }: Around & { hint: string },
): ImageFailure {
	const { status } = reply;
	const words = provider.errorText(reply);
	const quoted = words === '' ? '' : `: ${words}`;
	if (isRedirect(status)) return redirected(reply, provider, repeating);
	if (result === 'unknown') {
		return unknownOutcome(
			`${provider.label} answered with HTTP ${status}${tries}${quoted}`,
			[repeating],
			status,
		);
	}
	const isPage = isWebPage(reply.body);
	// A 402 is about credits, whatever else its words name.
	const { what, advice } =
		isFinalLimit && status !== 402
			? usedUpText(provider.label)
			: statusText(status, provider.label, because, { words, isPage });
	const isRefused = status < 500 && !PERHAPS_IN_WORK.has(status);
	const toDo = [isRefused && !isUnknown ? NOT_MADE : '', status < 500 ? hint : '', advice, ending];
	return providerFailure({
		message: `${what} (HTTP ${status})${tries}${quoted}`,
		advice: sentences(toDo),
		httpCode: status,
		isModelsFault: isModelsFault(status, excerptOf(reply.body, MOST_JUDGED)),
		loss: lossOf(status, isFinalLimit),
	});
}

function sentences(texts: readonly string[]): string {
	return texts.filter((text) => text !== '').join(' ');
}

/** Of a refusal that is about the account. */
export function lossOf(status: number, isFinalLimit: boolean): LossCause | undefined {
	if (status === 401) return 'key';
	if (status === 402) return 'credits';
	return isFinalLimit ? 'quota' : undefined;
}
/** Too slow, or the same request is in work. */
const PERHAPS_IN_WORK = new Set([408, 409, 425]);

/** Some services answer an order that they have carried out with the way to its result. */
function redirected(
	{ status, headers }: HttpReply,
	{ label }: Provider,
	repeating: string,
): ImageFailure {
	const { location = '' } = headers;
	const target = location === '' ? '' : ` to ${shownAddress(location)}`;
	return providerFailure({
		message: `${label} answered with a redirect${target} (HTTP ${status}), which is not followed because it would carry your API key along; ${MAY_BE_BILLED}`,
		advice: sentences([
			'If the service has moved, set the Base URL in the credential to its final address.',
			LOOK_FIRST,
			repeating,
		]),
		httpCode: status,
		loss: 'unanswered',
	});
}

/** An order that was sent, and of whose answer nothing is known. */
export function interruptedOrder({ label, takesIdempotencyKey }: Provider): ImageFailure {
	const again = takesIdempotencyKey ? AFTER_STOP_UNDER_SAME_KEY : AFTER_STOP;
	return providerFailure({
		message: `${CANCELED} before ${label} answered; ${MAY_BE_BILLED}`,
		advice: `Look into your account to see what was made. ${again}`,
	});
}

export function cancelledDownload(url: string): ImageFailure {
	return providerFailure({
		message: `The image was made and is paid for, but the execution was canceled before it was fetched from ${shownAddress(url)}`,
		advice: `Open the address in a browser to save it; it may expire. ${AFTER_STOP}`,
	});
}

/** An image that is made and paid for, but did not come through. */
export function notDownloaded(
	url: string,
	why: string,
	{ isGone = false, loss = 'unfetched' }: { isGone?: boolean; loss?: LossCause } = {},
): ImageFailure {
	const again = isGone ? RETRY_ASKS_ONCE_MORE : RETRY_FETCHES;
	return new ImageFailure({
		source: 'provider',
		message: `The image was made and is paid for, but it could not be fetched from ${shownAddress(url)}: ${why}`,
		advice: `${/^https?:/i.test(url) ? IN_BROWSER : IN_STORAGE} ${again}`,
		isGone,
		loss,
	});
}

const IN_BROWSER = 'Open the address in a browser to save the image; it may expire.';

/** `s3://…`, `gs://…` */
const IN_STORAGE =
	'Fetch it with a node for that storage, such as AWS S3, and ask the service for https addresses.';

export function notStored(
	{ generationId: id, isKept }: { generationId: string | null; isKept: boolean },
	why: string,
	{ label }: Pick<JobProvider, 'label'>,
	loss: LossCause,
): ImageFailure {
	const job = id === null ? '' : ` (id ${id})`;
	return providerFailure({
		message: `${label} made an image${job}, which is probably billed, but it cannot be handed on: ${why}`,
		advice: `${isKept ? RETRY_FETCHES : LOOK_FIRST}${collectLater({ id, statusUrl: null })}`,
		loss,
	});
}
