import { namedWaitMs, waitInWords } from '../../../../nodes/OakgenImage/providers/evidence/wait';
import type { JsonRecord } from '../../../../nodes/OakgenImage/text/json';

const now = Date.parse('2026-01-01T00:00:00Z');

it.each<[value: unknown, waitMs: number | null]>([
	[9, 9_000],
	[0, 0],
	[1.5, 1_500],
	[-1, null],
	['9', 9_000],
	[' 9 ', 9_000],
	['9s', 9_000],
	['9 s', 9_000],
	['250ms', 250],
	['250 msecs', 250],
	['250 milliseconds', 250],
	['1.5 seconds', 1_500],
	['9 sec', 9_000],
	['9 Sekunden', 9_000],
	['9 секунд', 9_000],
	['9秒', 9_000],
	['2m', 120_000],
	['2 MINUTES', 120_000],
	['2 mins', 120_000],
	['1h', 3_600_000],
	['2 hours', 7_200_000],
	['1 hr', 3_600_000],
	['1 day', 86_400_000],
	['2 Tage', 172_800_000],
	['1m30s', 90_000],
	['1 hour 30 minutes', 5_400_000],
	['1m 5 apples', 60_000],
	['5 apples', null],
	['5 apples 1m', null],
	['PT10S', 10_000],
	['pt1m30s', 90_000],
	[' PT10S ', 10_000],
	['1.25 seconds', 1_250],
	[`1m${' '.repeat(60)}30s`, 60_000],
	[{ value: 9, unit: null }, 9_000],
	[{ value: null }, null],
	['00:01:30', 90_000],
	['soon', null],
	['-9s', null],
	[' -9s', null],
	['', null],
	[null, null],
	[true, null],
	[[9], null],
	[{ seconds: 9 }, 9_000],
	[{ minutes: 2 }, 120_000],
	[{ value: 9, unit: 's' }, 9_000],
	[{ value: 2, unit: 'minutes' }, 120_000],
	[{ value: 9 }, 9_000],
	[{ apples: 9 }, null],
	[{ inner: { seconds: 9 } }, null],
	[{}, null],
])('the wait that %j is', (value, waitMs) => {
	expect(namedWaitMs([{ retry_after: value }], now)).toBe(waitMs);
});

it.each<[header: string, waitMs: number | null]>([
	['limit=10, remaining=0, reset=9', 9_000],
	['"default";r=0;t=9', 9_000],
	['"default";q=10;w=60', null],
])('the wait of a header RateLimit: %s', (ratelimit, waitMs) => {
	expect(namedWaitMs([{ ratelimit }], now)).toBe(waitMs);
});

it.each<[name: string, waitMs: number | null]>([
	['retryAfter', 9_000],
	['retry_after_seconds', 9_000],
	['retry_after_ms', 9],
	['retryAfterMillis', 9],
	['retry_after_minutes', 540_000],
	['wait_time', 9_000],
	['resets_in_min', 540_000],
	['nextAllowedIn', 9],
	['cooldown', 9_000],
	['seed', null],
	['no_retry_after', null],
	['retry_after_all', null],
])('the unit of a wait under %s', (name, waitMs) => {
	expect(namedWaitMs([{ [name]: 9 }], now)).toBe(waitMs);
});

it.each<[what: string, moment: unknown, waitMs: number | null]>([
	['a date', '2026-01-01T00:00:09Z', 9_000],
	['of another zone', '2026-01-01T01:00:09+0100', 9_000],
	['without a zone', '2026-01-01T00:00:09', 9_000],
	['without a zone, with blanks', ' 2026-01-01 00:00:09 ', 9_000],
	['without a zone and seconds', '2026-01-01 00:02', 120_000],
	['without a zone, with fractions', '2026-01-01T00:00:09.5', 9_500],
	['now', '2026-01-01T00:00:00Z', 0],
	['in the past', '2025-12-31T23:59:59Z', null],
	['seconds since 1970', now / 1000 + 9, 9_000],
	['milliseconds since 1970', now + 9_000, 9_000],
	['as a text', String(now / 1000 + 9), 9_000],
	['past seconds since 1970', now / 1000 - 9, null],
	['a small figure', 9, 9_000],
	['zero', 0, 0],
	['less than zero', -9, null],
	['a duration', '9s', 9_000],
	...['+00:00', 'Z', '', ' UTC', '+00', ' +00:00', ' +0000', '\u221200:00', '-00'].map(
		(zone): [string, unknown, number] => [
			`a date with the zone "${zone}"`,
			new Date(now + 9_000).toISOString().replace('Z', zone),
			9_000,
		],
	),
	['words', 'soon', null],
	['null', null, null],
	['a flag', true, null],
])('the wait until a moment: %s', (_, moment, waitMs) => {
	expect(namedWaitMs([{ reset_at: moment }], now)).toBe(waitMs);
});

it.each<[value: unknown, waitMs: number | null]>([
	['2026-01-01T00:00:09Z', 9_000],
	['2026-01-01T02:00:09+02', 9_000],
	['2025-12-31T19:00:09\u221205:00', 9_000],
	['Thu, 01 Jan 2026 00:00:09 GMT', 9_000],
	['2025-12-31T23:59:59Z', null],
	[now / 1000 + 9, 9_000],
	[String(now + 9_000), 9_000],
	['at 9:30', null],
])('a wait may be the moment of its end: %j', (value, waitMs) => {
	expect(namedWaitMs([{ retry_after: value }], now)).toBe(waitMs);
});

it.each(['Z', ' UTC', '+00:00', '+00', ' +00:00', '\u221200:00'])(
	'a moment in words may have the zone "%s"',
	(zone) => {
		const message = `Limit reached, try again at 2026-01-01 00:00:09${zone}`;
		expect(namedWaitMs([{ message }], now)).toBe(9_000);
	},
);

it.each<[figure: number, at: number, waitMs: number]>([
	[999_999_999, 0, 999_999_999_000],
	[1_000_000_000, 0, 1_000_000_000_000],
	[1_000_000_000, 999_999_999_000, 1_000],
	[99_999_999_999, 99_999_999_998_000, 1_000],
	[100_000_000_000, 99_999_999_000, 1_000],
])('%d at %d ms', (figure, at, waitMs) => {
	expect(namedWaitMs([{ reset_at: figure }], at)).toBe(waitMs);
});

const nested = (depth: number): JsonRecord =>
	depth === 0 ? { retry_after: 9 } : { error: nested(depth - 1) };

it.each<[what: string, documents: JsonRecord[], waitMs: number | null]>([
	['nothing', [], null],
	['an empty body', [{}], null],
	['in the second of two', [{ a: 1 }, { retry_after: 9 }], 9_000],
	['the first of two', [{ retry_after: 9 }, { retry_after: 5 }], 9_000],
	['behind one that is none', [{ retry_after: 'soon' }, { retry_after: 9 }], 9_000],
	['the plainest of two', [{ cooldown: 5, retry_after: 9 }], 9_000],
	['a duration before a moment', [{ reset_at: now / 1000 + 5, cooldown: 9 }], 9_000],
	['a moment before words', [{ message: 'retry in 5s', reset_at: now / 1000 + 9 }], 9_000],
	['a moment in words', [{ message: 'Try again at 2026-01-01T00:00:09Z' }], 9_000],
	[
		'a moment in words before a duration in words',
		[{ a: 'retry in 5s', b: 'Available 2026-01-01 00:00:09' }],
		9_000,
	],
	[
		'a past moment in words',
		[{ message: 'Try again at 2025-01-01T00:00:09Z', b: 'wait 9s' }],
		9_000,
	],
	['words', [{ message: 'Please retry in 9s' }], 9_000],
	['the second of two texts', [{ title: 'Too many', message: 'Resets in ~9s' }], 9_000],
	['in a list', [{ details: [{ a: 1 }, { retryDelay: '9s' }] }], 9_000],
	['figures elsewhere', [{ seed: 9, size: '9s' }], null],
	['four objects deep', [nested(4)], 9_000],
	['five objects deep', [nested(5)], null],
	['the twentieth of a list', [{ list: [...Array<null>(19).fill(null), { cooldown: 9 }] }], 9_000],
	['behind twenty of a list', [{ list: [...Array<null>(20).fill(null), { cooldown: 9 }] }], null],
])('the wait that a body names: %s', (_, documents, waitMs) => {
	expect(namedWaitMs(documents, now)).toBe(waitMs);
});

/** Fields that say nothing, and the wait behind them. */
function behind(fields: number): JsonRecord {
	const others = Array.from({ length: fields }, (_, at) => [`a${at}`, null]);
	return Object.fromEntries([...others, ['retry_after', 9]]) as JsonRecord;
}

it.each<[what: string, documents: JsonRecord[], waitMs: number | null]>([
	['the last of a hundred fields', [behind(99)], 9_000],
	['behind a hundred fields', [behind(100)], null],
	['the last of five hundred values', [...Array<JsonRecord>(499).fill({ a: 1 }), behind(0)], 9_000],
	['behind five hundred values', [...Array<JsonRecord>(500).fill({ a: 1 }), behind(0)], null],
])('a hostile body is not searched for ever: %s', (_, documents, waitMs) => {
	expect(namedWaitMs(documents, now)).toBe(waitMs);
});

it.each<[text: string, waitMs: number | null]>([
	['Please retry in 17.5s', 17_500],
	['resets in ~9s', 9_000],
	['try again in 20 seconds', 20_000],
	['Retry after 1m30s.', 90_000],
	['Resets in 00:00:20. Upgrade for more.', 20_000],
	['Available again in 1:30:00', 5_400_000],
	['Resets at 14:00:00', null],
	['Retry after 12:30:00', null],
	['retry after 9', null],
	['retry', null],
	['9s', null],
	['', null],
	[`${'x'.repeat(1985)} retry in 9s`, 9_000],
	[`${'x'.repeat(2000)} retry in 9s`, null],
])('the wait in the words %j', (text, waitMs) => {
	expect(waitInWords(text)).toBe(waitMs);
});

it('a moment far behind the beginning of a text is not looked for', () => {
	const text = 'Try again at 2026-01-01T00:00:09Z';
	expect(namedWaitMs([{ message: `${' '.repeat(1900)}${text}` }], now)).toBe(9_000);
	expect(namedWaitMs([{ message: `${' '.repeat(2000)}${text}` }], now)).toBeNull();
});
