import type { ByteStream } from '../image/byteStream';
import {
	hasSameOrigin,
	parseUrl,
	protectedAddress,
	shownAddress,
	whyNotFetched,
} from './addresses';
import type { Effects } from './attempts';
import { failed, type FailedAttempt } from './failedAttempt';
import { retryAfterMs } from './retry';
import { isPassing, isRedirect, isSuccess } from './status';
import type { HttpOutcome, StreamedReply } from './types';

type NoReply = Extract<HttpOutcome<StreamedReply>, { kind: 'noReply' }>;

const MOST_REDIRECTS = 5;

/** What servers say of a file when they do not take the key that came along. */
const KEY_REFUSED = [400, 401, 403];

/** Of a success: the file is not there yet, or there is none. */
const WITHOUT_FILE = [202, 204, 205];

const PARTIAL_CONTENT = 206;

/** Storage behind a CDN also says that something is forbidden while it is not there yet. */
const NOT_THERE = [403, 404];

/** What a server says that will say the same again: of the address, the key or the law. */
const SETTLED = [400, 401, 402, 405, 406, 407, 410, 411, 413, 414, 415, 426, 431, 451];

/** With a known length, HTTP itself notices when bytes are missing. */
type Opened =
	| { kind: 'opened'; stream: ByteStream; isLengthKnown: boolean }
	| FailedAttempt
	| { kind: 'cancelled' };

/** Asks for a file once, and follows its redirects. Never rejects. */
export async function openFile(
	url: string,
	baseUrl: string,
	deadline: number,
	effects: Effects,
): Promise<Opened> {
	let current = protectedAddress(url, baseUrl);
	for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
		const where = redirects === 0 ? 'the address' : `the redirect to ${shownAddress(current)}`;
		const refusal = whyNotFetched(current, baseUrl);
		if (refusal !== null) {
			return failed('notAsked', `${where} is not followed because ${refusal}`, 'no');
		}

		const withKey = hasSameOrigin(current, baseUrl);
		const outcome = await openWithOrWithoutKey(current, withKey, deadline, effects);
		if (outcome.kind === 'noReply') {
			return outcome.reason === 'cancelled' ? { kind: 'cancelled' } : withoutReply(outcome);
		}
		const { reply } = outcome;
		if (isSuccess(reply.status) && !WITHOUT_FILE.includes(reply.status)) {
			const { stream, headers } = reply;
			// A part that nobody asked for has a length, and is not the file.
			const isPart = reply.status === PARTIAL_CONTENT;
			const isLengthKnown =
				!isPart && ('content-length' in headers || 'transfer-encoding' in headers);
			return { kind: 'opened', stream, isLengthKnown };
		}
		reply.stream.destroy();
		const target = isRedirect(reply.status) ? reply.headers.location : undefined;
		const next = target === undefined ? null : parseUrl(target, current);
		if (next === null) return failedStatus(reply, withKey);
		current = protectedAddress(next.href, baseUrl);
	}
	return failed('broken', `there are more than ${MOST_REDIRECTS} redirects`, 'no');
}

/** Signed addresses on the provider's own host can refuse a key that comes along. */
async function openWithOrWithoutKey(
	url: string,
	withKey: boolean,
	deadline: number,
	{ http }: Effects,
): Promise<HttpOutcome<StreamedReply>> {
	const first = await http.open({ method: 'GET', url, withKey, deadline });
	if (!withKey || first.kind === 'noReply') return first;
	if (!KEY_REFUSED.includes(first.reply.status)) return first;
	const second = await http.open({ method: 'GET', url, withKey: false, deadline });
	const isBetter =
		second.kind === 'reply' && (isSuccess(second.reply.status) || isRedirect(second.reply.status));
	if (!isBetter) {
		if (second.kind === 'reply') second.reply.stream.destroy();
		return first;
	}
	first.reply.stream.destroy();
	return second;
}

function withoutReply({ reason, detail }: NoReply): FailedAttempt {
	if (reason === 'blocked') return failed('notAsked', detail, 'no');
	// Each of these takes its time.
	return failed('broken', detail, reason === 'timeout' ? 'soon' : 'late');
}

function failedStatus({ status, headers }: StreamedReply, withKey: boolean): FailedAttempt {
	const why = `HTTP ${status}`;
	const waitMs = retryAfterMs(headers, Date.now());
	if (isPassing(status)) return failed('broken', why, 'late', { waitMs });
	// Where the key goes along, it can be the key that is refused. Else a link ends in many statuses.
	const isGone = withKey ? [404, 410].includes(status) : status >= 400;
	if (NOT_THERE.includes(status) || WITHOUT_FILE.includes(status)) {
		return failed('notThere', why, 'late', { waitMs, isGone });
	}
	const mayPass = status < 400 || SETTLED.includes(status) ? 'no' : 'soon';
	return failed(isGone ? 'gone' : 'broken', why, mayPass, { isGone });
}
