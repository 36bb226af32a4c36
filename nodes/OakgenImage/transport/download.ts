import type { ByteStream, Unusable } from '../image/byteStream';
import { hasSameOrigin, parseUrl, shownAddress, whyNotFetched } from './addresses';
import type { Effects } from './attempts';
import { beforeDeadline, waitUntil } from './clock';
import { backoffMs, retryAfterMs } from './retry';
import { isPassing, isRedirect, isSuccess } from './status';
import type { StreamedReply } from './types';

/** Downloads are free and the image is paid for, so they are tried whatever the retry options say. */
const MOST_ATTEMPTS = 5;
const MOST_REDIRECTS = 5;

/** A free request is not worth waiting for longer than this, even when the server asks for it. */
const LONGEST_WAIT_MS = 60_000;

interface DownloadSettings {
	baseUrl: string;
	/** For one attempt, from sending to the last byte. */
	requestTimeoutMs: number;
}

/**
 * Consumes the stream: the stored result, or why the bytes cannot be used. Never rejects. With a
 * known length, HTTP itself notices when bytes are missing.
 */
type Store<T> = (stream: ByteStream, isLengthKnown: boolean) => Promise<{ stored: T } | Unusable>;

type Failed = Pick<Unusable, 'why' | 'mayPass'> & {
	kind: 'failed';
	waitMs: number | null;
	/** A link that has expired, or a file that was deleted. */
	isGone?: boolean;
};

export type Download<T> =
	| { kind: 'done'; result: T }
	| { kind: 'failed'; why: string; isGone?: boolean }
	| { kind: 'cancelled' };

/**
 * Fetches a finished image. Redirects are followed by hand, each checked; the API key goes only to
 * the origin of the base URL. Never rejects.
 */
export async function download<T>(
	url: string,
	settings: DownloadSettings,
	effects: Effects,
	store: Store<T>,
): Promise<Download<T>> {
	const { clock } = effects;
	for (let attempt = 0; ; attempt += 1) {
		if (effects.isCancelled()) return { kind: 'cancelled' };
		const outcome = await tryDownload(url, settings, effects, store);
		if (outcome.kind === 'done' || !outcome.mayPass || attempt + 1 >= MOST_ATTEMPTS) return outcome;
		const backoff = backoffMs(attempt, effects.random());
		const waitMs = Math.min(Math.max(outcome.waitMs ?? 0, backoff), LONGEST_WAIT_MS);
		await waitUntil(clock, clock.now() + waitMs, effects.isCancelled);
	}
}

async function tryDownload<T>(
	url: string,
	settings: DownloadSettings,
	effects: Effects,
	store: Store<T>,
): Promise<{ kind: 'done'; result: T } | Failed> {
	const deadline = effects.clock.now() + settings.requestTimeoutMs;
	const opened = await openFollowing(url, settings.baseUrl, deadline, effects);
	if (opened.kind === 'failed') return opened;
	const { stream, headers } = opened.result;
	const isLengthKnown = 'content-length' in headers || 'transfer-encoding' in headers;
	const attempt = store(stream, isLengthKnown).then(
		(outcome): { kind: 'done'; result: T } | Failed =>
			'stored' in outcome
				? { kind: 'done', result: outcome.stored }
				: { ...outcome, kind: 'failed', waitMs: null },
	);
	return await beforeDeadline(effects.clock, attempt, deadline, () => {
		stream.destroy(new Error('the download took too long'));
		return passing('the download took too long');
	});
}

async function openFollowing(
	url: string,
	baseUrl: string,
	deadline: number,
	effects: Effects,
): Promise<{ kind: 'done'; result: StreamedReply } | Failed> {
	let current = url;
	for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
		const refusal = whyNotFetched(current, baseUrl);
		if (refusal !== null) {
			const where = redirects === 0 ? 'the address' : `the redirect to ${shownAddress(current)}`;
			return final(`${where} is not followed because ${refusal}`);
		}
		const withKey = hasSameOrigin(current, baseUrl);
		const outcome = await effects.http.open({ method: 'GET', url: current, withKey, deadline });
		if (outcome.kind === 'noReply') {
			return outcome.reason === 'blocked' ? final(outcome.detail) : passing(outcome.detail);
		}
		const { reply } = outcome;
		if (isSuccess(reply.status)) return { kind: 'done', result: reply };

		reply.stream.destroy();
		const target = isRedirect(reply.status) ? reply.headers.location : undefined;
		const next = target === undefined ? null : parseUrl(target, current);
		if (next === null) return failedStatus(reply, withKey);
		current = next.href;
	}
	return final(`there are more than ${MOST_REDIRECTS} redirects`);
}

function failedStatus({ status, headers }: StreamedReply, withKey: boolean): Failed {
	// A file that is not there yet may appear: storage behind a CDN is not always at once consistent.
	const mayPass = isPassing(status) || status === 404;
	const waitMs = retryAfterMs(headers, Date.now());
	// Where the key goes along, it can be the key that is refused. Else a link ends in many statuses.
	const isGone = withKey ? [404, 410].includes(status) : status >= 400 && !isPassing(status);
	return { kind: 'failed', why: `HTTP ${status}`, mayPass, waitMs, isGone };
}

function passing(why: string): Failed {
	return { kind: 'failed', why, mayPass: true, waitMs: null };
}

function final(why: string): Failed {
	return { kind: 'failed', why, mayPass: false, waitMs: null };
}
