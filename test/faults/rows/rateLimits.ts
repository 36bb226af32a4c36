import { always, type FaultTable, once, type Row, status } from '../row.ts';

const retryAfter = (value: string) => ({ headers: { 'retry-after': value } });
const year = 365 * 24 * 60 * 60;

/** What cannot be a wait counts for nothing: the node's own pauses do, half a second at first. */
const absurd: Record<string, string> = {
	'a year, in seconds': String(year),
	'a year ago': new Date(Date.UTC(2001, 0, 1)).toUTCString(),
	'a date in a thousand years': new Date(Date.UTC(3000, 0, 1)).toUTCString(),
	'a negative number': '-5',
	'a number beyond all counting': `1${'0'.repeat(400)}`,
	'no number': 'soon',
	nothing: '',
};

const rows: Row[] = [
	{
		fault: 'HTTP 429, come back after a second',
		provider: 'both',
		rules: once(status(429, { retryAfterSeconds: 1 })),
		paid: [429, 200],
		waits: 0.99,
		billed: 1,
		outcome: 'image',
	},
	{
		// A date has whole seconds, so that two of them may be little more than one.
		fault: 'HTTP 429, come back at a time two seconds from now',
		provider: 'both',
		rules: once(status(429, { retryAfterDateInSeconds: 2 })),
		paid: [429, 200],
		waits: 0.99,
		billed: 1,
		outcome: 'image',
	},
	{
		fault: 'HTTP 429, come back after 900 ms (Retry-After-Ms)',
		provider: 'both',
		rules: once(status(429, { headers: { 'retry-after-ms': '900' } })),
		paid: [429, 200],
		waits: 0.89,
		billed: 1,
		outcome: 'image',
	},
	{
		fault: 'HTTP 429 with RetryInfo: after a second',
		provider: 'gemini',
		rules: once(status(429, { retryInfoDelay: '1s' })),
		paid: [429, 200],
		waits: 0.99,
		billed: 1,
		outcome: 'image',
	},
	{
		fault: 'HTTP 429 with RetryInfo: after a year',
		provider: 'gemini',
		rules: once(status(429, { retryInfoDelay: `${year}s` })),
		paid: [429, 200],
		waits: 0.24,
		billed: 1,
		outcome: 'image',
	},
	{
		fault: 'HTTP 503, come back after a second',
		provider: 'both',
		rules: once(status(503, { retryAfterSeconds: 1 })),
		paid: [503, 200],
		waits: 0.99,
		billed: 1,
		outcome: 'image',
	},
	...Object.entries(absurd).map(([what, value]): Row => ({
		fault: `HTTP 429 whose Retry-After is ${what}`,
		provider: 'both',
		rules: once(status(429, retryAfter(value))),
		paid: [429, 200],
		waits: 0.24,
		billed: 1,
		outcome: 'image',
	})),
	{
		fault: 'HTTP 429 three times, each with Retry-After: such a wait is no retry',
		provider: 'both',
		rules: [{ fault: status(429, { headers: { 'retry-after-ms': '600' } }), times: 3 }],
		settings: { maxRetries: 1 },
		paid: [429, 429, 429, 200],
		billed: 1,
		outcome: 'image',
	},
	{
		fault: 'HTTP 429 every time, come back at once',
		provider: 'both',
		rules: always(status(429, retryAfter('0'))),
		settings: { maxRetries: 1 },
		paid: [429, 429],
		waits: 0.24,
		billed: 0,
		outcome: '{provider}’s rate limit is reached (HTTP 429) after 2 attempts: …',
	},
	{
		fault: 'HTTP 429, come back after an hour',
		provider: 'both',
		rules: always(status(429, { retryAfterSeconds: 3600 })),
		paid: [429],
		billed: 0,
		outcome: '{provider}’s rate limit is reached (HTTP 429): …',
	},
	{
		fault: 'HTTP 500, come back after an hour',
		provider: 'both',
		rules: always(status(500, { retryAfterSeconds: 3600 })),
		paid: [500],
		billed: 0,
		outcome: '{provider} failed to process the request (HTTP 500): …',
	},
	...(['never', 'safe'] as const).map((retryOn): Row => ({
		fault: 'HTTP 429, come back after a second',
		provider: 'both',
		rules: always(status(429, { retryAfterSeconds: 1 })),
		settings: retryOn === 'never' ? { retryOn } : { maxRetries: 0 },
		paid: [429],
		billed: 0,
		outcome: '{provider}’s rate limit is reached (HTTP 429): …',
	})),
];

export const rateLimits: FaultTable = {
	title: 'When the provider asks to wait',
	text: 'A wait that a reply names is kept, together with all other images of the run, as long as it ends before Total Timeout.',
	where: 'generate',
	rows,
};
