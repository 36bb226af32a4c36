import type { Fault } from '../../../tools/sandbox/index.ts';
import {
	always,
	atOnce,
	type FaultTable,
	once,
	type Row,
	type RowRule,
	saying,
	status,
} from '../row.ts';

const cannotBeFollowed =
	'{provider} started job {job}, but it cannot be followed; last answer: …; the image may have been made and billed';
const mayBeBilled = 'the image may have been made and billed';
const tooLarge = `What {provider} answers about job {job} is too large; last answer: …; ${mayBeBilled}: Get an Image fetches it by this ID`;
/** @param last what the last answer was, if there was one */
const late = (last = '') =>
	`{provider} did not finish job {job} within Total Timeout${last}; ${mayBeBilled}: Get an Image fetches it by this ID`;

/** The same answer in the words of both providers. */
const says = (words: object, more: object = {}): Fault =>
	status(200, { json: { id: '{id}', ...words }, ...atOnce, ...more });
const pending: RowRule[] = [
	{ provider: 'oakgen', fault: says({ status: 'processing' }) },
	{ provider: 'gemini', fault: says({ status: 'in_progress' }) },
];
const ordered = (...rules: RowRule[]): RowRule[] =>
	rules.map((rule) => ({ where: 'generate', ...rule }));
const elsewhere = (...rules: RowRule[]): RowRule[] =>
	rules.map((rule) => ({ where: 'elsewhere', ...rule }));

const survived: Record<string, { rules: RowRule[]; polls: number; settings?: Row['settings'] }> = {
	'HTTP 503, twice': { rules: [{ fault: status(503, atOnce), times: 2 }], polls: 3 },
	'HTTP 500, once': { rules: once(status(500, atOnce)), polls: 2 },
	'HTTP 504, once': { rules: once(status(504, atOnce)), polls: 2 },
	'HTTP 429, once': { rules: once(status(429, atOnce)), polls: 2 },
	'HTTP 404, twice: not known yet': {
		rules: [{ fault: status(404, atOnce), times: 2 }],
		polls: 3,
	},
	'A connection that is reset, once': { rules: once({ kind: 'reset' }), polls: 2 },
	'A reply that breaks off, once': { rules: once({ kind: 'resetMidBody' }), polls: 2 },
	'No answer, once': { rules: once({ kind: 'hang' }), polls: 2, settings: { requestTimeout: 5 } },
	'A reply that stops half-way, once': {
		rules: once({ kind: 'stall' }),
		polls: 2,
		settings: { requestTimeout: 5 },
	},
	'A web page, once': { rules: once({ kind: 'html' }), polls: 2 },
	'HTTP 202 without a word, twelve times: it is being made': {
		rules: [{ fault: status(202, { text: '', ...atOnce }), times: 12 }],
		polls: 13,
	},
	'HTTP 200 without a word, twelve times': {
		rules: [{ fault: status(200, { text: '', ...atOnce }), times: 12 }],
		polls: 13,
	},
	'The answer is null, twelve times': {
		rules: [{ fault: status(200, { text: 'null', ...atOnce }), times: 12 }],
		polls: 13,
	},
	'A text that asks for patience, twelve times': {
		rules: [
			{ fault: status(200, { text: 'Please wait, it is in progress', ...atOnce }), times: 12 },
		],
		polls: 13,
	},
	'HTTP 304, four times: it is as it was': {
		rules: [{ fault: status(304, { text: '', ...atOnce }), times: 4 }],
		polls: 5,
	},
	'HTTP 423, four times: it is locked': {
		rules: [{ fault: status(423, atOnce), times: 4 }],
		polls: 5,
	},
	'An empty reply, once': { rules: once({ kind: 'empty' }), polls: 2 },
	'Half a reply, once': { rules: once({ kind: 'truncatedJson' }), polls: 2 },
	'A Retry-After of a year, once': {
		rules: once(status(503, { headers: { 'retry-after': '31536000' } })),
		polls: 2,
	},
	'The same status five times': {
		rules: pending.map((rule) => ({ ...rule, times: 5 })),
		polls: 6,
	},
};

const rows: Row[] = [
	...Object.entries(survived).map(([fault, { rules, polls, settings }]): Row => ({
		fault,
		provider: 'both',
		rules,
		...(settings && { settings }),
		paid: [200],
		polls,
		billed: 1,
		outcome: 'image',
	})),

	{
		fault: 'The job never ends',
		provider: 'both',
		rules: ordered({ pendingPolls: 1000 }),
		settings: { totalTimeout: 6 },
		paid: [200],
		polls: 'some',
		billed: 1,
		outcome: late(),
	},
	{
		fault: 'HTTP 503 every time',
		provider: 'both',
		rules: always(status(503, atOnce)),
		settings: { totalTimeout: 6 },
		paid: [200],
		polls: 'some',
		billed: 1,
		outcome: late('; last answer: …'),
	},
	...(['hang', 'stall'] as const).map((kind): Row => ({
		fault: {
			hang: 'No answer, every time',
			stall: 'A reply that stops half-way, every time',
		}[kind],
		provider: 'both',
		rules: always({ kind }),
		settings: { requestTimeout: 5, totalTimeout: 12 },
		paid: [200],
		polls: 'some',
		billed: 1,
		outcome: late('; last answer: no reply in time'),
	})),
	{
		fault: 'A reply that comes byte by byte, every time',
		provider: 'both',
		rules: always({ kind: 'trickle', intervalMs: 200 }),
		settings: { requestTimeout: 5, totalTimeout: 12 },
		paid: [200],
		polls: 'some',
		billed: 1,
		outcome: late('; last answer: no reply in time'),
	},
	{
		fault: 'No answer, and Total Timeout ends before Request Timeout',
		provider: 'both',
		rules: always({ kind: 'hang' }),
		settings: { requestTimeout: 20, totalTimeout: 6 },
		paid: [200],
		polls: 1,
		billed: 1,
		outcome: late('; last answer: no reply in time'),
	},

	...[400, 401, 403, 404, 410].map((code): Row => ({
		fault: `HTTP ${code} every time`,
		provider: 'both',
		rules: always(status(code, atOnce)),
		paid: [200],
		polls: 3,
		billed: 1,
		outcome: cannotBeFollowed,
	})),
	{
		fault: 'The job vanishes: first it is under way, then HTTP 404',
		provider: 'both',
		rules: [...pending.map((rule) => ({ ...rule, times: 1 })), ...always(status(404, atOnce))],
		paid: [200],
		polls: 4,
		billed: 1,
		outcome: cannotBeFollowed,
	},
	{
		fault: 'A web page every time',
		provider: 'both',
		rules: always(status(200, { text: '<html><h1>Bad gateway</h1></html>', ...atOnce })),
		paid: [200],
		polls: 10,
		billed: 1,
		outcome: cannotBeFollowed,
	},
	{
		fault: 'A reply without end',
		provider: 'both',
		rules: always({ kind: 'endless' }),
		settings: { maxFileSize: 0.1 },
		paid: [200],
		polls: 1,
		billed: 1,
		outcome: tooLarge,
	},
	{
		fault: 'A few kilobytes that unpack to 512 MB (gzip bomb)',
		provider: 'both',
		rules: always({ kind: 'gzipBomb' }),
		settings: { maxFileSize: 0.1 },
		paid: [200],
		polls: 1,
		billed: 1,
		outcome: tooLarge,
	},
	{
		fault: 'A redirect to another host',
		provider: 'both',
		rules: always(status(307, { headers: { location: '{foreignUrl}{path}', 'retry-after': '0' } })),
		paid: [200],
		polls: 3,
		billed: 1,
		outcome: cannotBeFollowed,
	},
	{
		fault: 'A redirect into a private network',
		provider: 'both',
		rules: always(
			status(303, { headers: { location: 'https://10.0.0.1/results', 'retry-after': '0' } }),
		),
		paid: [200],
		polls: 3,
		billed: 1,
		outcome: cannotBeFollowed,
	},

	{
		fault: 'The job fails',
		rules: ordered({ reply: 'job-failed-failed' }),
		settings: { retryOn: 'any' },
		paid: [200],
		polls: 1,
		billed: 0,
		outcome: '{provider} made no image (id {job}): The upstream model failed',
	},
	{
		fault: 'The job fails',
		provider: 'gemini',
		rules: ordered({ reply: 'in-progress-fails' }),
		settings: { retryOn: 'any' },
		paid: [200],
		polls: 1,
		billed: 0,
		outcome: '{provider} made no image (id …): The model could not finish this image.',
	},
	{
		fault: 'The job fails, under words of success',
		rules: [
			...ordered({ reply: 'job-failed-failed' }),
			...always(
				status(200, {
					json: {
						code: 200,
						success: true,
						message: 'success',
						data: { task_id: '{id}', status: 'failed', error: 'Out of memory' },
					},
				}),
			),
		],
		settings: { retryOn: 'any' },
		paid: [200],
		polls: 1,
		billed: 0,
		outcome: '{provider} made no image (id {job}): Out of memory',
	},
	{
		fault: 'The job ends well, but without an image',
		rules: ordered({ reply: 'job-no-image' }),
		settings: { retryOn: 'any' },
		paid: [200],
		polls: 5,
		billed: 0,
		outcome:
			'The reply of {provider} (id {job}) contains no image that this node can find: …; the image may have been made and billed',
	},
	{
		fault: 'The job ends well, but with words only',
		provider: 'gemini',
		rules: ordered({ reply: 'in-progress-text-only' }),
		settings: { retryOn: 'any' },
		paid: [200],
		polls: 1,
		billed: 0,
		outcome: '{provider} made no image (id …): the model answered in words only: …',
	},
	{
		fault: 'The job is finished, and its result is not there for a moment',
		rules: [...ordered({ reply: 'job-fal' }), { skip: 1, times: 2, fault: status(404, atOnce) }],
		paid: [200],
		polls: 4,
		billed: 1,
		outcome: 'image',
	},
	{
		fault: 'The job is finished, and its result is never there',
		rules: [...ordered({ reply: 'job-fal' }), { skip: 1, fault: status(404, atOnce) }],
		paid: [200],
		polls: 4,
		billed: 1,
		outcome: cannotBeFollowed,
	},
	{
		fault: 'The job is finished twice: its result says once more that it is finished',
		rules: [
			...ordered({ reply: 'job-fal' }),
			{
				skip: 1,
				times: 1,
				fault: says({ status: 'COMPLETED', response_url: '{url}/v1/jobs/{id}/result' }),
			},
		],
		paid: [200],
		polls: 3,
		billed: 1,
		outcome: 'image',
	},

	{
		fault: 'The status URL is at another host, which knows the job: it is asked without the key',
		rules: [
			...ordered({ fault: saying({ status: 'queued', status_url: '{foreignUrl}/jobs/{id}' }) }),
			...elsewhere({ fault: status(200, { json: { status: 'completed', url: '{image}' } }) }),
		],
		paid: [200],
		elsewhere: 1,
		billed: 1,
		outcome: 'image',
	},
	{
		fault: 'The status URL is at another host, which refuses: Oakgen itself is asked for the id',
		rules: [
			...ordered({
				fault: saying({ id: '{id}', status: 'queued', status_url: '{foreignUrl}/jobs/{id}' }),
			}),
			...elsewhere({ fault: status(401, atOnce) }),
		],
		paid: [200],
		polls: 1,
		elsewhere: 1,
		billed: 1,
		outcome: 'image',
	},
	{
		fault: 'An answer names another address for the job, and the first one then refuses',
		rules: [
			{ times: 1, fault: says({ status: 'processing', status_url: '{foreignUrl}/jobs/{id}' }) },
			{ fault: status(404, atOnce) },
			...ordered({ reply: 'job-id' }),
			...elsewhere({ fault: status(200, { json: { status: 'completed', url: '{image}' } }) }),
		],
		paid: [200],
		polls: 2,
		elsewhere: 1,
		billed: 1,
		outcome: 'image',
	},
	{
		fault: 'The status URL is in a private network, and there is an id: Oakgen is asked for it',
		rules: ordered({
			fault: saying({ id: '{id}', status: 'queued', status_url: 'https://10.0.0.1/jobs' }),
		}),
		paid: [200],
		polls: 1,
		billed: 1,
		outcome: 'image',
	},
	{
		fault: 'The status URL is in a private network, and there is no id',
		rules: ordered({
			fault: saying({ status: 'queued', status_url: 'https://10.0.0.1/jobs' }),
		}),
		paid: [200],
		billed: 1,
		outcome:
			'{provider} started job https://10.0.0.1/jobs, but it cannot be followed; last answer: it is an address inside a private network; …; the image may have been made and billed',
	},
	{
		fault: 'The status URL is at another host without TLS, which is asked over https',
		rules: ordered({
			fault: saying({ status: 'queued', status_url: 'http://cdn.oakgen.test/jobs' }),
		}),
		settings: { totalTimeout: 6 },
		paid: [200],
		billed: 1,
		outcome:
			'{provider} did not finish job http://cdn.oakgen.test/jobs within Total Timeout; last answer: the connection was refused; the image may have been made and billed: Get an Image fetches it by its Status URL',
	},
	{
		fault: 'The result of the job is at another host: it is fetched without the key',
		rules: [
			...always(says({ status: 'COMPLETED', response_url: '{foreignUrl}/results/{id}' })),
			...elsewhere({ fault: status(200, { json: { images: [{ url: '{image}' }] } }) }),
		],
		paid: [200],
		polls: 1,
		elsewhere: 1,
		billed: 1,
		outcome: 'image',
	},
];

export const polling: FaultTable = {
	title: 'Waiting for a job',
	text: 'Asking for the state of a job is free, so it goes on until Total Timeout, whatever Retry On says. The error names the job.',
	where: 'status',
	rules: [
		{ where: 'generate', reply: 'job-id', pendingPolls: 0 },
		{ where: 'generate', reply: 'in-progress', pendingPolls: 0 },
	],
	rows,
};
