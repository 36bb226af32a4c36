import { oakgen } from '../../../../nodes/OakgenImage/providers/oakgen';
import { httpReply } from '../../../support/imageRequest';
import { base64, other, outcome, png, read, url } from '../../../support/readOakgen';

const job = { id: 'job-1', status: 'succeeded' };
const input = 'https://cdn.example/input_0.png?sig=1';
const stream = (...events: unknown[]) =>
	events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');
const asStream = { 'content-type': 'text/event-stream' };

describe('of a job that was asked for, and that tells of no state, a part is left to be made', () => {
	it.each<[object, string[] | string]>([
		[{ remaining: 1, images: [url] }, 'pending'],
		[{ remaining: '2', total: 3, images: [url] }, 'pending'],
		[{ data: { images_remaining: 1, images: [url] } }, 'pending'],
		[{ remaining: 0, images: [url] }, [url]],
		[{ status: 'done', remaining: 1, images: [url] }, [url]],
		// So much is left of a quota.
		[{ remaining: 41, images: [url] }, [url]],
	])('%j: %j', (body, expected) => {
		expect(outcome(read({ id: 'job-1', ...body }, {}, 'job-1'))).toEqual(expected);
	});

	it('in the answer to an order it is what is left of a quota', () => {
		expect(outcome(read({ id: 'job-1', remaining: 1, images: [url] }))).toEqual([url]);
	});
});

describe('what was sent, by the name of its file', () => {
	it.each<[object, string[]]>([
		[
			{
				files: [
					{ name: 'mask.png', url: other },
					{ name: 'result.png', url },
				],
			},
			[url],
		],
		[
			{
				images: [
					{ filename: 'input_0.png', url: other },
					{ filename: 'a_1.png', url },
				],
			},
			[url],
		],
		[{ images: [{ file_name: '00-source', url: other }, { url }] }, [url]],
		[{ images: [input, url] }, [url]],
		[{ images: [{ url: input }, { b64_json: base64 }] }, ['bytes']],
		[{ files: { 'input.png': other, 'output.png': url } }, [url]],
		[
			{
				outputs: [
					{ type: 'depth_map', url: other },
					{ type: 'image', url },
				],
			},
			[url],
		],
		[
			{
				assets: [
					{ kind: 'source', url: other },
					{ kind: 'render', url },
				],
			},
			[url],
		],
	])('is left out of %j', (body, expected) => {
		expect(outcome(read({ ...job, ...body }))).toEqual(expected);
	});

	it.each<[object, string[]]>([
		[{ images: [input] }, [input]],
		[{ images: [{ filename: 'mask.png', url }] }, [url]],
		[{ files: { 'input.png': url } }, [url]],
		[
			{
				images: [
					{ filename: 'masked_ball.png', url },
					{ filename: 'fox.png', url: other },
				],
			},
			[url, other],
		],
	])('and handed out where there is nothing else, or no such name: %j', (body, expected) => {
		expect(outcome(read({ ...job, ...body }))).toEqual(expected);
	});
});

describe('a picture as a list of numbers', () => {
	it.each<[string, unknown]>([
		['under its name', { image: [...png] }],
		['as a Buffer', { image: png }],
		['as a Buffer alone', png.toJSON()],
		['as a Buffer of some name', { output: { buffer: png, mime: 'image/png' } }],
		['as a Uint8Array', { image: new Uint8Array(png) }],
		['in a list', { images: [[...png]] }],
		['alone', [...png]],
		['in hexadecimal', { image_hex: `0x${png.toString('hex')}` }],
	])('%s', (_, body) => {
		expect(outcome(read(JSON.stringify(body)))).toEqual(['bytes']);
	});
});

describe('an address in a storage', () => {
	it.each(['s3://bucket/a.png', 'gs://bucket/a', 'r2://bucket/a', 'file:///out/a.png'])(
		'%s is named where there is no other',
		(place) => {
			expect(outcome(read({ ...job, output: place }))).toEqual([place]);
			expect(outcome(read({ ...job, images: [{ gcsUri: place }] }))).toEqual([place]);
		},
	);

	it.each(['wss://api.example/1', 'app://open/1'])('but %s is none', (address) => {
		expect(read({ id: 'job-1', url: address })).toMatchObject({ status: 'pending' });
	});

	it.each([
		{ output: ['s3://bucket/a.png'], presigned_url: url },
		{ images: [{ uri: 's3://bucket/a.png', signed_url: url }] },
		{ images: [{ url: 's3://bucket/a.png', image_url: url }] },
	])('gives way to one of the web: %j', (body) => {
		expect(outcome(read({ ...job, ...body }))).toEqual([url]);
	});
});

describe('a text that events bring in pieces', () => {
	const [one, two] = [url.slice(0, 20), url.slice(20)];
	const chunk = (content: string) => ({ choices: [{ delta: { content } }] });
	it.each<[string, unknown[]]>([
		['Markdown', [chunk(`Here: ![a fox](${one}`), chunk(`${two})`)]],
		['JSON', [chunk(`{"url":"${one}`), chunk(`${two}"}`)]],
		['pieces with a name', [{ delta: `![](${one}` }, { delta: `${two})` }]],
		['objects with a text', [{ delta: { text: `![](${one}` } }, { delta: { text: `${two})` } }]],
	])('%s', (_, events) => {
		expect(outcome(read(stream(...events), asStream))).toEqual([url]);
	});

	it('gives way to the event that says that it brings the picture', () => {
		const events = [chunk(`![](${one}`), chunk(`${two})`), { type: 'completed', image: other }];
		expect(outcome(read(stream(...events), asStream))).toEqual([other]);
	});
});

describe('a stream that brings an address under no name, and then an error', () => {
	it('names both, as nobody knows whether it is a preview', () => {
		const reply = read(stream({ image: url }, { error: 'stream broke' }), asStream);
		expect(reply.status).toBe('unclear');
		expect(reply).toMatchObject({ excerpt: `it names ${url} and tells of an error: stream broke` });
	});

	it.each([
		['a preview', [{ type: 'image.partial', image: url }]],
		['nothing', [{ progress: 10 }]],
	])('has failed behind %s', (_, events) => {
		const reply = read(stream(...events, { error: 'stream broke' }), asStream);
		expect(reply).toMatchObject({ status: 'failed', reason: 'stream broke' });
	});
});

describe('the job of an order', () => {
	const uuid = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
	it.each<[object, string]>([
		[{ hash: uuid }, uuid],
		[{ messageId: uuid, success: true }, uuid],
	])('by an id under any name, where nothing else is said: %j', (body, id) => {
		expect(read(body)).toMatchObject({ status: 'pending', job: { id } });
	});

	it.each([
		{ hash: uuid, url },
		{ hash: uuid, other: uuid.replace('6', '7') },
		{ hash: uuid, user: { name: 'x' } },
		{ code: 1201, message: 'no', trace: uuid },
		{ hash: 'fox' },
	])('but not in %j', (body) => {
		expect(read(body).status).not.toBe('pending');
	});

	it.each(['get_url', 'fetchUrl', 'retrieve_url', 'retrieval_link', 'query_uri'])(
		'by an address under %s',
		(name) => {
			const body = {
				id: 'job-1',
				cancel_url: 'https://api.example/c',
				[name]: 'https://api.example/x/1',
			};
			expect(read(body)).toMatchObject({ job: { statusUrl: 'https://api.example/x/1' } });
		},
	);

	it('is no address from which a file is got', () => {
		expect(outcome(read({ id: 'job-1', signed_get_url: url }))).toEqual([url]);
	});
});

describe('states in odd places', () => {
	it.each<[object, object]>([
		[{ status: '⏳', image: url }, { status: 'pending' }],
		[{ status: '-', image: url }, { status: 'done' }],
		[{ status: 'READY_FOR_DOWNLOAD', image: url }, { status: 'done' }],
		[{ status: 'ready_for_processing', image: url }, { status: 'pending' }],
		[{ status: 'UNPROCESSABLE' }, { status: 'failed' }],
		[{ status: 'not_ok' }, { status: 'failed' }],
		[
			{ status: 'retired', why: 'no ink' },
			{ status: 'pending', oddState: 'retired: no ink' },
		],
		[{ status: { Running: { step: 3 } }, image: url }, { status: 'pending' }],
		[{ status: { Failed: { reason: 'no ink' } } }, { status: 'failed', reason: 'no ink' }],
		[{ status: { Done: {} }, image: url }, { status: 'done' }],
		[
			{ JobStatusCode: '5', JobStatusMsg: '处理完成', ResultImage: [''] },
			{ status: 'pending', isDone: true },
		],
		[
			{ JobStatusCode: '2', JobStatusMsg: '处理中', ResultImage: [url] },
			{ status: 'pending', isDone: false },
		],
	])('%j', (body, expected) => {
		expect(read({ ...body, id: 'job-1' }, {}, 'job-1')).toMatchObject(expected);
	});
});

describe('what each node of a workflow put out', () => {
	const nodes = { 3: { images: [{ type: 'temp', url: other }] }, 9: { images: [{ url }] } };
	it('is the picture, but for what is in passing', () => {
		const status = { status_str: 'success', completed: true };
		expect(outcome(read({ p1: { status, outputs: nodes } }, {}, 'p1'))).toEqual([url]);
	});

	it('and why it failed stands among its messages', () => {
		const messages = [['execution_error', { exception_message: 'out of ink' }]];
		const body = {
			p1: { status: { status_str: 'error', completed: false, messages }, outputs: {} },
		};
		expect(read(body, {}, 'p1')).toMatchObject({ status: 'failed', reason: 'out of ink' });
	});
});

it('an error in the head of an answer is one', () => {
	const body = { ResponseMetadata: { RequestId: 'r', Error: { Code: 'X', Message: 'no ink' } } };
	expect(read(body)).toMatchObject({ status: 'failed', reason: expect.stringContaining('no ink') });
});

describe('what is said of a picture', () => {
	const isFlagged = (flags: object) => {
		const reply = read({ images: [{ url, ...flags }] });
		return reply.status === 'done' && reply.images[0]?.isFiltered === true;
	};
	it.each([
		{ respects_moderation: false },
		{ safety_rating: 'UNSAFE' },
		{ is_sanitized: true },
		{ adult_content: true },
		{ replaced_with_placeholder: true },
	])('%j flags it', (flags) => {
		expect(isFlagged(flags)).toBe(true);
	});

	it.each([
		{ respects_moderation: true },
		{ safety_rating: 'SAFE' },
		{ safety_level: 'block_none' },
		{ adult_content: false },
	])('%j does not', (flags) => {
		expect(isFlagged(flags)).toBe(false);
	});
});

describe('the wait that a limit names', () => {
	it.each<[object, number]>([
		[{ wait_ms: 3000 }, 3000],
		[{ cooldown_seconds: 3 }, 3000],
		[{ backoffMillis: 3000 }, 3000],
		[{ retry_delay_minutes: 2 }, 120_000],
		[{ ttl: 3600, retry_after: 9 }, 9000],
		[{ nextAllowedIn: 3000 }, 3000],
		[{ message: '3秒後にもう一度お試しください' }, 3000],
	])('%j', (body, wait) => {
		expect(oakgen.retryDelayMs(httpReply(body, { status: 429 }))).toBe(wait);
	});
});

it.each([
	[{ err: 1, errInfo: 'no ink' }, 'no ink'],
	[{ error: true, data: 'There is no ink' }, 'There is no ink'],
])('%j: words tell more than a number or a flag', (body, reason) => {
	expect(read(body)).toMatchObject({ status: 'failed', reason });
});

describe('pictures under names of services', () => {
	it.each<object>([
		{ status: 'Success', outputs: [{ object_url: url, audit_status: 2, error_type: 'NOT_ERROR' }] },
		{ state: 'completed', returnvalue: { url } },
		{ done: true, response: { generatedSamples: [{ image: { uri: url } }] } },
		{ files: [{ ssl_url: url }] },
		{ status: 'SUCCESS', successInfo: { images: [{ url }] } },
		{ ok: 'ASSEMBLY_COMPLETED', results: { resized: [{ ssl_url: url }] } },
		{ status: 'succeeded', steps: [{ output: { images: [{ url, previewUrl: other }] } }] },
	])('%j', (body) => {
		expect(outcome(read({ id: 'job-1', ...body }, {}, 'job-1'))).toEqual([url]);
	});
});

it.each(['preprocess', 'upload', undefined])(
	'the only step of a job that runs is none: %s',
	(name) => {
		const body = { id: 'job-1', steps: [{ name, output: { image: url } }] };
		expect(outcome(read(body, {}, 'job-1'))).toBe('pending');
	},
);

it('the only step is behind what stands for itself, and several steps are none', () => {
	expect(outcome(read({ image: url, steps: [{ url: other }] }))).toEqual([url]);
	expect(outcome(read({ steps: [{ url }, { url: other }] }))).toBe('unclear');
});

it('what a model or a history offers beside the picture does not come before it', () => {
	const beside = [{ url: other, image: other }];
	for (const name of ['candidates', 'versions', 'renditions', 'steps']) {
		const [first] = outcome(read({ image: url, [name]: beside }));
		expect([name, first]).toEqual([name, url]);
	}
});

it('the base64 of Google’s longer name', () => {
	expect(outcome(read({ samples: [{ image: { encodedImage: base64 } }] }))).toEqual(['bytes']);
});

it('a picture in markup under its own name', () => {
	const html = `<img class="a" src="${url}?a=1&amp;b=2">`;
	expect(outcome(read({ html }))).toEqual([`${url}?a=1&b=2`]);
});

describe('a picture with words behind it', () => {
	const picture = `data:image/png;base64,${base64}`;
	const message = (content: string) => ({ choices: [{ message: { content } }] });
	it.each<[object, string[] | string]>([
		[message(`${picture} done`), ['bytes']],
		[message(` ${picture}\nis yours`), ['bytes']],
		[message(`data:image/png;base64,${'word'.repeat(9)} done`), 'unclear'],
		[message(`I cannot edit ${picture} for you`), 'unclear'],
	])('%j: %j', (body, expected) => {
		expect(outcome(read(body))).toEqual(expected);
	});

	it('in pieces of a stream', () => {
		const pieces = [picture.slice(0, 60), picture.slice(60), ' done'];
		const events = pieces.map((content) => ({ choices: [{ delta: { content } }] }));
		expect(outcome(read(stream(...events), asStream))).toEqual(['bytes']);
	});
});

describe('a failure whose reason has a rare name', () => {
	it.each<object>([
		{ problem: 'no more ink' },
		{ diagnostics: ['no more ink'] },
		{ validation_errors: { prompt: ['no more ink'] } },
		{ human_readable: 'no more ink' },
		{ last_error: 'no more ink' },
		{ feedback: 'no more ink' },
		{ user_message: 'no more ink' },
	])('%j', (body) => {
		const generation = read({ id: 'job-1', status: 'failed', ...body }, {}, 'job-1');
		expect(generation.status === 'failed' && generation.reason).toContain('no more ink');
	});
});

it('an event of an error tells its reason in a JSON text', () => {
	const events = 'event: error\ndata: "The prompt is empty"\n\n';
	expect(read(events, {}, 'job-1')).toMatchObject({
		status: 'failed',
		reason: 'The prompt is empty',
	});
});

it.each<[headers: Record<string, string>, reason: string]>([
	[{ 'x-error-message': 'The seed is too big' }, 'The seed is too big'],
	[{ 'x-amzn-errortype': 'ThrottlingException' }, 'ThrottlingException'],
	[
		{ 'www-authenticate': 'Bearer error="invalid_token", error_description="The token ran dry"' },
		'The token ran dry',
	],
	[{ 'x-request-id': 'r-1' }, ''],
])('of a refusal without words, the headers %j tell: %s', (headers, reason) => {
	expect(oakgen.errorText(httpReply('', { status: 400, headers }))).toBe(reason);
	expect(oakgen.errorText(httpReply({ error: 'torn' }, { status: 400, headers }))).toBe('torn');
});

it.each<[object, boolean]>([
	[{ contentModeration: { action: 'BLUR' } }, true],
	[{ sfw: false }, true],
	[{ nsfw_level: 'explicit' }, true],
	[{ classification: 'nsfw' }, true],
	[{ nsfw_level: 'none' }, false],
	[{ sfw: true }, false],
	[{ classification: 'landscape' }, false],
])('a picture with %j was filtered: %j', (flags, isFiltered) => {
	const generation = read({ images: [{ url, ...flags }] });
	const isEach = generation.status === 'done' && generation.images[0]?.isFiltered === true;
	expect(isEach || generation.facts.contentFiltered).toBe(isFiltered);
});

it.each([{ jid: 'a1b2c3d4e5f6' }])('%j names a job', (body) => {
	expect(outcome(read(body))).toBe('pending');
});
