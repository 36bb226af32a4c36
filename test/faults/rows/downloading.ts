import type { Fault } from '../../../tools/sandbox/index.ts';
import {
	always,
	type Count,
	type FaultTable,
	once,
	type Row,
	type RowRule,
	status,
	svgFile,
} from '../row.ts';

const notFetched = 'The image was made and is paid for, but it could not be fetched from {url}: ';

/** Each of these is met once; the file is then asked for again, whatever Retry On says. */
const passing: Record<string, Fault> = {
	'HTTP 404: not there yet': status(404),
	'HTTP 408': status(408),
	'HTTP 429': status(429),
	'HTTP 500': status(500),
	'HTTP 502': status(502),
	'HTTP 503, come back after a second': status(503, { retryAfterSeconds: 1 }),
	'HTTP 503, come back after a year': status(503, { retryAfterSeconds: 31_536_000 }),
	'HTTP 504': status(504),
	'The connection is reset before any answer': { kind: 'reset' },
	'The connection is reset in the middle of the file': { kind: 'resetMidBody' },
	'No answer': { kind: 'hang' },
	'The file stops half-way, and nothing more comes': { kind: 'stall' },
	'Half of the file, as if it were whole': { kind: 'truncatedJson' },
	'An empty file': { kind: 'empty' },
	'HTTP 202: it is being made': status(202, { json: { status: 'processing' } }),
	'HTTP 403: not there yet': status(403),
	'A text that says that the image is still being made': status(200, {
		json: { status: 'processing' },
	}),
	'A content-length that is too short': { kind: 'wrongContentLength', by: -10 },
};

/** Each of these is met every time. */
const lasting: Record<
	string,
	{ fault: Fault; downloads: Count; why: string; settings?: Row['settings'] }
> = {
	// With the key, and without it.
	'HTTP 401': { fault: status(401), downloads: 2, why: 'HTTP 401' },
	'HTTP 403': { fault: status(403), downloads: 'some', why: 'HTTP 403' },
	'HTTP 404': { fault: status(404), downloads: 'some', why: 'HTTP 404' },
	'HTTP 410': { fault: status(410), downloads: 1, why: 'HTTP 410' },
	'HTTP 500': { fault: status(500), downloads: 'some', why: 'HTTP 500' },
	'HTTP 503': { fault: status(503), downloads: 'some', why: 'HTTP 503' },
	'HTTP 503 whose words never end': {
		fault: status(503, { body: 'endless' }),
		downloads: 'some',
		why: 'HTTP 503',
	},
	'A reset connection': {
		fault: { kind: 'reset' },
		downloads: 'some',
		why: 'it was closed before the reply was complete',
	},
	'No answer': {
		fault: { kind: 'hang' },
		downloads: 5,
		why: 'no reply in time',
		settings: { requestTimeout: 5 },
	},
	'A file that stops half-way, and nothing more comes': {
		fault: { kind: 'stall' },
		downloads: 5,
		why: 'the download took too long',
		settings: { requestTimeout: 5 },
	},
	'A file that comes byte by byte, past the deadline': {
		fault: { kind: 'trickle', intervalMs: 200 },
		downloads: 5,
		why: 'the download took too long',
		settings: { requestTimeout: 5 },
	},
	'Half of the file, as if it were whole': {
		fault: { kind: 'truncatedJson' },
		downloads: 5,
		why: 'the file stops after … bytes, before its end',
	},
	'An empty file': {
		fault: { kind: 'empty' },
		downloads: 'some',
		why: 'it is not an image but empty',
	},
	'A web page': {
		fault: { kind: 'html' },
		downloads: 1,
		why: 'it is not an image but an HTML page',
	},
	'Bytes that mean nothing, said to be a PNG': {
		fault: { kind: 'noise', bytes: 4096, contentType: 'image/png' },
		downloads: 1,
		why: 'it is not an image but …',
	},
	'An image that is too large': {
		fault: { kind: 'padded', bytes: 200_000 },
		downloads: 1,
		why: 'it is larger than Max File Size (0.1 MB, see the options)',
		settings: { maxFileSize: 0.1 },
	},
	'A file without end': {
		fault: { kind: 'endless' },
		downloads: 1,
		why: 'it is larger than Max File Size (0.1 MB, see the options)',
		settings: { maxFileSize: 0.1 },
	},
	'A few kilobytes that unpack to 512 MB (gzip bomb)': {
		fault: { kind: 'gzipBomb' },
		downloads: 1,
		why: 'it is not an image but …',
		settings: { maxFileSize: 0.1 },
	},
	'A redirect to nowhere': { fault: status(302), downloads: 1, why: 'HTTP 302' },
	'A redirect to itself': {
		fault: { kind: 'redirect', location: '{url}{path}' },
		downloads: 6,
		why: 'there are more than 5 redirects',
	},
};

/** The whole file is there, and only its connection is not as it should be. */
const whole: Record<string, Fault> = {
	'A whole file whose connection then stays open': { kind: 'staysOpen' },
	'A whole file whose connection closes without its last chunk': { kind: 'noLastChunk' },
	'A whole file, and the connection ends before the length that was promised': {
		kind: 'wrongContentLength',
	},
};

const onOtherHost: RowRule = { where: 'generate', filesFrom: 'foreign' };

const rows: Row[] = [
	...Object.entries(passing).map(([what, fault]): Row => ({
		fault: `${what}, once`,
		provider: 'both',
		rules: once(fault),
		settings:
			fault.kind === 'hang' || fault.kind === 'stall'
				? { retryOn: 'never', requestTimeout: 5 }
				: { retryOn: 'never' },
		paid: [200],
		downloads: 2,
		billed: 1,
		outcome: 'image',
	})),
	...Object.entries(lasting).map(([what, { fault, downloads, why, settings }]): Row => ({
		fault: what,
		provider: 'both',
		rules: always(fault),
		...(settings && { settings }),
		paid: [200],
		downloads,
		billed: 1,
		outcome: notFetched + why,
	})),

	...Object.entries(whole).map(([fault, what]): Row => ({
		fault,
		provider: 'both',
		rules: once(what),
		paid: [200],
		downloads: 1,
		billed: 1,
		outcome: 'image',
	})),
	{
		fault: 'An SVG with a script',
		provider: 'both',
		rules: always({ kind: 'svg' }),
		paid: [200],
		downloads: 1,
		billed: 1,
		outcome: svgFile,
	},
	{
		fault: 'The provider’s own host does not take the key for a signed address',
		provider: 'both',
		rules: once(status(400)),
		paid: [200],
		downloads: 2,
		billed: 1,
		outcome: 'image',
	},
	{
		fault: 'A file that comes byte by byte: all attempts together end at Total Timeout',
		provider: 'both',
		rules: always({ kind: 'trickle', intervalMs: 200 }),
		settings: { requestTimeout: 5, totalTimeout: 12 },
		paid: [200],
		downloads: 'some',
		billed: 1,
		outcome: `${notFetched}the download took too long`,
	},
	{
		fault: 'A slow file that comes in time',
		provider: 'both',
		rules: always({ kind: 'trickle', intervalMs: 5, chunkBytes: 512 }),
		paid: [200],
		downloads: 1,
		billed: 1,
		outcome: 'image',
	},
	...['text/html', 'image/jpeg', 'application/octet-stream'].map((contentType): Row => ({
		fault: `A PNG that is said to be ${contentType}`,
		provider: 'both',
		rules: always({ kind: 'wrongContentType', contentType }),
		paid: [200],
		downloads: 1,
		billed: 1,
		outcome: 'image',
	})),
	{
		fault: 'HTTP 404 for the file, which nobody asks for',
		provider: 'both',
		rules: always(status(404)),
		settings: { downloadImage: false },
		paid: [200],
		downloads: 0,
		billed: 1,
		outcome: 'address',
	},

	{
		fault: 'The file is at another host: it is fetched without the key',
		provider: 'both',
		rules: [onOtherHost],
		paid: [200],
		downloads: 0,
		elsewhere: 1,
		billed: 1,
		outcome: 'image',
	},
	{
		fault: 'A redirect to another host: it is followed without the key',
		provider: 'both',
		rules: once({ kind: 'redirect', location: '{foreignUrl}{path}' }),
		paid: [200],
		downloads: 1,
		elsewhere: 1,
		billed: 1,
		outcome: 'image',
	},
	{
		fault: 'A redirect from another host back to the provider',
		provider: 'both',
		rules: [onOtherHost, ...once({ kind: 'redirect', location: '{url}{path}' })],
		paid: [200],
		downloads: 1,
		elsewhere: 1,
		billed: 1,
		outcome: 'image',
	},
	{
		fault: 'Five redirects',
		provider: 'both',
		rules: [{ fault: { kind: 'redirect', status: 307, location: '{url}{path}' }, times: 5 }],
		paid: [200],
		downloads: 6,
		billed: 1,
		outcome: 'image',
	},
	{
		fault: 'HTTP 403 at another host, as of an address that has expired',
		provider: 'both',
		rules: [onOtherHost, ...always(status(403))],
		paid: [200],
		elsewhere: 'some',
		billed: 1,
		outcome: `${notFetched}HTTP 403`,
	},
	{
		fault: 'The host of the file does not exist',
		rules: always({ kind: 'redirect', location: 'https://files.invalid/1.png' }),
		paid: [200],
		downloads: 'some',
		billed: 1,
		outcome: `${notFetched}the host name does not exist`,
	},
];

export const downloading: FaultTable = {
	title: 'Fetching the file',
	text: 'The image is made and paid for. Fetching it is free: at least five attempts, and for a minute where it may still appear, whatever Retry On says; all of them together end at Total Timeout. The error names the address.',
	where: 'download',
	// Google sends the bytes themselves unless it is told otherwise.
	rules: [{ where: 'generate', reply: 'image-uri' }],
	rows,
};
