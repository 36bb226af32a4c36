import fc from 'fast-check';

import {
	attemptResult,
	backoffMs,
	decideRetry,
	isKnownByKeyOnly,
	isNamedLimit,
	retryAfterMs,
	sensibleDelayMs,
	type AttemptResult,
	type RetryOn,
} from '../../../nodes/OakgenImage/transport/retry';
import type {
	HttpOutcome,
	HttpReply,
	NoReplyReason,
} from '../../../nodes/OakgenImage/transport/types';
import { httpReply } from '../../support/imageRequest';

const ofStatus = (status: number): HttpOutcome<HttpReply> => ({
	kind: 'reply',
	reply: httpReply('', { status }),
});
const without = (reason: NoReplyReason): HttpOutcome<HttpReply> => ({
	kind: 'noReply',
	reason,
	detail: reason,
});

describe('what became of one attempt', () => {
	const withKey = { takesIdempotencyKey: true };

	const listed: Record<AttemptResult, number[]> = {
		accepted: [200, 201, 202, 204, 299],
		notAccepted: [408, 409, 425, 429, 500, 502, 503, 520, 521, 522, 523, 525, 526, 529],
		unknown: [504, 524, 301, 302, 303, 307, 308, 304, 101, 499],
		refused: [400, 401, 402, 403, 404, 405, 406, 410, 413, 415, 422, 451],
	};
	const rows = Object.entries(listed).flatMap(([result, statuses]) =>
		statuses.map((status): [number, string] => [status, result]),
	);

	it.each(rows)('HTTP %i: %s', (status, result) => {
		expect(attemptResult(ofStatus(status), withKey)).toBe(result);
	});

	it.each<[NoReplyReason, AttemptResult]>([
		['notSent', 'notAccepted'],
		['timeout', 'unknown'],
		['connectionLost', 'unknown'],
		['tooLarge', 'refused'],
		['blocked', 'refused'],
		['cancelled', 'refused'],
	])('no reply, %s: %s', (reason, result) => {
		expect(attemptResult(without(reason), withKey)).toBe(result);
	});

	it('of what a provider without a key says, only its own failures count as not taken', () => {
		const google = (status: number) =>
			attemptResult(ofStatus(status), { takesIdempotencyKey: false });
		expect([409, 425, 429, 500, 503, 521, 523].map(google)).toEqual(Array(7).fill('notAccepted'));
		expect([408, 502, 504, 520, 522, 524].map(google)).toEqual(Array(6).fill('unknown'));
	});

	it('of any status that is not listed errs on the side of not paying twice', () => {
		const known = new Set(rows.map(([status]) => status));
		for (let status = 100; status < 600; status += 1) {
			if (known.has(status)) continue;
			const isSuccess = status >= 200 && status < 300;
			const allowed = isSuccess
				? ['accepted']
				: status >= 400 && status < 500
					? ['unknown', 'refused']
					: ['unknown'];
			expect(allowed).toContain(attemptResult(ofStatus(status), withKey));
		}
	});
});

it.each([
	...[408, 409, 425, 502, 520, 522].map((status) => [status, true] as const),
	...[200, 302, 400, 404, 422, 429, 500, 503, 504].map((status) => [status, false] as const),
])('HTTP %i is known by the key only: %s', (status, expected) => {
	expect(isKnownByKeyOnly(status)).toBe(expected);
});

describe('Retry-After', () => {
	const wall = Date.parse('Sun, 22 Nov 2026 12:00:00 GMT');
	const date = 'Sun, 22 Nov 2026 18:00:00 GMT';

	it.each<[string, Record<string, string>, number | null]>([
		['seconds', { 'retry-after': '17' }, 17_000],
		['seconds with spaces', { 'retry-after': ' 17 ' }, 17_000],
		['a fraction of a second', { 'retry-after': '0.5' }, 500],
		['hundredths of a second', { 'retry-after': '0.25' }, 250],
		['zero', { 'retry-after': '0' }, 0],
		['a date, by this machine’s time', { 'retry-after': 'Sun, 22 Nov 2026 12:01:00 GMT' }, 60_000],
		[
			'a date, by the server’s time',
			{ 'retry-after': 'Sun, 22 Nov 2026 18:00:30 GMT', date },
			30_000,
		],
		[
			'a date, an unreadable Date header',
			{ 'retry-after': 'Sun, 22 Nov 2026 12:01:00 GMT', date: 'now' },
			60_000,
		],
		['by another name', { 'x-retry-after': '17' }, 17_000],
		['by both names', { 'x-retry-after': '18', 'retry-after': '17' }, 17_000],
		['sent twice', { 'retry-after': '17, 18' }, 17_000],
		['sent twice without a space', { 'retry-after': '17,18' }, 17_000],
		['sent twice with a space before', { 'retry-after': '17 ,18' }, 17_000],
		['a number with a word cut short', { 'retry-after': '17 sec' }, 17_000],
		['a fraction with a unit', { 'retry-after': '17.25 s' }, 17_250],
		['a number with a word of one', { 'retry-after': '1 second' }, 1000],
		['a number with a whole word', { 'retry-after': '17 Seconds' }, 17_000],
		['milliseconds', { 'retry-after-ms': '1500' }, 1500],
		['milliseconds with spaces', { 'retry-after-ms': ' 1500 ' }, 1500],
		['milliseconds before seconds', { 'retry-after-ms': '1500', 'retry-after': '17' }, 1500],
		[
			'unreadable milliseconds beside seconds',
			{ 'retry-after-ms': 'soon', 'retry-after': '17' },
			17_000,
		],
		['a whole day', { 'retry-after': '86400' }, 86_400_000],
		['absent', {}, null],
		['absent beside a date', { date }, null],
		['empty', { 'retry-after': '' }, null],
		['more than a day', { 'retry-after': '86401' }, null],
		['a year', { 'retry-after': '31536000' }, null],
		['a date in a year', { 'retry-after': 'Mon, 22 Nov 2027 12:00:00 GMT' }, null],
		['a date that is past', { 'retry-after': 'Sun, 22 Nov 2026 11:00:00 GMT' }, null],
		['negative', { 'retry-after': '-5' }, null],
		['negative milliseconds', { 'retry-after-ms': '-5' }, null],
		['text', { 'retry-after': 'soon' }, null],
		['too large for a number', { 'retry-after': '9'.repeat(400) }, null],
		['a number with a unit', { 'retry-after': '17s' }, 17_000],
		['an exponent', { 'retry-after': '1e3' }, null],
	])('%s', (_, headers, expected) => {
		expect(retryAfterMs(headers, wall)).toBe(expected);
	});

	it('is null or between nothing and a day, whatever the headers', () => {
		const text = fc.oneof(
			fc.string(),
			fc.double().map(String),
			fc.date({ noInvalidDate: true }).map((d) => d.toUTCString()),
		);
		fc.assert(
			fc.property(text, text, text, fc.integer(), (after, ms, serverDate, now) => {
				const headers = { 'retry-after': after, 'retry-after-ms': ms, date: serverDate };
				const delay = retryAfterMs(headers, now);
				expect(delay === null || (delay >= 0 && delay <= 86_400_000)).toBe(true);
			}),
			{ numRuns: 1000 },
		);
	});

	it.each<[number | null, number | null]>([
		[null, null],
		[0, 0],
		[86_400_000, 86_400_000],
		[86_400_001, null],
		[-1, null],
		[NaN, null],
		[Infinity, null],
	])('sensibleDelayMs(%s) → %s', (ms, expected) => {
		expect(sensibleDelayMs(ms)).toBe(expected);
	});
});

describe('backoff', () => {
	it.each([
		[0, 250, 500],
		[1, 500, 1000],
		[2, 1000, 2000],
		[3, 2000, 4000],
		[4, 4000, 8000],
		[5, 4000, 8000],
		[60, 4000, 8000],
		[5000, 4000, 8000],
	])('before retry %i: %i to %i ms', (retry, least, most) => {
		expect(backoffMs(retry, 0)).toBe(least);
		expect(backoffMs(retry, 1)).toBe(most);
	});

	it('stays within its bounds and differs by chance', () => {
		const chance = fc.double({ min: 0, max: 1, noNaN: true });
		fc.assert(
			fc.property(fc.nat(100), chance, (retry, random) => {
				const delay = backoffMs(retry, random);
				const whole = Math.min(500 * 2 ** retry, 8000);
				expect(delay).toBeGreaterThanOrEqual(whole / 2);
				expect(delay).toBeLessThanOrEqual(whole);
				expect(backoffMs(retry, 1 - random / 2)).toBeGreaterThan(backoffMs(retry, 0));
			}),
		);
	});
});

type Question = Parameters<typeof decideRetry>[0];
const question: Question = {
	result: 'notAccepted',
	namedDelayMs: null,
	isNamedLimit: false,
	retriesUsed: 0,
	retryOn: 'safe',
	maxRetries: 4,
	remainingMs: 900_000,
	random: 1,
};
const limit = { namedDelayMs: 60_000, isNamedLimit: true };
const again = (delayMs: number, countsAsRetry = true) => ({ retry: true, delayMs, countsAsRetry });
const stop = (because: string) => ({ retry: false, because });

describe('a limit that names its end', () => {
	it.each([
		[429, 500, true],
		[503, 60_000, true],
		[429, 499, false],
		[503, 0, false],
		[429, null, false],
		[500, 60_000, false],
		[408, 60_000, false],
	])('HTTP %i, %j ms: %s', (status, namedDelayMs, isNamed) => {
		expect(isNamedLimit(status, namedDelayMs)).toBe(isNamed);
	});
});

describe('whether a paid request is sent once more', () => {
	it.each<[AttemptResult, RetryOn, number, object]>([
		['accepted', 'safe', 4, stop('settled')],
		['accepted', 'any', 4, stop('settled')],
		['accepted', 'never', 4, stop('settled')],
		['refused', 'safe', 4, stop('settled')],
		['refused', 'any', 4, stop('settled')],
		['refused', 'never', 4, stop('settled')],
		['notAccepted', 'safe', 4, again(500)],
		['notAccepted', 'any', 4, again(500)],
		['notAccepted', 'never', 4, stop('retriesUsedUp')],
		['notAccepted', 'safe', 0, stop('retriesUsedUp')],
		['notAccepted', 'any', 0, stop('retriesUsedUp')],
		['notAccepted', 'safe', 1, again(500)],
		['unknown', 'safe', 4, stop('unknownOutcome')],
		['unknown', 'any', 4, again(500)],
		['unknown', 'never', 4, stop('unknownOutcome')],
		['unknown', 'any', 0, stop('retriesUsedUp')],
	])('%s, retry on %s, at most %i', (result, retryOn, maxRetries, answer) => {
		expect(decideRetry({ ...question, result, retryOn, maxRetries })).toEqual(answer);
	});

	it.each<[string, Partial<Question>, object]>([
		['the last retry is used up', { retriesUsed: 4 }, stop('retriesUsedUp')],
		['one retry is left', { retriesUsed: 3 }, again(4000)],
		['a named limit does not count', limit, again(60_000, false)],
		[
			'a named limit is waited out when all retries are used',
			{ ...limit, retriesUsed: 4 },
			again(60_000, false),
		],
		[
			'a named limit counts not at all without retries',
			{ ...limit, maxRetries: 0 },
			stop('retriesUsedUp'),
		],
		[
			'a named limit is not waited out under never',
			{ ...limit, retryOn: 'never' },
			stop('retriesUsedUp'),
		],
		['a named delay shorter than the backoff', { namedDelayMs: 100, retriesUsed: 2 }, again(2000)],
		['a delay that another status names counts', { namedDelayMs: 3000 }, again(3000)],
		['a named delay has no jitter', { namedDelayMs: 3000, random: 0 }, again(3000)],
		['the delay ends at the deadline', { remainingMs: 500 }, stop('noTimeLeft')],
		['the delay ends just before the deadline', { remainingMs: 501 }, again(500)],
		['the named delay ends at the deadline', { ...limit, remainingMs: 60_000 }, stop('noTimeLeft')],
		['no time is left', { remainingMs: -1 }, stop('noTimeLeft')],
	])('%s', (_, change, answer) => {
		expect(decideRetry({ ...question, ...change })).toEqual(answer);
	});

	const anyQuestion = fc.record<Question>({
		result: fc.constantFrom('accepted', 'notAccepted', 'unknown', 'refused'),
		namedDelayMs: fc.option(fc.integer({ min: 0, max: 86_400_000 })),
		isNamedLimit: fc.boolean(),
		retriesUsed: fc.nat(12),
		retryOn: fc.constantFrom('safe', 'any', 'never'),
		maxRetries: fc.nat(10),
		remainingMs: fc.integer({ min: -1000, max: 900_000 }),
		random: fc.double({ min: 0, max: 1, noNaN: true }),
	});

	it('never waits past the deadline, nor longer than 8 s of its own accord', () => {
		fc.assert(
			fc.property(anyQuestion, (asked) => {
				const answer = decideRetry(asked);
				if (!answer.retry) return;
				expect(answer.delayMs).toBeLessThan(asked.remainingMs);
				if (asked.namedDelayMs === null) expect(answer.delayMs).toBeLessThanOrEqual(8000);
				else expect(answer.delayMs).toBeGreaterThanOrEqual(asked.namedDelayMs);
			}),
			{ numRuns: 2000 },
		);
	});

	it('never pays twice for an unknown outcome unless told to, and never after an answer', () => {
		fc.assert(
			fc.property(anyQuestion, (asked) => {
				if (!decideRetry(asked).retry) return;
				expect(asked.result === 'notAccepted' || asked.result === 'unknown').toBe(true);
				if (asked.result === 'unknown') expect(asked.retryOn).toBe('any');
				expect(asked.retryOn).not.toBe('never');
				expect(asked.maxRetries).toBeGreaterThan(0);
			}),
			{ numRuns: 2000 },
		);
	});

	it('never counts beyond the most retries, however long the run', () => {
		fc.assert(
			fc.property(fc.array(anyQuestion, { maxLength: 40 }), fc.nat(10), (asked, maxRetries) => {
				let retriesUsed = 0;
				for (const one of asked) {
					const answer = decideRetry({ ...one, maxRetries, retriesUsed });
					if (answer.retry && answer.countsAsRetry) retriesUsed += 1;
				}
				expect(retriesUsed).toBeLessThanOrEqual(maxRetries);
			}),
		);
	});
});
