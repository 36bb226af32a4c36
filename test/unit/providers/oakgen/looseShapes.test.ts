import { base64, outcome, read, url } from '../../../support/readOakgen';

// Names that nobody has seen, and what libraries and slips put around a picture.

const lines = (text: string, mark: string) => text.replace(/(.{16})/g, `$1${mark}`);

describe('base64 with something around it or in it', () => {
	it.each([
		['a literal of Python', `b'${base64}'`],
		['a name', `base64,${base64}`],
		['a name and a colon', `base64:${base64}`],
		['a data URI in a data URI', `data:image/png;base64,data:image/png;base64,${base64}`],
		['a data URI that is escaped', encodeURIComponent(`data:image/png;base64,${base64}`)],
		['marks that are escaped', encodeURIComponent(base64)],
		['line breaks that are escaped', lines(base64, '\\n')],
		['line breaks of Windows that are escaped', lines(base64, '\\r\\n')],
		['the letters of addresses', base64.replaceAll('+', '-').replaceAll('/', '_')],
	])('%s', (_, image) => {
		expect(outcome(read({ image }))).toEqual(['bytes']);
		expect(outcome(read({ b64_json: image }))).toEqual(['bytes']);
	});
});

describe('a picture in a place for something else', () => {
	const done = { id: 'j1', status: 'COMPLETED' };
	it.each<[object, string]>([
		[{ output: { images: [{ filename: 'a.png', type: 's3_url', data: url }] } }, url],
		[{ output: { images: [{ filename: 'a.png', type: 'base64', data: base64 }] } }, 'bytes'],
		[{ output: { message: base64 } }, 'bytes'],
		[{ output: { message: url } }, url],
		[{ choices: [{ message: { content: url } }] }, url],
		[{ data: JSON.stringify(JSON.stringify({ url })) }, url],
	])('%j', (body, image) => {
		expect(outcome(read({ ...done, ...body }))).toEqual([image]);
	});

	it.each(['https://docs.example/errors', `See ${url}`, 'iVBORw0K is how it begins'])(
		'but no message is one that is more or less: %s',
		(message) => {
			expect(read({ ...done, message }).status).not.toBe('done');
		},
	);
});

describe('the id of a job under a name that nobody has seen', () => {
	it.each([
		[{ render_id: 'rnd_8812' }, 'rnd_8812'],
		[{ code: 0, data: { generateUuid: '8dcbfa29' }, msg: '' }, '8dcbfa29'],
		[{ call_id: 'fc-01AB' }, 'fc-01AB'],
		[{ ticketID: 77 }, '77'],
		[{ user_id: 'u-1', model_id: 'm-2', render_id: 'r-3' }, 'r-3'],
	])('%j', (body, id) => {
		expect(read(body)).toMatchObject({ status: 'pending', job: { id } });
	});

	it.each([
		{ user_id: 'u-1' },
		{ model_id: 'm-3', trace_id: 't-4' },
		{ scene_id: 's-1', clip_id: 'c-2' },
		{ paid: 12, valid: 'x1' },
		{ render_id: 'a text with 1 digit' },
		{ render_id: 'none' },
	])('is none: %j', (body) => {
		expect(read(body).status).toBe('unclear');
	});
});

describe('verdicts in other words', () => {
	const isFlagged = (body: object) =>
		read({ status: 'done', image_url: url, ...body }).facts.contentFiltered;

	it.each([
		...[{ img_approve_conclusion: 'block' }, { audit_status: 'reject' }, { auditResult: 'BLOCK' }],
		...[{ content_safety: { result: 'block' } }, { image_safety: { passed: false } }],
		...[{ safety_check: { status: 'failed' } }, { safe: 'false' }, { is_image_safe: 0 }],
		...[{ contains_nudity: true }],
	])('%j is one', (body) => {
		expect(isFlagged(body)).toBe(true);
	});

	it.each([
		...[{ img_approve_conclusion: 'pass' }, { audit_status: 3 }, { review_status: 'not_required' }],
		...[{ content_safety: { result: 'pass' } }, { image_safety: { passed: true } }],
		...[{ safe: 'true' }, { is_image_safe: 1 }, { upload_status: 'failed' }],
		...[{ webhook: { status: 'failed' } }, { approval_status: 'pending' }],
	])('%j is none', (body) => {
		expect(isFlagged(body)).toBe(false);
	});
});

it.each([
	{ why: 'ink is out' },
	{ fail_info: 'ink is out' },
	{ deny_reason: 'ink is out', failed_at: '2026-11-28', cancel_url: 'https://api.example/c' },
	{ errorInfo: { errorCode: 'E1', errorText: 'ink is out' } },
	{ fault: { faultstring: 'ink is out', detail: { errorcode: 'E1' } } },
])('a failure tells its reason under any name: %j', (body) => {
	expect(read({ status: 'failed', ...body })).toMatchObject({
		reason: expect.stringContaining('ink is out') as string,
	});
});
