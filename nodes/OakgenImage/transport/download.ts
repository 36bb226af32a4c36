import { cancelled, providerFailure, type ImageFailure } from '../errors';
import { hasSameOrigin, parseUrl, whyNotFetched } from './addresses';
import type { Effects } from './attempts';
import { beforeDeadline, waitUntil } from './clock';
import type { ByteStream, StreamedReply } from './http';
import { backoffMs, retryAfterMs } from './retry';

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

/** What became of one attempt: the result, or why there is none and whether another may help. */
type Attempt<T> =
	| { kind: 'done'; result: T }
	| { kind: 'failed'; why: string; mayPass: boolean; waitMs: number | null };

/** A stream that was read but is not what it should be. `mayPass`: another download may be whole. */
export interface Unusable {
	why: string;
	mayPass: boolean;
}

/**
 * Fetches a finished image. Redirects are followed by hand, each checked; the API key goes only to
 * the origin of the base URL.
 *
 * @param store consumes the stream: the stored result, or why the bytes cannot be used
 * @throws ImageFailure that names the URL
 */
export async function download<T>(
	url: string,
	settings: DownloadSettings,
	effects: Effects,
	store: (stream: ByteStream) => Promise<{ stored: T } | Unusable>,
): Promise<T> {
	const { clock } = effects;
	for (let attempt = 0; ; attempt += 1) {
		if (effects.isCancelled()) throw cancelled();
		const outcome = await tryDownload(url, settings, effects, store);
		if (outcome.kind === 'done') return outcome.result;
		if (!outcome.mayPass || attempt + 1 >= MOST_ATTEMPTS) throw notDownloaded(url, outcome.why);
		const waitMs = Math.min(
			outcome.waitMs ?? backoffMs(attempt, effects.random()),
			LONGEST_WAIT_MS,
		);
		await waitUntil(clock, clock.now() + waitMs, effects.isCancelled);
	}
}

export function notDownloaded(url: string, why: string): ImageFailure {
	return providerFailure(
		`The image was made, but it could not be fetched from ${url}: ${why}`,
		'The image is paid for: open the address in a browser to save it. It may expire.',
	);
}

async function tryDownload<T>(
	url: string,
	settings: DownloadSettings,
	effects: Effects,
	store: (stream: ByteStream) => Promise<{ stored: T } | Unusable>,
): Promise<Attempt<T>> {
	const deadline = effects.clock.now() + settings.requestTimeoutMs;
	const opened = await openFollowing(url, settings.baseUrl, deadline, effects);
	if (opened.kind === 'failed') return opened;
	const { stream } = opened.result;
	const attempt = store(stream).then((outcome): Attempt<T> =>
		'stored' in outcome
			? { kind: 'done', result: outcome.stored }
			: { kind: 'failed', ...outcome, waitMs: null },
	);
	return await beforeDeadline(effects.clock, attempt, deadline, () => {
		stream.destroy(new Error('the download took too long'));
		return { kind: 'failed', why: 'the download took too long', mayPass: true, waitMs: null };
	});
}

async function openFollowing(
	url: string,
	baseUrl: string,
	deadline: number,
	effects: Effects,
): Promise<Attempt<StreamedReply>> {
	let current = url;
	for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
		const refusal = whyNotFetched(current, baseUrl);
		if (refusal !== null) {
			const where = redirects === 0 ? 'the address' : `the redirect to ${current}`;
			return final(`${where} is not followed because ${refusal}`);
		}
		const withKey = hasSameOrigin(current, baseUrl);
		const outcome = await effects.http.open({ method: 'GET', url: current, withKey, deadline });
		if (outcome.kind === 'noReply') {
			return { kind: 'failed', why: outcome.detail, mayPass: true, waitMs: null };
		}
		const { reply } = outcome;
		if (reply.status >= 200 && reply.status < 300) return { kind: 'done', result: reply };

		reply.stream.destroy();
		const target = reply.status >= 300 && reply.status < 400 ? reply.headers.location : undefined;
		const next = target === undefined ? null : parseUrl(target, current);
		if (next === null) return failedStatus(reply);
		current = next.href;
	}
	return final(`more than ${MOST_REDIRECTS} redirects`);
}

function failedStatus({ status, headers }: StreamedReply): Attempt<never> {
	// A file that is not there yet may appear: storage behind a CDN is not always at once consistent.
	const mayPass = status >= 500 || [404, 408, 409, 425, 429].includes(status);
	return {
		kind: 'failed',
		why: `HTTP ${status}`,
		mayPass,
		waitMs: retryAfterMs(headers, Date.now()),
	};
}

function final(why: string): Attempt<never> {
	return { kind: 'failed', why, mayPass: false, waitMs: null };
}
