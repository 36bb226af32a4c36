import { flat } from '../../../../nodes/OakgenImage/providers/evidence/entry';
import { oakgen } from '../../../../nodes/OakgenImage/providers/oakgen';
import { httpReply } from '../../../support/imageRequest';
import { base64, other, outcome, read, url } from '../../../support/readOakgen';

const job = { id: 'job-1', status: 'succeeded' };

describe('a picture under a name that is put together of known words', () => {
	it.each<[object, string[]]>([
		[{ upscaled_image_url: url, input_image_url: other, thumbnail_url: other }, [url]],
		[{ output: { tmp_url: url } }, [url]],
		[{ ...job, url: 'https://api.example/jobs/1', renderUrl: url }, [url]],
		[{ cdnImage: url, preview_image: other }, [url]],
		[{ rendered_images: [url, other], source_images: ['https://cdn.example/c.png'] }, [url, other]],
		[{ processed_image: { url }, source_image: { url: other } }, [url]],
		[{ images: [{ processedImageUrl: url }] }, [url]],
		[{ data: [{ b64_image: base64 }] }, ['bytes']],
		[{ data: { result_b64: base64 }, preview_b64: base64 }, ['bytes']],
		[{ base64img: base64 }, ['bytes']],
	])('%j', (body, expected) => {
		expect(outcome(read(body))).toEqual(expected);
	});

	it.each([
		{ init_image_b64: base64 },
		{ thumbnail_base64: base64 },
		{ input_image_url: url },
		{ ...job, original_image_url: url },
	])('but not %j', (body) => {
		expect(read(body).status).not.toBe('done');
	});
});

describe('lists of pictures in a list of results', () => {
	it.each<[object[], string[]]>([
		[[{ data: { images: [{ url }] } }, { data: { text: ['a fox'] } }], [url]],
		[
			[{ images: [{ url }] }, { images: [other] }],
			[url, other],
		],
		[[{ data: { images: [{ url: other, type: 'temp' }] } }, { output: [url] }], [url]],
		[[{ images: [url] }, { status: 'failed', images: [other] }], [url]],
		[[{ input: { images: [other] }, output: [url] }, { input: { images: [other] } }], [url]],
	])('%j', (outputs, expected) => {
		expect(outcome(read({ ...job, outputs }))).toEqual(expected);
	});

	it('another file beside a picture is none', () => {
		const outputs = [{ url }, { url: 'https://cdn.example/log.txt' }];
		expect(outcome(read({ ...job, outputs }))).toEqual([url]);
	});
});

describe('a number that stands for a state', () => {
	it.each<[object, object]>([
		// Beside its name.
		[{ image_status: 1, image_status_name: 'COMPLETED', image_url: url }, { status: 'done' }],
		[{ image_status: 5, image_status_name: 'GENERATING', image_url: url }, { status: 'pending' }],
		[{ image_status: 7, image_status_name: 'MODERATED', image_url: url }, { status: 'failed' }],
		// Beside words.
		[
			{ status: 6, generateMsg: '生成失败' },
			{ status: 'failed', reason: '生成失败' },
		],
		[{ status: 3, message: 'Generation failed' }, { status: 'failed' }],
		[{ status: 3, message: 'Failed once, running again' }, { status: 'pending' }],
		[
			{ status: 3, message: 'If a step failed it is made anew, as often as it takes' },
			{ status: 'pending' },
		],
	])('%j', (body, expected) => {
		expect(read({ ...body, id: 'job-1' }, {}, 'job-1')).toMatchObject(expected);
	});

	it.each([
		{ code: 50430, status: 50430, message: 'Has reached API limit', data: null, request_id: 'r' },
		{ header: { code: 11202, message: '授权错误：秒级流控超限', status: 2 } },
	])('or is a code, of a limit: %j', (body) => {
		expect(oakgen.statusOf(httpReply(body))).toBe(429);
	});
});

describe('how a job ended', () => {
	it.each<[object, object]>([
		[{ status: 'COMPLETED', error_type: 'content_policy' }, { reason: 'content_policy' }],
		[{ TaskStatus: 'STOP' }, { status: 'failed' }],
		[
			{ done: true, response: { raiMediaFilteredReasons: ['Filtered for safety'] } },
			{ reason: expect.stringContaining('Filtered for safety') },
		],
		[{ status: 'successed', images: [url] }, { status: 'done' }],
		[{ choices: [{ finish_reason: 'stop', message: { images: [url] } }] }, { status: 'done' }],
	])('%j', (body, expected) => {
		expect(read({ id: 'job-1', ...body }, {}, 'job-1')).toMatchObject(expected);
	});
});

describe('the job of an order', () => {
	it.each<[object, object]>([
		[
			{ status: 'pending', self: 'https://api.example/v2/images/7', uid: 'img_7' },
			{ id: 'img_7', statusUrl: 'https://api.example/v2/images/7' },
		],
		[{ name: 'projects/p/locations/l/operations/op-77' }, { id: 'op-77' }],
		[{ name: 'models/m/operations/op-77', done: false }, { id: 'op-77' }],
	])('%j', (body, expected) => {
		expect(read(body)).toMatchObject({ status: 'pending', job: expected });
	});

	it.each([{ name: 'a fox' }, { name: 'operations/how-to.png', self: url }])(
		'but not %j',
		(body) => {
			expect(read(body).status).not.toBe('pending');
		},
	);
});

// Each is decoded and held in memory.
it.each<[object, number]>([
	[{ b64_json: base64 }, 1],
	[{ b64_json: base64, url }, 2],
	[{ data: { imageBase64: base64 } }, 1],
	[{ images: [{ b64_json: base64 }] }, 1],
	[{ image_url: base64 }, 1],
	[{ images: [{ image_url: base64 }] }, 1],
	[{ result_b64: base64 }, 1],
])('of %j, each way to the picture is read once: %d', (body, ways) => {
	const generation = read(body);
	const images = generation.status === 'done' ? generation.images : [];
	expect(images.flatMap(flat)).toHaveLength(ways);
});

it('a picture that was removed for safety is flagged', () => {
	const reply = read({ images: [{ image_b64: base64, removed_for_safety: true }] });
	expect(reply).toMatchObject({ images: [{ isFiltered: true }] });
});

it('what a speech of the model has as its text is read', () => {
	const choices = { status: 2, text: [{ content: base64, role: 'assistant' }] };
	expect(outcome(read({ header: { code: 0, message: 'Success' }, payload: { choices } }))).toEqual([
		'bytes',
	]);
});
