import { readOakgenReply } from '../../../../nodes/OakgenImage/providers/oakgen/reply';
import { NO_FACTS } from '../../../../nodes/OakgenImage/providers/noFacts';
import type { Generation, PendingJob } from '../../../../nodes/OakgenImage/providers/types';
import { imageReplies, URL_1, URL_2, wrappers } from '../../../fixtures/oakgen/imageReplies';
import {
	bytesReference,
	httpReply,
	imageRequest,
	urlReference,
} from '../../../support/imageRequest';
import { imageHeads } from '../../../support/images';

const STATUS_URL = 'https://api.oakgen.ai/v1/jobs/job_1';
const nothing = NO_FACTS;

function read(body: unknown, options: Parameters<typeof httpReply>[1] = {}): Generation {
	return readOakgenReply(httpReply(body, options), imageRequest());
}

function jobOf(generation: Generation): PendingJob {
	if (generation.status !== 'pending') throw new Error(`It is ${generation.status}, not pending`);
	return generation.job;
}

function reasonOf(generation: Generation): string {
	if (generation.status !== 'failed') throw new Error(`It is ${generation.status}, not failed`);
	return generation.reason;
}

function imageUrls(generation: Generation): string[] {
	if (generation.status !== 'done') throw new Error(`It is ${generation.status}, not done`);
	return generation.images.map((image) => (image.kind === 'url' ? image.url : 'bytes'));
}

describe.each(wrappers)('a reply with an image, wrapped in "%s"', (_, wrap) => {
	it.each(imageReplies)('is done: %s', (_name, body, images) => {
		expect(read(wrap(body))).toMatchObject({ status: 'done', images });
	});
});

describe('raw image bytes as the reply', () => {
	const formats = Object.entries(imageHeads);

	it.each(formats)('%s, declared as an image', (_, bytes) => {
		const reply = read(bytes, { headers: { 'content-type': 'image/png' } });
		expect(reply).toEqual({
			status: 'done',
			facts: nothing,
			images: [{ kind: 'bytes', bytes }],
			warnings: [],
		});
	});

	it.each(formats)('%s, without a content type', (_, bytes) => {
		expect(read(bytes)).toEqual({
			status: 'done',
			facts: nothing,
			images: [{ kind: 'bytes', bytes }],
			warnings: [],
		});
	});

	it.each(formats)('%s, declared as something else', (_, bytes) => {
		const headers = { 'content-type': 'application/octet-stream' };
		expect(read(bytes, { headers })).toMatchObject({ status: 'done' });
	});

	it('count by declaration even when no signature is known, so that damage is reported', () => {
		const headers = { 'content-type': 'IMAGE/heic; q=1' };
		expect(read(Buffer.from('00ff66747970', 'hex'), { headers })).toMatchObject({ status: 'done' });
	});

	it('do not count by declaration when the reply can be read', () => {
		const headers = { 'content-type': 'image/png' };
		expect(imageUrls(read({ url: URL_1 }, { headers }))).toEqual([URL_1]);
	});
});

describe('a pending job', () => {
	const byId = { id: 'job_1', statusUrl: null, resultUrl: null };
	const byUrl = { id: null, statusUrl: STATUS_URL, resultUrl: null };

	it.each(['id', 'job_id', 'jobId', 'task_id', 'taskId', 'request_id', 'generation_id'])(
		'is known by its %s, with a status and without',
		(name) => {
			const facts = { ...nothing, id: 'job_1' };
			const pending = { status: 'pending', facts, job: byId, images: [] };
			expect(read({ [name]: 'job_1', status: 'queued' })).toMatchObject(pending);
			expect(read({ [name]: 'job_1' })).toMatchObject(pending);
			expect(read({ code: 200, message: 'success', data: { [name]: 'job_1' } })).toMatchObject(
				pending,
			);
			expect(read({ [name]: ' job_1 ' })).toMatchObject(pending);
		},
	);

	it.each([
		['task_id', 'request_id'],
		['taskId', 'request_id'],
		['job_id', 'request_id'],
		['jobId', 'request_id'],
		['generation_id', 'request_id'],
		['id', 'request_id'],
		['task_id', 'id'],
		['job_id', 'id'],
	])('is known by %s rather than by %s', (better, worse) => {
		expect(read({ [worse]: 'other', [better]: 'job_1' })).toMatchObject({ facts: { id: 'job_1' } });
		expect(read({ [worse]: 'other', data: { [better]: 'job_1' } })).toMatchObject({
			facts: { id: 'job_1' },
		});
		expect(read({ [better]: 'job_1', data: { [worse]: 'other' } })).toMatchObject({
			facts: { id: 'job_1' },
		});
	});

	it.each<[unknown, string]>([
		[42, '42'],
		[0, '0'],
		['a/b', 'a/b'],
	])('may have the id %j', (id, expected) => {
		expect(jobOf(read({ id })).id).toBe(expected);
	});

	it('hands on the images that are there already, such as a preview', () => {
		const reply = read({ id: 'job_1', status: 'processing', images: [URL_1] });
		expect(reply).toMatchObject({
			status: 'pending',
			images: [{ kind: 'url', url: URL_1 }],
			excerpt: expect.stringContaining('processing') as string,
		});
	});

	const joinedBy = (word: string) => (mark: string) => word.replace('_', mark);
	const pendingWords =
		'created queued pending starting submitted in_queue in_progress processing running generating';
	describe.each(['status', 'state', 'task_status'])('by its field %s', (field) => {
		it.each(pendingWords.split(' '))('with the word %s, in any case', (word) => {
			const body = { id: 'job_1', images: [URL_1] };
			const spellings = [word.toUpperCase(), ` ${word} `, ...['-', ' - '].map(joinedBy(word))];
			for (const spelled of [word, ...spellings]) {
				expect(read({ ...body, [field]: spelled })).toMatchObject({ status: 'pending', job: byId });
			}
		});
	});

	it('with a status that nobody knows is still asked for', () => {
		expect(read({ id: 'job_1', status: 'warming up' })).toMatchObject({ status: 'pending' });
	});

	it.each([
		['status', 'state'],
		['state', 'status'],
		['status', 'task_status'],
	])('is known by its %s, though its %s says that the call went well', (telling, other) => {
		const body = { id: 'job_1', [other]: 'success', [telling]: 'processing', images: [URL_1] };
		expect(read(body)).toMatchObject({ status: 'pending', job: byId });
	});

	it('is known by the status of a wrapper when what is wrapped has none', () => {
		const body = { status: 'processing', data: { id: 'job_1', images: [URL_1] } };
		expect(read(body)).toMatchObject({ status: 'pending', job: byId });
	});

	it('is looked for in four wrappers, and no deeper', () => {
		const job = { id: 'job_1', status: 'processing' };
		expect(read({ data: { result: { output: { data: job } } } })).toMatchObject({ job: byId });
		expect(read({ data: { result: { output: { data: { result: job } } } } })).toMatchObject({
			status: 'unclear',
		});
	});

	it('takes the innermost status: a wrapper says how the call went', () => {
		const body = { status: 'success', data: { id: 'job_1', status: 'processing' } };
		expect(read(body)).toMatchObject({ status: 'pending', job: byId });
	});

	it.each<[string, object]>([
		['status_url', { status_url: STATUS_URL }],
		['poll_url', { poll_url: STATUS_URL }],
		['polling_url', { polling_url: STATUS_URL }],
		['urls.get', { urls: { get: STATUS_URL, cancel: `${STATUS_URL}/cancel` } }],
	])('is known by %s, with a status and without', (_, body) => {
		const pending = { status: 'pending', facts: nothing, job: byUrl, images: [] };
		expect(read(body)).toMatchObject(pending);
		expect(read({ ...body, status: 'queued' })).toMatchObject(pending);
		expect(read({ data: { ...body, status: 'queued' } })).toMatchObject(pending);
	});

	it.each<[string, unknown]>([
		['an empty body', ''],
		['a text', 'Accepted'],
		['an empty object', {}],
		['a status', { status: 'queued' }],
	])('is known by the Location of a 202 with %s', (_, body) => {
		const reply = read(body, { status: 202, headers: { location: '/v1/jobs/job_1' } });
		expect(reply).toMatchObject({
			status: 'pending',
			facts: nothing,
			job: { ...byUrl, statusUrl: '/v1/jobs/job_1' },
			images: [],
		});
	});

	it('prefers the status URL in the body to the Location', () => {
		const headers = { location: '/elsewhere' };
		const reply = read({ status_url: STATUS_URL, id: 'job_1' }, { status: 202, headers });
		expect(jobOf(reply)).toEqual({ ...byId, statusUrl: STATUS_URL });
	});

	it('is not made of the Location of a 200', () => {
		expect(read({}, { headers: { location: '/v1/jobs/1' } })).toMatchObject({ status: 'unclear' });
	});

	it('of FAL is asked for at its status_url, not at its response_url', () => {
		const body = {
			status: 'IN_QUEUE',
			request_id: 'r1',
			response_url: 'https://queue.fal.run/r1',
			status_url: 'https://queue.fal.run/r1/status',
			cancel_url: 'https://queue.fal.run/r1/cancel',
			queue_position: 0,
		};
		expect(jobOf(read(body))).toEqual({
			id: 'r1',
			statusUrl: 'https://queue.fal.run/r1/status',
			resultUrl: null,
			promisedUrl: 'https://queue.fal.run/r1',
		});
	});

	it.each('completed complete succeeded success finished done ready ok'.split(' '))(
		'of FAL that is %s has its result at the response_url, at once',
		(word) => {
			const body = { status: word.toUpperCase(), response_url: 'https://queue.fal.run/r1' };
			expect(jobOf(read(body))).toEqual({
				id: null,
				statusUrl: null,
				resultUrl: 'https://queue.fal.run/r1',
			});
		},
	);
});

describe('what a reply costs', () => {
	it.each<[string, object, number | null]>([
		['credits', { credits: 3 }, 3],
		['credits_used', { credits_used: 3 }, 3],
		['creditsUsed', { creditsUsed: 3 }, 3],
		['cost', { cost: 0.039 }, 0.039],
		['usage.credits', { usage: { credits: 3 } }, 3],
		['a number as text', { credits_used: '2.5' }, 2.5],
		['nothing', { credits: 0 }, 0],
		['in a wrapper', { data: { url: URL_1, credits_used: 3 } }, 3],
		['not said', {}, null],
		['null', { credits: null, cost: null }, null],
		['empty', { credits: '' }, null],
		['in words', { credits: 'a few' }, null],
		['an object', { credits: { used: 3 } }, null],
	])('%s', (_, body, credits) => {
		expect(read({ url: URL_1, ...body }).facts.credits).toBe(credits);
	});

	it.each<[string, object, number | null]>([
		['only spaces say nothing', { credits: ' ' }, null],
		['a name without a number does not hide the next', { credits: 'n/a', cost: 4 }, 4],
	])('%s', (_, body, credits) => {
		expect(read({ url: URL_1, ...body }).facts.credits).toBe(credits);
	});

	it('keeps the usage object as it is', () => {
		const usage = { images: 1, credits: 3 };
		expect(read({ url: URL_1, usage }).facts).toEqual({ ...nothing, credits: 3, usage });
	});
});

describe('a failure in HTTP 200', () => {
	it.each('failed failure error cancelled canceled rejected expired nsfw blocked'.split(' '))(
		'by the status %s, in any case and field, even beside an image and an id',
		(word) => {
			for (const field of ['status', 'state', 'task_status']) {
				for (const spelled of [word, word.toUpperCase()]) {
					const body = { id: 'job_1', [field]: spelled, error: 'too dark', images: [URL_1] };
					expect(reasonOf(read(body))).toBe('too dark');
					expect(reasonOf(read({ data: body }))).toBe('too dark');
				}
			}
		},
	);

	it.each<[string, object, string]>([
		['success false, error text', { success: false, error: 'no luck' }, 'no luck'],
		['success false, error object', { success: false, error: { message: 'no luck' } }, 'no luck'],
		['success false, message', { success: false, message: 'no luck' }, 'no luck'],
		['success false in data', { data: { success: false, detail: 'no luck' } }, 'no luck'],
		['code 500', { code: 500, message: 'no luck' }, 'no luck'],
		['code as text', { code: '402', msg: 'no luck' }, 'no luck'],
		['code 400 with data null', { code: 400, message: 'no luck', data: null }, 'no luck'],
		[
			'status failed, detail list',
			{ status: 'failed', detail: [{ msg: 'a' }, { msg: 'b' }] },
			'a; b',
		],
		[
			'status failed, detail list with entries without words',
			{ status: 'failed', detail: [{ msg: 'a' }, { loc: ['body'] }, null, { msg: 'b' }] },
			'a; b',
		],
		[
			'status failed, long detail list',
			{ status: 'failed', detail: [...'abcdefg'].map((msg) => ({ msg })) },
			'a; b; c; d; e',
		],
		['status failed, reason', { status: 'failed', reason: 'no luck' }, 'no luck'],
		[
			'status failed, an error of spaces',
			{ status: 'failed', error: ' ', message: 'no luck' },
			'no luck',
		],
		[
			'a status that failed beside one of the call',
			{ state: 'ok', status: 'failed', error: 'x' },
			'x',
		],
		[
			'a state that failed beside a pending status',
			{ status: 'queued', state: 'failed', error: 'x' },
			'x',
		],
		[
			'a state that failed beside a pending status, of a job',
			{ id: 'job_1', status: 'queued', state: 'failed', message: 'x' },
			'x',
		],
		[
			'a status that failed behind one of the call, of a job',
			{ id: 'job_1', status: 'success', task_status: 'failed', message: 'x' },
			'x',
		],
		['a wrapper that failed', { status: 'failed', reason: 'x', data: { id: 'job_1' } }, 'x'],
		[
			'an error outside and other words inside',
			{ success: false, error: 'no luck', data: { message: 'request logged' } },
			'no luck',
		],
		['status failed, error code only', { status: 'failed', error: { code: 'E_17' } }, 'E_17'],
		['status failed, failure_reason', { status: 'failed', failure_reason: 'no luck' }, 'no luck'],
		['status failed, error_message', { status: 'failed', error_message: 'no luck' }, 'no luck'],
		['an error alone, text', { error: 'no luck' }, 'no luck'],
		['an error alone, object', { error: { message: 'no luck', code: 1 } }, 'no luck'],
		['an error and an id', { id: 'job_1', error: 'no luck' }, 'no luck'],
		['an error in a wrapper', { code: 200, data: { error: 'no luck' } }, 'no luck'],
	])('%s', (_, body, reason) => {
		expect(read(body)).toMatchObject({ status: 'failed', reason });
	});

	it.each<[string, object, RegExp]>([
		['failed without a word', { status: 'failed' }, /"failed" without a reason/],
		['success false without a word', { success: false }, /"failure" without a reason/],
		['error without words', { error: {} }, /without words/],
		[
			'done without an image, but with words',
			{ status: 'succeeded', images: [], text: 'I cannot draw this' },
			/"succeeded", but without an image: I cannot draw this/,
		],
	])('%s has a readable reason', (_, body, reason) => {
		expect(reasonOf(read(body))).toMatch(reason);
	});

	it.each<[string, object]>([
		['done with an empty list', { status: 'succeeded', images: [] }],
		['done with an image in an unknown place', { status: 'done', exhibits: [{ href: URL_1 }] }],
	])('%s and without a word is shown as it is', (_, body) => {
		expect(read(body)).toMatchObject({
			status: 'unclear',
			excerpt: JSON.stringify(body),
			isDone: true,
		});
	});

	it.each<[string, object]>([
		['code 200', { code: 200, url: URL_1 }],
		['code 0', { code: 0, url: URL_1 }],
		['code 399', { code: 399, url: URL_1 }],
		['code 600, which is no status of HTTP', { code: 600, url: URL_1 }],
		['code 1000', { code: 1000, url: URL_1 }],
		['a code in words', { code: 'OK', url: URL_1 }],
		['success true', { success: true, url: URL_1 }],
		['error null', { error: null, url: URL_1 }],
	])('is not %s', (_, body) => {
		expect(read(body)).toMatchObject({ status: 'done' });
	});

	it('keeps the id, so that the job can be looked up', () => {
		expect(read({ id: 'job_1', status: 'failed' }).facts.id).toBe('job_1');
	});

	it.each<[string, object]>([
		['message', { code: 200, message: 'success', data: { status: 'failed', error: 'nudity' } }],
		['msg', { code: 0, msg: 'ok', data: { task_status: 'failed', message: 'nudity' } }],
		['detail', { detail: 'request accepted', result: { success: false, error: 'nudity' } }],
	])('gives the words of the failure, not the %s of the wrapper around it', (_, body) => {
		expect(reasonOf(read(body))).toBe('nudity');
	});
});

describe('reference images in a reply', () => {
	const sent = 'https://site.example/in.png';
	const urlRequest = imageRequest({ operation: 'edit', references: [urlReference(sent)] });
	const png = Buffer.concat([imageHeads.PNG, Buffer.from('reference')]);
	const bytesRequest = imageRequest({ operation: 'edit', references: [bytesReference(png)] });

	it.each<[string, object, string[]]>([
		['in the field they were sent in', { image_urls: [sent], output: [URL_1] }, [URL_1]],
		['among the results', { images: [{ url: sent }, { url: URL_1 }] }, [URL_1]],
		['as image', { image: sent, result: { url: URL_1 } }, [URL_1]],
		['as url, the result deeper', { url: sent, data: { output: { url: URL_1 } } }, [URL_1]],
		['in the inputs', { input: { image_urls: [sent] }, images: [URL_1, URL_2] }, [URL_1, URL_2]],
	])('are skipped by their URL: %s', (_, body, urls) => {
		expect(imageUrls(readOakgenReply(httpReply(body), urlRequest))).toEqual(urls);
	});

	const encoded = png.toString('base64');
	it.each<[string, object]>([
		['as data URI', { image_urls: [`data:image/png;base64,${encoded}`], output: URL_1 }],
		['as base64', { image: encoded, output: URL_1 }],
		['as b64_json', { b64_json: encoded, data: { url: URL_1 } }],
		['with another type', { image: `data:image/x;base64,${encoded}`, output: URL_1 }],
	])('are skipped by their bytes: %s', (_, body) => {
		expect(imageUrls(readOakgenReply(httpReply(body), bytesRequest))).toEqual([URL_1]);
	});

	it('are no result when they are the whole reply', () => {
		expect(readOakgenReply(httpReply(png), bytesRequest)).toEqual({
			status: 'unclear',
			facts: nothing,
			excerpt: 'it is the reference image',
			isDone: false,
		});
	});

	it.each([
		['under its own name', { image_urls: ['https://r2.example/copy.png'], output: URL_1 }],
		['as image', { image: 'https://r2.example/copy.png', outputs: [URL_1] }],
		['as image_url', { image_url: 'https://r2.example/copy.png', images: [URL_1] }],
	])('are skipped when the provider echoes its own copy of them %s', (_, body) => {
		expect(imageUrls(readOakgenReply(httpReply(body), urlRequest))).toEqual([URL_1]);
		expect(imageUrls(readOakgenReply(httpReply(body), bytesRequest))).toEqual([URL_1]);
	});

	it('are not looked for when none were sent', () => {
		expect(imageUrls(read({ image: URL_1, output: URL_2 }))).toEqual([URL_1]);
	});

	it('are skipped in the field that the user named', () => {
		const request = { ...urlRequest, settings: { ...urlRequest.settings, imageField: 'urls' } };
		const body = { urls: ['https://r2.example/copy.png'], output: URL_1 };
		expect(imageUrls(readOakgenReply(httpReply(body), request))).toEqual([URL_1]);
	});

	it('do not hide a result that stands only where echoes stand', () => {
		const body = { image: { url: URL_1 } };
		expect(imageUrls(readOakgenReply(httpReply(body), urlRequest))).toEqual([URL_1]);
	});

	it('leave a reply with nothing else pending when it has an id', () => {
		const generation = readOakgenReply(httpReply({ id: 'j', image_urls: [sent] }), urlRequest);
		expect(generation).toMatchObject({ status: 'pending' });
	});

	it('leave a reply with nothing else unclear when it has no id', () => {
		const generation = readOakgenReply(httpReply({ image_urls: [sent] }), urlRequest);
		expect(generation).toMatchObject({ status: 'unclear' });
	});
});

describe('the option Image URL Path', () => {
	function readAt(path: string, body: unknown): Generation {
		return readOakgenReply(httpReply(body), imageRequest({ settings: { imageUrlPath: path } }));
	}
	const png = imageHeads.PNG;

	it.each<[string, object]>([
		['picture', { picture: URL_1 }],
		['a[0].b', { a: [{ b: URL_1 }] }],
		['a.0.b', { a: [{ b: URL_1 }] }],
		['a[1][0]', { a: [[], [URL_1]] }],
		['a.b', { a: { b: [URL_1] } }],
		['a.b', { a: { b: { url: URL_1 } } }],
		['links.full', { url: URL_2, links: { full: URL_1 } }],
		['weird key.x', { 'weird key': { x: URL_1 } }],
	])('%s leads to the image in %j', (path, body) => {
		expect(imageUrls(readAt(path, body))).toEqual([URL_1]);
	});

	it('may lead to base64', () => {
		const images = [{ kind: 'bytes', bytes: png }];
		expect(readAt('x.y', { x: { y: png.toString('base64') } })).toMatchObject({ images });
	});

	it.each(['missing', 'a[7]', 'a.b.c', '__proto__', 'constructor.name', 'a.length', '.', '[0]'])(
		'%s leads nowhere, so the known shapes count',
		(path) => {
			expect(imageUrls(readAt(path, { a: [URL_2], url: URL_1 }))).toEqual([URL_1]);
		},
	);

	it('that leads to an echoed reference is not followed', () => {
		const request = imageRequest({
			references: [urlReference(URL_2)],
			settings: { imageUrlPath: 'echo' },
		});
		const generation = readOakgenReply(httpReply({ echo: URL_2, url: URL_1 }), request);
		expect(imageUrls(generation)).toEqual([URL_1]);
	});

	it.each<[string, unknown]>([
		['[0].link', [{ link: URL_1 }]],
		['0.link', [{ link: URL_1 }]],
	])('%s leads to the image in a reply that is a list', (path, body) => {
		expect(imageUrls(readAt(path, body))).toEqual([URL_1]);
	});
});

describe('a reply that cannot be read', () => {
	it.each<[string, unknown, string]>([
		[
			'HTML',
			'<html><head><style>a{}</style></head><body><h1>Bad gateway</h1></body>',
			'it is an HTML page: Bad gateway',
		],
		['an empty body', '', 'it is empty'],
		[
			'truncated JSON',
			'{"images": [{"url": "https://files.oak',
			'it is a JSON text: {"images": [{"url": "https://files.oak',
		],
		['a text', 'try later', 'it is a text: try later'],
		['a number', '17', 'it is a text: 17'],
		['null', 'null', 'it is a text: null'],
		['a list', '[1, [2, null], {}, "x"]', '[1, [2, null], {}, "x"]'],
		['an object without a clue', '{"hello": "world"}', '{"hello": "world"}'],
		['a status without an id', '{"status": "queued"}', '{"status": "queued"}'],
		[
			'a prototype',
			'{"__proto__": {"url": "https://e.example"}}',
			'{"__proto__": {"url": "https://e.example"}}',
		],
		['control characters', 'a\u0000b\u001b[31mc\u202ed', 'it is an unknown binary format'],
		['a change of direction', 'a\u202ed', 'it is a text: a d'],
		['invalid UTF-8', Buffer.from([0xff, 0xfe, 0x41]), 'it is a text: A'],
	])('is unclear, with an excerpt: %s', (_, body, excerpt) => {
		expect(read(body)).toEqual({ status: 'unclear', facts: nothing, excerpt, isDone: false });
	});

	it('has an excerpt of one line and bounded length', () => {
		const generation = read(`${'word '.repeat(5000)}`);
		expect(generation).toMatchObject({
			excerpt: expect.stringMatching(/^it is a text: (word ?)+…$/) as string,
		});
		expect((generation as { excerpt: string }).excerpt.length).toBeLessThanOrEqual(1001);
	});

	it('may be nested as deep as it likes', () => {
		const depth = 50_000;
		const json = `${'{"data":'.repeat(depth)}1${'}'.repeat(depth)}`;
		expect(read(json)).toMatchObject({ status: 'unclear' });
		expect(read(`${'['.repeat(depth)}${']'.repeat(depth)}`)).toMatchObject({ status: 'unclear' });
	});
});
