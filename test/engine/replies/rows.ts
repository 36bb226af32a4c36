import type { INodeParameters } from 'n8n-workflow';
import type { Dialect, Said } from '../../../tools/sandbox/index.ts';

/** One exchange that is easily read wrongly, and what must come of it. */
export interface ReplyRow {
	name: string;
	/** Of Oakgen, or of a gateway behind it. */
	dialect?: Dialect;
	/** Google Gemini is asked, and its first orders are answered with this. */
	gemini?: { status: number; body: unknown; times?: number };
	/** Options of the node. */
	options?: INodeParameters;
	/** What the first orders are answered with, before the dialect's own answer. */
	first?: { said: Said; times: number };
	/** Polls that find the job under way; one when absent. */
	running?: number;
	/** `image`: the one that was made. Else what the error must say, and whether it may speak of a bill. */
	outcome: 'image' | { says: Array<string | RegExp>; isFree?: boolean };
	/** One when absent. */
	orders?: number;
	/** At most; none when absent. */
	polls?: number;
}

const json = (body: unknown, status = 200): Said => ({ status, json: body });
const picture = { url: '{image}', content_type: 'image/png' };

/** Asked for at the documented path, with its id in the reply. */
const job = (running: unknown, done: Said): Dialect => ({
	submit: json({ id: '{job}', status: 'queued' }),
	poll: { path: '/v1/generate/image/{job}', running: json(running), done },
});
const atEnd = (done: unknown): Dialect => job({ id: '{job}', status: 'processing' }, json(done));

/** Where the picture is. */
const places: Record<string, unknown> = {
	'the job itself in `url`, the picture in a list': {
		id: '{jobNumber}',
		url: '{url}/tunes/7/prompts/{jobNumber}.json',
		images: ['{image}'],
	},
	'a web page in `url`, the picture in a list': {
		success: true,
		url: '{url}/',
		data: [{ url: '{image}' }],
	},
	'a list at the top, of objects': [{ base64: null, url: '{image}', seed: '9' }],
	'a list at the top, of addresses': ['{image}'],
	'a list at the top, of whole replies': [{ data: { images: [picture] } }],
	'one address as text in `result`': { result: '{image}' },
	'one address as text in `data`': { data: '{image}' },
	'one address as text in `images`': { images: '{image}' },
	'one address as text in `image_urls`': { image_urls: '{image}' },
	'one address as text in `outputs`': { outputs: '{image}' },
	'a relative address': { images: [{ url: '{imagePath}' }] },
	'an address without a scheme': { images: ['{bareImage}'] },
	'an address without TLS on a public host': { url: '{httpImage}' },
};

/** Ends of a job in words that no list can hold; each with the reason that must reach the user. */
const ends: Record<string, { said: unknown; says: string | RegExp }> = {
	'two words, and details': {
		said: {
			id: '{job}',
			status: 'Output Moderated',
			details: { Why: ['A likeness'] },
			sample: null,
		},
		says: 'A likeness',
	},
	'a job that nobody knows': {
		said: { id: '{job}', status: 'Job not found', result: null },
		says: 'Job not found',
	},
	'out of time': { said: { id: '{job}', status: 'EXECUTION_TIMED_OUT' }, says: 'TIMED_OUT' },
	'a number below zero': {
		said: { data: { task_id: '{job}', state: -1, progress: 0 }, message: 'success' },
		says: '-1',
	},
	'a word with a picture beside it': {
		said: {
			id: '{job}',
			state: 'fail',
			failMsg: 'The filter said no',
			preview: '{preview}',
			url: '{preview}',
		},
		says: 'The filter said no',
	},
	'a flag': { said: { id: '{job}', done: true, faulted: true, images: [] }, says: /fault|fail/ },
};

/** Refusals in the body of an HTTP 200. */
const refusals: Record<string, { said: unknown; says: Array<string | RegExp> }> = {
	'code 402': {
		said: { code: 402, msg: 'The quota does not reach', data: null },
		says: ['The quota does not reach', /credit/i],
	},
	'code 401': {
		said: { code: 401, msg: 'Access denied', data: null },
		says: ['Access denied', /API key/i],
	},
	'code 402 as text, nested': {
		said: { data: { error: { code: '402', message: 'The purse is empty' } } },
		says: ['The purse is empty', /credit/i],
	},
	'a list of errors': {
		said: {
			success: false,
			errors: [{ code: 3031, message: 'These words are refused' }],
			result: null,
		},
		says: ['These words are refused'],
	},
	'an event of an error': {
		said: undefined,
		says: ['The stream was stopped'],
	},
};

const streamed: Said = {
	events: [
		{ type: 'image_generation.partial_image', partial_image_index: 0, url: '{preview}' },
		{ type: 'image_generation.completed', url: '{image}' },
		'[DONE]',
	],
};
const brokenStream: Said = {
	events: [
		{ type: 'image_generation.partial_image', partial_image_index: 0, url: '{preview}' },
		{ type: 'error', error: { code: 'policy', message: 'The stream was stopped' } },
	],
};
const slow = { code: 429, msg: 'Not so fast', data: null };

/** Google's words for a quota: which one, its size, and the wait that it names even where none helps. */
const geminiQuota = (quotaId: string, message: string) => ({
	status: 429,
	body: {
		error: {
			code: 429,
			status: 'RESOURCE_EXHAUSTED',
			message,
			details: [
				{
					'@type': 'type.googleapis.com/google.rpc.QuotaFailure',
					violations: [{ quotaMetric: 'generate_content_requests', quotaId }],
				},
				{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '1s' },
			],
		},
	},
});

export const rows: ReplyRow[] = [
	...Object.entries(places).map(([name, body]): ReplyRow => ({
		name: `The picture: ${name}`,
		dialect: { submit: json(body) },
		outcome: 'image',
	})),
	{
		name: 'The picture: at the end of a stream of events',
		dialect: { submit: streamed },
		outcome: 'image',
	},
	...Object.entries(ends).map(([name, { said, says }]): ReplyRow => ({
		name: `The end of a job: ${name}`,
		dialect: atEnd(said),
		outcome: { says: [says], isFree: true },
		polls: 2,
	})),
	...Object.entries(refusals).map(([name, { said, says }]): ReplyRow => ({
		name: `A refusal with HTTP 200: ${name}`,
		dialect: { submit: said === undefined ? brokenStream : json(said) },
		outcome: { says, isFree: true },
	})),

	{
		name: 'Image URL Path is set, and nothing is there yet: waited for',
		options: { imageUrlPath: 'images.0', statusPath: '/tunes/7/prompts/{id}.json' },
		dialect: {
			submit: json(
				{ id: '{jobNumber}', url: '{url}/tunes/7/prompts/{jobNumber}.json', images: [] },
				201,
			),
			poll: {
				path: '/tunes/7/prompts/{jobNumber}.json',
				running: json({ id: '{jobNumber}', images: [] }),
				done: json({ id: '{jobNumber}', images: ['{image}'] }),
			},
		},
		running: 2,
		outcome: 'image',
		polls: 3,
	},
	{
		name: 'A job that says only that it is not done, for long',
		options: { statusPath: '/api/v2/generate/status/{id}', imageUrlPath: 'generations.0.img' },
		dialect: {
			submit: json({ id: '{job}', kudos: 9 }, 202),
			poll: {
				path: '/api/v2/generate/status/{job}',
				running: json({ finished: 0, waiting: 1, done: false, faulted: false, generations: [] }),
				done: json({ finished: 1, done: true, faulted: false, generations: [{ img: '{image}' }] }),
			},
		},
		running: 11,
		outcome: 'image',
		polls: 12,
	},
	{
		name: 'A job that is under way for long',
		dialect: job(
			{ id: '{job}', status: 'in_progress', progress: 40, result: null },
			json({ id: '{job}', status: 'completed', result: { url: '{image}' } }),
		),
		running: 15,
		outcome: 'image',
		polls: 16,
	},
	{
		name: 'A job in a state of an unknown word, with a picture that is not the final one',
		dialect: job(
			{ id: '{job}', status: 'simmering', url: '{preview}', images: ['{preview}'] },
			json({ id: '{job}', status: 'completed', images: ['{image}'] }),
		),
		running: 2,
		outcome: 'image',
		polls: 3,
	},
	{
		name: 'A finished job whose result is a refusal',
		dialect: {
			submit: json({
				status: 'IN_QUEUE',
				request_id: '{job}',
				status_url: '{url}/q/{job}/status',
				response_url: '{url}/q/{job}',
			}),
			poll: {
				path: '/q/{job}/status',
				running: json({ status: 'IN_PROGRESS', request_id: '{job}' }, 202),
				done: json({ status: 'COMPLETED', request_id: '{job}', response_url: '{url}/q/{job}' }),
			},
			result: {
				path: '/q/{job}',
				done: json({ detail: [{ loc: ['body', 'prompt'], msg: 'A checker said no' }] }, 422),
			},
		},
		outcome: { says: ['A checker said no'], isFree: true },
		polls: 3,
	},
	{
		name: 'A limit in the body of an HTTP 200: ordered again',
		first: { said: json(slow), times: 1 },
		dialect: { submit: json({ code: 200, msg: 'success', data: { url: '{image}' } }) },
		outcome: 'image',
		orders: 2,
	},
	{
		name: 'A limit whose wait stands in the body alone: waited for, however often',
		options: { maxRetries: 1 },
		first: { said: json({ detail: 'Resets in ~1s.', retry_after: 1 }, 429), times: 3 },
		dialect: { submit: json({ url: '{image}' }) },
		outcome: 'image',
		orders: 4,
	},
	{
		name: 'A 403 for an empty purse',
		dialect: { submit: json({ detail: 'Locked. Reason: the balance is used up.' }, 403) },
		outcome: { says: ['the balance is used up', /credit|balance|top up/i], isFree: true },
	},
	{
		name: 'A 500 for an empty purse: not ordered again',
		dialect: {
			submit: json({ code: 500, data: null, message: 'No hold: insufficient credits' }, 500),
		},
		outcome: { says: ['insufficient credits', /credit/i], isFree: true },
	},
	{
		name: 'Gemini: a quota of nothing, and a wait beside it',
		gemini: geminiQuota(
			'GenerateRequestsPerMinutePerProjectPerModel-FreeTier',
			'The quota is exceeded, limit: 0, model: some-image-model',
		),
		outcome: { says: [/plan|billing/i], isFree: true },
	},
	{
		name: 'Gemini: the quota of the day is used up',
		gemini: geminiQuota('GenerateRequestsPerDayPerProjectPerModel', 'The quota of 250 is exceeded'),
		outcome: { says: [/plan|billing/i], isFree: true },
	},
	{
		name: 'Gemini: the quota of the minute is waited for',
		gemini: {
			...geminiQuota('GenerateRequestsPerMinutePerProjectPerModel', 'The quota of 10 is exceeded'),
			times: 1,
		},
		outcome: 'image',
		orders: 2,
	},
];
