import type { Fault } from '../../../tools/sandbox/index.ts';
import { always, atOnce, type FaultTable, once, type Row, status } from '../row.ts';

/** The provider did not take the order, or says that it failed: trying again is free. */
const notAccepted = [409, 425, 429, 500, 503, 521, 523, 525, 526, 529];
/** What a gateway also says of an order that was taken: free only where an order is known by its key. */
const freeByKey = [408, 502, 520, 522];
/** A gateway lost the provider's answer: the image may be made. */
const unknown = [501, 504, 505, 524, 530];
/** Nobody has defined what these refuse: they are not repeated, and may have been carried out. */
const undefinedRefusals = [418, 499];
const mayBeBilled = 'the image may have been made and billed';

const refused: Record<number, string> = {
	400: '{provider} refused the request',
	401: '{provider} refused the API key',
	402: '{provider} refused because the account has no credits left',
	404: '{provider} does not know this model or address',
	405: '{provider} refused the request',
	413: '{provider} refused the request because it is too large',
	415: '{provider} refused the request',
	422: '{provider} could not use the request',
	451: '{provider} refused the request',
};

/** Of HTTP 403 its words alone tell what it is about. */
const forbidden = {
	oakgen: '{provider} refused the API key',
	gemini: '{provider} does not allow this account to do that',
};

/** After each of these the provider has the order, and the node has no answer. */
const noAnswer: Record<string, { fault: Fault; paid: number | null; outcome: string }> = {
	'The connection is reset before any answer': {
		fault: { kind: 'reset', afterGenerating: true },
		paid: null,
		outcome: `The connection to {provider} was lost: it was closed before the reply was complete; ${mayBeBilled}`,
	},
	'The connection is reset in the middle of the reply': {
		fault: { kind: 'resetMidBody' },
		paid: 200,
		outcome: `The connection to {provider} was lost: it was closed before the reply was complete; ${mayBeBilled}`,
	},
	'No answer ever comes': {
		fault: { kind: 'hang', afterGenerating: true },
		paid: null,
		outcome: `{provider} did not answer in time; ${mayBeBilled}`,
	},
	'The reply stops half-way, and nothing more comes': {
		fault: { kind: 'stall' },
		paid: 200,
		outcome: `{provider} did not answer in time; ${mayBeBilled}`,
	},
	'The reply comes byte by byte, past the deadline': {
		fault: { kind: 'trickle', intervalMs: 100 },
		paid: 200,
		outcome: `{provider} did not answer in time; ${mayBeBilled}`,
	},
};

/** The whole reply is there, and only its connection is not as it should be. */
const wholeReply: Record<string, Fault> = {
	'A whole reply whose connection then stays open': { kind: 'staysOpen' },
	'A whole reply whose connection closes without its last chunk': { kind: 'noLastChunk' },
	'A whole reply, and the connection ends before the length that was promised': {
		kind: 'wrongContentLength',
	},
	'A whole reply whose length is said to be one too large': {
		kind: 'wrongContentLength',
		by: 1,
	},
};

const failedInWords = { status: 'failed', error: { message: 'the prompt cannot be drawn' } };

const rows: Row[] = [
	...notAccepted.map((code): Row => ({
		fault: `HTTP ${code}, once`,
		provider: 'both',
		rules: once(status(code)),
		paid: [code, 200],
		billed: 1,
		outcome: 'image',
	})),
	...[429, 500, 503, 529].map((code): Row => ({
		fault: `HTTP ${code}`,
		provider: 'both',
		rules: always(status(code)),
		settings: { retryOn: 'never' },
		paid: [code],
		billed: 0,
		outcome:
			code === 429
				? '{provider}’s rate limit is reached (HTTP 429): …'
				: `{provider} failed to process the request (HTTP ${code}): …`,
	})),
	...[...unknown, ...undefinedRefusals].map((code): Row => ({
		fault: `HTTP ${code}`,
		provider: 'both',
		rules: always(status(code)),
		paid: [code],
		billed: 0,
		outcome: `{provider} answered with HTTP ${code}: …; ${mayBeBilled}`,
	})),
	...unknown.map((code): Row => ({
		fault: `HTTP ${code}, once`,
		provider: 'both',
		rules: once(status(code)),
		settings: { retryOn: 'any' },
		paid: [code, 200],
		billed: 1,
		outcome: 'image',
	})),
	...undefinedRefusals.map((code): Row => ({
		fault: `HTTP ${code}, once`,
		provider: 'both',
		rules: once(status(code)),
		settings: { retryOn: 'any' },
		paid: [code],
		billed: 0,
		outcome: `{provider} answered with HTTP ${code}: …; ${mayBeBilled}`,
	})),
	...(['oakgen', 'gemini'] as const).map((provider): Row => ({
		fault: 'HTTP 403',
		provider,
		rules: always(status(403)),
		settings: { retryOn: 'any' },
		paid: [403],
		billed: 0,
		outcome: `${forbidden[provider]} (HTTP 403): …`,
	})),
	...Object.entries(refused).map(([code, says]): Row => ({
		fault: `HTTP ${code}`,
		provider: 'both',
		rules: always(status(Number(code))),
		settings: { retryOn: 'any' },
		paid: [Number(code)],
		billed: 0,
		outcome: `${says} (HTTP ${code}): …`,
	})),

	{
		fault: 'HTTP 500 every time',
		provider: 'both',
		rules: always(status(500, atOnce)),
		settings: { maxRetries: 2 },
		paid: [500, 500, 500],
		billed: 0,
		outcome: '{provider} failed to process the request (HTTP 500) after 3 attempts: …',
	},
	{
		fault: 'HTTP 503 every time',
		provider: 'both',
		rules: always(status(503, atOnce)),
		settings: { maxRetries: 0 },
		paid: [503],
		billed: 0,
		outcome: '{provider} failed to process the request (HTTP 503): …',
	},
	{
		fault: 'HTTP 504 although the image was made',
		provider: 'both',
		rules: always(status(504, { afterGenerating: true })),
		paid: [504],
		billed: 1,
		outcome: `{provider} answered with HTTP 504: …; ${mayBeBilled}`,
	},
	{
		fault: 'HTTP 504 once, although the image was made: Oakgen knows the order again',
		rules: once(status(504, { afterGenerating: true })),
		settings: { retryOn: 'any' },
		paid: [504, 200],
		billed: 1,
		outcome: 'image',
	},
	{
		fault: 'HTTP 504 once, although the image was made: Google cannot know the order again',
		provider: 'gemini',
		rules: once(status(504, { afterGenerating: true })),
		settings: { retryOn: 'any' },
		paid: [504, 200],
		billed: 2,
		outcome: 'image',
	},

	{
		fault: 'HTTP 500 once, although the image was made: Oakgen knows the order again',
		rules: once(status(500, { afterGenerating: true })),
		paid: [500, 200],
		billed: 1,
		outcome: 'image',
	},
	{
		fault: 'HTTP 500 once, although the image was made: Google cannot know the order again',
		provider: 'gemini',
		rules: once(status(500, { afterGenerating: true })),
		paid: [500, 200],
		billed: 2,
		outcome: 'image',
	},

	...Object.entries(wholeReply).map(([fault, what]): Row => ({
		fault,
		provider: 'both',
		rules: once(what),
		paid: [200],
		billed: 1,
		outcome: 'image',
	})),
	...freeByKey.flatMap((code): Row[] => [
		{
			fault: `HTTP ${code} although the image was made, once: Oakgen knows the order again by its key`,
			rules: once(status(code, { afterGenerating: true })),
			paid: [code, 200],
			billed: 1,
			outcome: 'image',
		},
		{
			fault: `HTTP ${code} although the image was made: Google cannot know an order again`,
			provider: 'gemini',
			rules: always(status(code, { afterGenerating: true })),
			paid: [code],
			billed: 1,
			outcome: `{provider} answered with HTTP ${code}: …; ${mayBeBilled}`,
		},
		{
			fault: `HTTP ${code}`,
			rules: always(status(code)),
			settings: { retryOn: 'never' },
			paid: [code],
			billed: 0,
			outcome: `{provider} failed to process the request (HTTP ${code}): …`,
		},
		{
			fault: `HTTP ${code}, once`,
			provider: 'gemini',
			rules: once(status(code)),
			settings: { retryOn: 'any' },
			paid: [code, 200],
			billed: 1,
			outcome: 'image',
		},
	]),

	...Object.entries(noAnswer).map(([fault, { fault: what, paid, outcome }]): Row => ({
		fault,
		provider: 'both',
		rules: always(what),
		settings: { requestTimeout: 3 },
		paid: [paid],
		billed: 1,
		outcome,
	})),
	...Object.entries(noAnswer).map(([fault, { fault: what, paid }]): Row => ({
		fault: `${fault}, once`,
		rules: once(what),
		settings: { requestTimeout: 5, retryOn: 'any' },
		paid: [paid, 200],
		billed: 1,
		outcome: 'image',
	})),
	{
		fault: 'No answer ever comes, and nothing is made',
		provider: 'both',
		rules: always({ kind: 'hang' }),
		settings: { requestTimeout: 3, retryOn: 'any', maxRetries: 2 },
		paid: [null, null, null],
		billed: 0,
		outcome: `{provider} did not answer in time after 3 attempts; ${mayBeBilled}`,
	},
	{
		fault: 'No answer ever comes, and Total Timeout ends before Request Timeout',
		provider: 'both',
		rules: always({ kind: 'hang' }),
		settings: { requestTimeout: 20, totalTimeout: 2, retryOn: 'any' },
		paid: [null],
		billed: 0,
		outcome: `{provider} did not answer in time; ${mayBeBilled}`,
	},
	...(['stalls', 'endless', 'breaks'] as const).map((body): Row => ({
		fault: {
			stalls: 'HTTP 500 whose words stop half-way, once',
			endless: 'HTTP 500 whose words never end, once',
			breaks: 'HTTP 500 whose words break off, once',
		}[body],
		provider: 'both',
		rules: once(status(500, { body })),
		settings: { requestTimeout: 5 },
		paid: [500, 200],
		billed: 1,
		outcome: 'image',
	})),
	{
		fault: 'HTTP 401 whose words stop half-way',
		provider: 'both',
		rules: always(status(401, { body: 'stalls' })),
		settings: { requestTimeout: 3 },
		paid: [401],
		billed: 0,
		outcome: '{provider} refused the API key (HTTP 401): …',
	},

	...[400, 409, 429, 500, 502, 504].map((code): Row => ({
		fault: `HTTP ${code} with the image beside it, and no word of what went wrong`,
		rules: always(
			status(code, {
				afterGenerating: true,
				json: { status: 'completed', images: [{ url: '{image}' }] },
			}),
		),
		paid: [code],
		billed: 1,
		outcome: 'image',
	})),
	{
		fault: 'HTTP 504, and then a failure in words',
		provider: 'both',
		rules: [{ fault: status(504), times: 1 }, { fault: status(200, { json: failedInWords }) }],
		settings: { retryOn: 'any' },
		paid: [504, 200],
		billed: 0,
		outcome: `{provider} made no image: …; in an attempt before, ${mayBeBilled}`,
	},

	{
		fault: 'Nobody listens at the Base URL',
		provider: 'both',
		baseUrl: 'http://127.0.0.1:1',
		settings: { maxRetries: 1 },
		paid: [],
		billed: 0,
		outcome: '{provider} could not be reached after 2 attempts: the connection was refused',
	},
	{
		fault: 'The host of the Base URL does not exist',
		provider: 'both',
		baseUrl: 'https://oakgen.invalid',
		settings: { maxRetries: 1 },
		paid: [],
		billed: 0,
		outcome: '{provider} could not be reached after 2 attempts: the host name does not exist',
	},
	{
		fault: 'The certificate at the Base URL is of another host',
		provider: 'both',
		baseUrl: '{wrongHost}',
		paid: [],
		billed: 0,
		outcome: 'The request to {provider} could not be sent: the secure connection failed (…)',
	},

	...[301, 302, 303, 307, 308].map((code): Row => ({
		fault: `HTTP ${code}, a redirect to another host`,
		provider: 'both',
		rules: always({ kind: 'redirect', status: code, location: '{foreignUrl}{path}' }),
		settings: { retryOn: 'any' },
		paid: [code],
		billed: 0,
		outcome: `{provider} answered with a redirect to {elsewhere}… (HTTP ${code}), which is not followed because it would carry your API key along; ${mayBeBilled}`,
	})),
	{
		fault: 'A redirect to the result, after the order was carried out',
		provider: 'both',
		rules: always(status(303, { afterGenerating: true, headers: { location: '/v1/results/7' } })),
		settings: { retryOn: 'any' },
		paid: [303],
		billed: 1,
		outcome: `{provider} answered with a redirect to /v1/results/7 (HTTP 303), which is not followed because it would carry your API key along; ${mayBeBilled}`,
	},
	{
		fault: 'A redirect to the same host',
		provider: 'both',
		rules: always({ kind: 'redirect', status: 307, location: '{url}/v2/other' }),
		settings: { retryOn: 'any' },
		paid: [307],
		billed: 0,
		outcome: `{provider} answered with a redirect to {base}/v2/other (HTTP 307), which is not followed because it would carry your API key along; ${mayBeBilled}`,
	},
];

export const ordering: FaultTable = {
	title: 'Ordering an image',
	text: 'The paid request. A fault that leaves open whether the image was made is not repeated by itself; Oakgen gets an `Idempotency-Key` with every order, so that a repeated one can be recognised.',
	where: 'generate',
	rows,
};
