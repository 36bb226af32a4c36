import { PICTURE_FILE } from '../image/pictureFile';
import { hasSameOrigin, joinUrl, parseUrl, protectedAddress, whyNotFetched } from './addresses';
import type { Effects } from './attempts';
import { waitUntil } from './clock';
import { FIRST_BACKOFF_MS, retryAfterMs } from './retry';
import { isPassing, isRedirect, isSuccess } from './status';
import type { HttpReply } from './types';

const FIRST_INTERVAL_MS = 2000;
const INTERVAL_GROWTH = 1.5;
const LONGEST_INTERVAL_MS = 10_000;

/** Time kept for the last question before the deadline. */
const LAST_POLL_MS = 1000;

/** A job can be unknown for a moment after it was accepted; later its absence is final. */
const MOST_REFUSALS = 3;

/** A page of a proxy may stand in for an answer for a while, but not for ever. */
const MOST_UNREADABLE = 10;

/** In a row; more is a circle. */
const MOST_REDIRECTS = 5;

/** The images of a job that is done may take a moment to appear. */
const MOST_IMAGELESS = 5;

/**
 * Time before poll number `poll` (from 0), in milliseconds. The provider's own wish counts unless
 * it goes past the deadline: the image is paid for, and asking too early is free.
 */
export function pollIntervalMs(
	poll: number,
	namedDelayMs: number | null,
	remainingMs: number,
): number {
	const own = Math.min(FIRST_INTERVAL_MS * INTERVAL_GROWTH ** poll, LONGEST_INTERVAL_MS);
	const isHeeded = namedDelayMs !== null && namedDelayMs < remainingMs;
	const wanted = isHeeded ? Math.max(namedDelayMs, FIRST_BACKOFF_MS) : own;
	const latest = remainingMs - LAST_POLL_MS;
	return wanted > latest && latest > 0 ? latest : wanted;
}

/** Where a pending job can be asked for. */
export interface JobAddresses {
	/** As a reply names it; may be relative to the base URL, or on another host. */
	named: string | null;
	/** The provider's own path for the job's id, relative to the base URL. */
	path: string | null;
	/** Where its result will be: asked when it is not known elsewhere. */
	promised?: string;
}

/** What an answer says of the job. */
export type PollReading<T> =
	| { kind: 'settled'; value: T }
	/** `at`: where it is to be asked for, too. */
	| { kind: 'pending'; at?: string }
	/** The job is done, and its result is at another address. */
	| { kind: 'moved'; to: string }
	/** The job is said to be done, and its images are not there. */
	| { kind: 'imageless'; value: T }
	/** `isRefusal`: it is read, and tells in words that there is no answer. */
	| { kind: 'unreadable'; excerpt: string; isRefusal?: boolean };

export interface PollQuestion<T> {
	addresses: JobAddresses;
	baseUrl: string;
	/** The wait that the reply to the paid request names, in milliseconds, or null. */
	firstDelayMs: number | null;
	/** The result is known to be ready at the named address. */
	isReady: boolean;
	headers: Record<string, string>;
	maxReplyBytes: number;
	requestTimeoutMs: number;
	/** The moment at which waiting ends. */
	deadline: number;
	read(reply: HttpReply): PollReading<T>;
	/** What a refusal tells of the job: its end, or that it goes on; null when it is about something else. */
	readRefusal?(reply: HttpReply): PollReading<T> | null;
	/** The provider's own words in a refusal. */
	errorText(reply: HttpReply): string;
}

/**
 * `late`: the job may still finish. `lost`: asking further makes no sense. `tooLarge`: the job is there,
 * and what it answers is not taken.
 */
export interface Unsettled {
	kind: 'late' | 'lost' | 'tooLarge';
	trouble: string;
	status: number | null;
}

export type PollAnswer<T> = { kind: 'settled'; value: T } | Unsettled | { kind: 'cancelled' };

/** Asks for a pending job until it is done. A failed poll costs nothing and does not fail the job. */
export async function pollUntilSettled<T>(
	question: PollQuestion<T>,
	effects: Effects,
): Promise<PollAnswer<T>> {
	const { baseUrl, deadline } = question;
	const { clock } = effects;
	let known = targetsOf(question.addresses, baseUrl);
	/** With the address that an answer names. */
	let targets = known;
	/** Where an answer says to look instead, once. */
	let detour: Target | null = null;
	let redirects = 0;
	let delayMs: number | null = question.firstDelayMs;
	let isReady = question.isReady;
	let movedTo: string | null = null;
	let refusals = 0;
	let turn = 0;
	let unreadable = 0;
	let imageless = 0;
	let isAnswered = false;
	let trouble = '';
	let status: number | null = null;

	for (let poll = 0; ; poll += 1) {
		const remainingMs = deadline - clock.now();
		const waitMs = isReady ? 0 : pollIntervalMs(poll, delayMs, remainingMs);
		isReady = false;
		if (waitMs >= remainingMs) return { kind: 'late', trouble, status };
		const { cancellation } = effects;
		await waitUntil(clock, clock.now() + waitMs, () => false, cancellation);
		if (cancellation.isCancelled()) return { kind: 'cancelled' };

		// Refused at one address, a job may be known at the other.
		const target: Target | undefined = detour ?? targets[turn % targets.length];
		detour = null;
		if (!target || target.refusal !== null) {
			return { kind: 'lost', trouble: target?.refusal ?? 'it has no address', status: null };
		}
		const attemptDeadline = Math.min(clock.now() + question.requestTimeoutMs, deadline);
		const { url, withKey } = target;
		const outcome = await effects.http.send(
			{ method: 'GET', url, withKey, headers: question.headers, deadline: attemptDeadline },
			question.maxReplyBytes,
		);
		if (outcome.kind === 'noReply') {
			if (outcome.reason === 'cancelled') return { kind: 'cancelled' };
			// A poll that only the end of all waiting cuts off says nothing of the job.
			const isCutOff = outcome.reason === 'timeout' && attemptDeadline === deadline;
			if (!isCutOff || !isAnswered) trouble = outcome.detail;
			delayMs = null;
			if (outcome.reason === 'tooLarge') return { kind: 'tooLarge', trouble, status };
			continue;
		}
		isAnswered = true;
		const { reply } = outcome;
		detour = detourOf(reply, target, baseUrl);
		redirects = detour === null ? 0 : redirects + 1;
		if (detour !== null && redirects <= MOST_REDIRECTS) {
			isReady = true;
			continue;
		}
		detour = null;
		delayMs = retryAfterMs(reply.headers, Date.now());
		if (!isSuccess(reply.status)) {
			const told = question.readRefusal?.(reply) ?? null;
			if (told?.kind === 'settled') return told;
			status = reply.status;
			trouble = `HTTP ${status} ${question.errorText(reply)}`.trim();
			refusals = isPassing(status) || told !== null ? 0 : refusals + 1;
			if (refusals > 0) turn += 1;
			if (refusals >= MOST_REFUSALS * targets.length) return { kind: 'lost', trouble, status };
			continue;
		}
		const reading = question.read(reply);
		if (reading.kind === 'settled') return reading;
		refusals = 0;
		if (reading.kind === 'moved') {
			isReady = movedTo === null;
			movedTo = reading.to;
			targets = known = targetsOf({ named: movedTo, path: null }, baseUrl);
		}
		if (reading.kind === 'pending' && reading.at !== undefined) {
			const others = targetsOf({ named: reading.at, path: null }, baseUrl);
			// What has just answered is asked until it refuses.
			targets = [...known, ...others.filter(({ refusal }) => refusal === null)];
		}
		imageless = reading.kind === 'imageless' ? imageless + 1 : 0;
		if (reading.kind === 'imageless' && imageless >= MOST_IMAGELESS) {
			return { kind: 'settled', value: reading.value };
		}
		unreadable = reading.kind === 'unreadable' ? unreadable + 1 : 0;
		if (reading.kind === 'unreadable') {
			const isRefusal = reading.isRefusal === true;
			if (isRefusal) turn += 1;
			trouble = isRefusal ? reading.excerpt : `an answer that cannot be read: ${reading.excerpt}`;
			const most = isRefusal ? MOST_REFUSALS * targets.length : MOST_UNREADABLE;
			if (unreadable >= most) return { kind: 'lost', trouble, status: null };
		}
	}
}

interface Target {
	url: string;
	withKey: boolean;
	/** Why this address must not be asked; null when it may. */
	refusal: string | null;
}

/**
 * Where a redirect leads, at the same origin, or to a picture. Null when there is none, or when it leads
 * elsewhere: nobody knows who answers there.
 */
function detourOf({ status, headers }: HttpReply, { url }: Target, baseUrl: string): Target | null {
	const { location = '' } = headers;
	const to = isRedirect(status) && location !== '' ? parseUrl(location, url)?.href : undefined;
	if (to === undefined || to === url) return null;
	if (!hasSameOrigin(to, baseUrl) && !PICTURE_FILE.test(to)) return null;
	const [detour] = targetsOf({ named: to, path: null }, baseUrl);
	return detour?.refusal === null ? detour : null;
}

/**
 * The addresses to ask, the named one first. The key goes only to the origin of the base URL; other
 * origins are asked without it, under the rules for downloads.
 */
function targetsOf({ named, path, promised }: JobAddresses, baseUrl: string): Target[] {
	const targets: Target[] = [];
	if (promised !== undefined && named === null) {
		return [
			...targetsOf({ named, path }, baseUrl),
			...targetsOf({ named: promised, path: null }, baseUrl).filter(
				({ refusal }) => refusal === null,
			),
		];
	}
	if (named !== null) {
		const given = parseUrl(named, joinUrl(baseUrl, ''))?.href ?? named;
		const url = protectedAddress(given, baseUrl);
		const withKey = hasSameOrigin(url, baseUrl);
		const refusal = withKey ? null : whyNotFetched(url, baseUrl);
		if (refusal === null || path === null) targets.push({ url, withKey, refusal });
	}
	if (path !== null) targets.push({ url: joinUrl(baseUrl, path), withKey: true, refusal: null });
	return targets;
}
