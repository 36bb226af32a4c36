import type { ByteStream, Unusable } from '../image/byteStream';
import type { Effects } from './attempts';
import { beforeDeadline, waitUntil, type GivenUp } from './clock';
import { failed, type DownloadFailure, type FailedAttempt } from './failedAttempt';
import { describesWait } from './notYet';
import { openFile } from './openFile';
import { PatientStream } from './patientStream';
import { backoffMs } from './retry';

/** Downloads are free and the image is paid for, so they are tried whatever the retry options say. */
const FEWEST_ATTEMPTS = 5;

/** How long a file may take to appear, and a fault to pass. */
const PATIENCE_MS = 60_000;

/** A free request is not worth waiting for longer than this, even when the server asks for it. */
const LONGEST_WAIT_MS = 60_000;

export interface DownloadSettings {
	baseUrl: string;
	/** For one attempt, from sending to the last byte. */
	requestTimeoutMs: number;
	/** For all attempts at this file together, storing it included. */
	totalTimeoutMs: number;
}

/**
 * Consumes the stream: the stored result, or why the bytes cannot be used. Never rejects. With a
 * known length, HTTP itself notices when bytes are missing.
 */
type Store<T> = (stream: ByteStream, isLengthKnown: boolean) => Promise<{ stored: T } | Unusable>;

export type Download<T> = { kind: 'done'; result: T } | DownloadFailure | { kind: 'cancelled' };

/**
 * Fetches a finished image. Redirects are followed by hand, each checked; the API key goes only to
 * the origin of the base URL. A cancelled execution ends it at once. Never rejects.
 */
export async function download<T>(
	url: string,
	settings: DownloadSettings,
	effects: Effects,
	store: Store<T>,
): Promise<Download<T>> {
	const { clock, cancellation } = effects;
	const startedAt = clock.now();
	const { baseUrl, requestTimeoutMs, totalTimeoutMs } = settings;
	const lastDeadline = startedAt + totalTimeoutMs;
	let known: DownloadFailure | null = null;
	for (let attempt = 0; ; attempt += 1) {
		if (cancellation.isCancelled()) return { kind: 'cancelled' };
		const deadline = Math.min(clock.now() + requestTimeoutMs, lastDeadline);
		const outcome = await tryDownload({ url, baseUrl, deadline }, effects, store);
		if (outcome.kind !== 'failed') return outcome;
		const { kind, trouble, why, isGone, text } = outcome;
		// An attempt that only the end of all of them cuts off tells less than one before it.
		const isCutOff = clock.now() >= lastDeadline && deadline === lastDeadline;
		const failure: DownloadFailure =
			isCutOff && known ? known : { kind, trouble, why, isGone, text };
		known = failure;
		const elapsedMs = clock.now() - startedAt;
		if (!isTriedAgain(outcome.mayPass, attempt + 1, elapsedMs)) return failure;
		const waitMs = pauseMs(attempt, outcome.waitMs, lastDeadline - clock.now(), effects.random());
		if (waitMs === null) return failure;
		await waitUntil(clock, clock.now() + waitMs, () => false, cancellation);
	}
}

function isTriedAgain(
	mayPass: FailedAttempt['mayPass'],
	attempts: number,
	elapsedMs: number,
): boolean {
	if (mayPass === 'no') return false;
	if (attempts < FEWEST_ATTEMPTS) return true;
	return mayPass === 'late' && elapsedMs < PATIENCE_MS;
}

/** @returns null when no time is left for a further attempt */
function pauseMs(
	attempt: number,
	namedMs: number | null,
	leftMs: number,
	random: number,
): number | null {
	const own = backoffMs(attempt, random);
	const named = Math.min(namedMs ?? 0, LONGEST_WAIT_MS);
	// Asking too early is free, and too late is in vain.
	const wanted = named < leftMs ? Math.max(named, own) : own;
	return wanted < leftMs ? wanted : null;
}

type Attempt<T> = { kind: 'done'; result: T } | FailedAttempt | { kind: 'cancelled' };

async function tryDownload<T>(
	{ url, baseUrl, deadline }: { url: string; baseUrl: string; deadline: number },
	effects: Effects,
	store: Store<T>,
): Promise<Attempt<T>> {
	const { clock, cancellation } = effects;
	const opened = await openFile(url, baseUrl, deadline, effects);
	if (opened.kind !== 'opened') return opened;
	const stream = new PatientStream(opened.stream);
	const attempt = store(stream, opened.isLengthKnown).then((outcome): Attempt<T> =>
		'stored' in outcome
			? { kind: 'done', result: outcome.stored }
			: unusable(outcome, stream.meter.start()),
	);
	const onGivenUp = (why: GivenUp): Attempt<T> => {
		const isRead = stream.meter.end() === 'whole';
		stream.destroy();
		if (why === 'cancelled') return { kind: 'cancelled' };
		return isRead
			? failed('storageFailed', 'n8n’s storage did not take it in time', 'soon')
			: failed('broken', 'the download took too long', 'soon');
	};
	const isEnough = () => {
		stream.look();
		return false;
	};
	return await beforeDeadline(clock, attempt, { deadline, onGivenUp, cancellation, isEnough });
}

function unusable({ kind, why, text }: Unusable, start: Buffer): FailedAttempt {
	switch (kind) {
		case 'storageFailed':
			return failed('storageFailed', why, 'soon');
		case 'tooLarge':
			return failed('tooLarge', why, 'no');
		case 'notAnImage':
			return start.length === 0 || describesWait(start)
				? failed('notThere', why, 'late')
				: failed('notAnImage', why, 'no', { text });
		case 'truncated':
			return failed('broken', why, 'soon');
	}
}
