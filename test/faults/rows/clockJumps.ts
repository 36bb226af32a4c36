import { always, atOnce, type FaultTable, type Row, status } from '../row.ts';

const rows: Row[] = [
	{
		fault: 'HTTP 503, once',
		provider: 'both',
		rules: [{ fault: status(503), times: 1 }],
		paid: [503, 200],
		billed: 1,
		outcome: 'image',
	},
	{
		fault: 'HTTP 429, come back after a second',
		provider: 'both',
		rules: [{ fault: status(429, { retryAfterSeconds: 1 }), times: 1 }],
		paid: [429, 200],
		waits: 0.99,
		billed: 1,
		outcome: 'image',
	},
	{
		fault: 'HTTP 429, come back at a time two seconds from now',
		provider: 'both',
		rules: [{ fault: status(429, { retryAfterDateInSeconds: 2 }), times: 1 }],
		paid: [429, 200],
		waits: 0.99,
		billed: 1,
		outcome: 'image',
	},
	{
		fault: 'No answer ever comes',
		provider: 'both',
		rules: always({ kind: 'hang' }),
		settings: { requestTimeout: 3, retryOn: 'any', maxRetries: 2 },
		paid: [null, null, null],
		billed: 0,
		outcome:
			'{provider} did not answer in time after 3 attempts; the image may have been made and billed',
	},
	{
		fault: 'A job that is asked for several times',
		provider: 'both',
		rules: [
			{ reply: 'job-id', pendingPolls: 0 },
			{ reply: 'in-progress', pendingPolls: 0 },
			{ where: 'status', fault: status(503, atOnce), times: 3 },
		],
		paid: [200],
		polls: 4,
		billed: 1,
		outcome: 'image',
	},
	{
		fault: 'A job that never ends',
		provider: 'both',
		rules: [
			{ reply: 'job-id', pendingPolls: 1000 },
			{ reply: 'in-progress', pendingPolls: 1000 },
		],
		settings: { totalTimeout: 6 },
		paid: [200],
		polls: 'some',
		billed: 1,
		outcome:
			'{provider} did not finish job {job} within Total Timeout; the image may have been made and billed: Get an Image fetches it by this ID',
	},
	{
		fault: 'HTTP 503 for the file, twice',
		provider: 'both',
		rules: [{ reply: 'image-uri' }, { where: 'download', fault: status(503), times: 2 }],
		paid: [200],
		downloads: 3,
		billed: 1,
		outcome: 'image',
	},
	{
		fault: 'A file that stops half-way, and nothing more comes',
		provider: 'both',
		rules: [{ reply: 'image-uri' }, { where: 'download', fault: { kind: 'stall' } }],
		settings: { requestTimeout: 3 },
		paid: [200],
		downloads: 5,
		billed: 1,
		outcome:
			'The image was made and is paid for, but it could not be fetched from {url}: the download took too long',
	},
];

export const clockJumps: FaultTable = {
	title: 'A clock that jumps',
	text: 'During these rows the machine’s clock is a year ahead at every other look. Waits and deadlines are not measured with it.',
	where: 'generate',
	clock: 'jumps',
	rows,
};
