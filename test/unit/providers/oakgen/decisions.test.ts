import { readOakgenReply } from '../../../../nodes/OakgenImage/providers/oakgen/reply';
import {
	bytesReference,
	httpReply,
	imageRequest,
	urlReference,
	type Overrides,
} from '../../../support/imageRequest';
import { base64, other, outcome, png, read, url } from '../../../support/readOakgen';

// As what a reply is read, before its evidence is weighed.

type Headers = Record<string, string>;
const JOBS = 'https://api.example/jobs/7';
const baseUrl = 'https://api.example/v1';
const readWith = (
	reply: ReturnType<typeof httpReply>,
	asked: Overrides = {},
	job: { id: string | null; statusUrl: string | null } | null = null,
) =>
	readOakgenReply(reply, imageRequest(asked), {
		baseUrl,
		job: job && { ...job, resultUrl: null },
	});

describe('a body that is the image', () => {
	const noise = Buffer.from([0xff, 0xfe, 0x00, 0x01, 0x80, 0x00, 0x9f, 0x92]);
	it.each<[string, unknown, Headers, string | string[]]>([
		['a picture', png, {}, ['bytes']],
		['a picture of another type', png, { 'content-type': 'application/json' }, ['bytes']],
		['broken bytes', noise, { 'content-type': 'image/png' }, ['other bytes']],
		['broken bytes, in capitals', noise, { 'content-type': 'IMAGE/PNG' }, ['other bytes']],
		['bytes of no type', noise, {}, 'unclear'],
		['bytes of another type', noise, { 'content-type': 'video/mp4' }, 'unclear'],
		[
			'bytes of a type with an image in its name',
			noise,
			{ 'content-type': 'text/plain; was=image/heic' },
			'unclear',
		],
		['a drawing', noise, { 'content-type': 'image/svg+xml' }, 'unclear'],
		['a sentence', 'Sign in to go on', { 'content-type': 'image/png' }, 'unclear'],
		['JSON', { images: [url] }, { 'content-type': 'image/png' }, [url]],
	])('%s', (_, body, headers, expected) => {
		expect(outcome(readWith(httpReply(body, { headers })))).toEqual(expected);
	});

	it('is none when it was sent', () => {
		const asked = { references: [bytesReference(png)] };
		expect(readWith(httpReply(png), asked)).toMatchObject({
			status: 'unclear',
			excerpt: 'it is the reference image',
			isDone: false,
		});
	});

	it.each<[unknown]>([[png], [{ images: [url] }]])('is flagged by a header: %#', (body) => {
		const headers = { 'finish-reason': 'CONTENT_FILTERED' };
		const facts = (contentFiltered: boolean) => ({ status: 'done', facts: { contentFiltered } });
		expect(readWith(httpReply(body, { headers }))).toMatchObject(facts(true));
		expect(readWith(httpReply(body))).toMatchObject(facts(false));
	});
});

describe('a body that says nothing', () => {
	const job = { id: 'j1', statusUrl: null };
	const request = { 'x-request-id': 'r-1' };
	it.each<[string, number, Headers, string]>([
		['the id of an accepted order', 202, request, 'pending'],
		['the id of any call', 200, request, 'unclear'],
		['the id of a job', 200, { 'x-job-id': 'j-7' }, 'pending'],
		['the address of a job', 200, { 'operation-location': JOBS }, 'pending'],
		['nothing', 202, {}, 'unclear'],
	])('%s in its headers', (_, status, headers, expected) => {
		const reply = httpReply('', { status, headers });
		expect(outcome(readWith(reply))).toBe(expected);
	});

	it('says neither that the job is done, nor where its images are', () => {
		const reply = httpReply('', { headers: { 'x-job-id': 'j-7' } });
		expect(readWith(reply)).toMatchObject({ job: { id: 'j-7' }, isDone: false, isChosen: false });
	});

	it('tells no other job of one that was asked for', () => {
		expect(readWith(httpReply('', { status: 202, headers: request }), {}, job)).toMatchObject({
			status: 'unclear',
			facts: { id: null },
		});
		const headers = { 'x-job-id': 'j-7' };
		expect(readWith(httpReply('', { headers }), {}, job)).toMatchObject({ status: 'unclear' });
		expect(readWith(httpReply({}, { headers }), {}, job)).toMatchObject({ job: { id: 'j1' } });
	});
});

it.each<[status: number, job: { id: string; statusUrl: null } | null, expected: string]>([
	[202, null, 'pending'],
	[200, null, 'failed'],
	[202, { id: 'j1', statusUrl: null }, 'failed'],
])('an error beside an id, with HTTP %d, for the job %j: %s', (status, job, expected) => {
	const reply = httpReply({ id: 'j1', error: 'the model broke' }, { status });
	expect(outcome(readWith(reply, {}, job))).toBe(expected);
});

describe('what is no output', () => {
	const elsewhere = 'https://api.example/jobs/8';
	it.each<[string, object, string | null, string | string[]]>([
		['the job’s own address', { status_url: JOBS, image_url: JOBS }, null, 'pending'],
		['one beside it', { status_url: JOBS, image_url: url }, null, [url]],
		['the address that was asked', { image_url: JOBS }, JOBS, 'pending'],
		['the address that is not that', { image_url: elsewhere }, JOBS, [elsewhere]],
		['bytes beside it', { status_url: JOBS, b64_json: base64 }, null, ['bytes']],
	])('%s', (_, body, statusUrl, expected) => {
		const job = statusUrl === null ? null : { id: null, statusUrl };
		expect(outcome(readWith(httpReply(body), {}, job))).toEqual(expected);
	});

	it.each<[string, object, string | string[]]>([
		['its address', { images: [url] }, 'unclear'],
		['its address beside another', { images: [url, other] }, [other]],
		['its path', { images: ['/in.png', other] }, [other]],
		['its bytes', { images: [base64, other] }, [other]],
		['where the path leads', { mine: [url, other] }, [other]],
	])('what was sent: %s', (_, body, expected) => {
		const sent = [urlReference(url), urlReference('https://api.example/in.png')];
		const asked = {
			references: [...sent, bytesReference(png)],
			settings: { imageUrlPath: 'mine' },
		};
		expect(outcome(readWith(httpReply(body), asked))).toEqual(expected);
	});
});

describe('where Image URL Path leads', () => {
	it.each<[path: string, body: unknown, expected: string | string[]]>([
		['mine', { mine: url }, [url]],
		['mine', { mine: { url } }, [url]],
		['mine', { mine: [url, { url: other }] }, [url, other]],
		['mine.1', { mine: [url, other] }, [other]],
		['mine', { mine: '/a.png' }, ['https://api.example/a.png']],
		['0.mine', [{ mine: url }], [url]],
		['mine', { mine: 7 }, 'unclear'],
		['mine', {}, 'unclear'],
		['', { mine: url }, 'unclear'],
	])('%j in %j: %j', (imageUrlPath, body, expected) => {
		expect(outcome(read(body, {}, null, { settings: { imageUrlPath } }))).toEqual(expected);
	});
});

it('an address without a host is the service’s own', () => {
	const body = { images: [{ url: '/a.png', download_url: '/b.png' }] };
	expect(read(body)).toMatchObject({
		images: [{ url: 'https://api.example/a.png', others: [{ url: 'https://api.example/b.png' }] }],
	});
});

it.each<[event: string, status: string | undefined, expected: string | string[]]>([
	['failed', undefined, 'failed'],
	['failed', 'completed', 'failed'],
	['progress', undefined, 'pending'],
	['progress', 'completed', 'pending'],
	['completed', undefined, [url]],
	['completed', 'running', 'pending'],
	['completed', 'failed', 'failed'],
	['image', 'polished', 'pending'],
	['image', undefined, [url]],
])('an event %s with the status %s: %j', (event, status, expected) => {
	const data = JSON.stringify({ id: 'j1', status, images: [url] });
	expect(outcome(read(`event: ${event}\ndata: ${data}\n\n`))).toEqual(expected);
});

it.each<[id: string | null, expected: string | string[]]>([
	['j1', 'pending'],
	['j2', [url]],
	['j3', 'failed'],
])('of several jobs, the one that was asked for: %s is %j', (id, expected) => {
	const jobs = [
		{ id: 'j1', status: 'running' },
		{ id: 'j2', status: 'completed', images: [url] },
		{ id: 'j3', status: 'failed', error: 'no' },
	];
	expect(outcome(read({ jobs }, {}, id))).toEqual(expected);
});

describe('a reply in parts', () => {
	const parts = (bytes: Buffer) =>
		Buffer.concat([
			Buffer.from(
				`--x\r\nContent-Type: application/json\r\n\r\n${JSON.stringify({ id: 'j1', images: [url] })}\r\n`,
			),
			Buffer.from('--x\r\nContent-Type: image/png\r\n\r\n'),
			bytes,
			Buffer.from('\r\n--x--\r\n'),
		]);
	const headers = { 'content-type': 'multipart/mixed; boundary=x' };

	it('is the picture in it', () => {
		const generation = readWith(httpReply(parts(png), { headers }));
		expect(generation).toMatchObject({ images: [{ kind: 'bytes', bytes: png }] });
	});

	it('is that picture also when all of it is declared as one', () => {
		const declared = { headers: { 'content-type': 'image/png' } };
		expect(outcome(readWith(httpReply(parts(png), declared)))).toEqual(['bytes']);
	});

	it('unless that was sent', () => {
		const asked = { references: [bytesReference(png)] };
		expect(outcome(readWith(httpReply(parts(png), { headers }), asked))).toEqual([url]);
	});
});

it.each<[sent: boolean, body: object, expected: string | string[]]>([
	// What stands under the name under which images are sent may be what was sent.
	[true, { task_id: 't1', image_urls: [url] }, 'pending'],
	[true, { task_id: 't1', images: [url] }, [url]],
	[true, { task_id: 't1', image_urls: [url], images: [other] }, [other]],
	[true, { task_id: 't1', image_url: url, images: [other] }, [other]],
	[false, { task_id: 't1', image_urls: [url] }, [url]],
	[false, { task_id: 't1', image: url, images: [other] }, [other]],
])('with references: %j, %j: %j', (isEdit, body, expected) => {
	const references = isEdit ? [urlReference('https://in.example/in.png')] : [];
	expect(outcome(read(body, {}, null, { references }))).toEqual(expected);
});
