import fc from 'fast-check';

import { oakgen } from '../../../../nodes/OakgenImage/providers/oakgen';
import { FAILURE_FIELDS } from '../../../../nodes/OakgenImage/providers/evidence/assumptions';
import { httpReply } from '../../../support/imageRequest';
import { outcome, read, url } from '../../../support/readOakgen';

// Fields of errors that say nothing, and words about the call beside a job that it began.

const nothing = fc.constantFrom<unknown>(
	...[null, false, 0, 200, '', '0', ' ', '-', '""', 'N/A', 'None', 'undefined', 'nil', '无'],
	...[
		'Success',
		'Success!',
		'OK',
		'no error',
		'No exceptions',
		'without errors',
		'成功',
		'请求成功',
	],
	...[[], {}, [{}], [null], { code: 0, message: '' }, { code: '200', message: 'OK' }],
	...[
		{ code: null, message: null },
		{ type: 'none', details: [] },
	],
);
const wrapper = fc.constantFrom('', 'data', 'result');
const wrapped = (name: string, body: object) => (name === '' ? body : { [name]: body });

it('an error that says nothing does not end a job', () => {
	fc.assert(
		fc.property(fc.constantFrom(...FAILURE_FIELDS), nothing, wrapper, (field, value, name) => {
			const answer = wrapped(name, { [field]: value });
			for (const status of [undefined, 'processing', 'brewing']) {
				const order = { ...answer, task_id: 't-1', ...(status && { status }) };
				expect(outcome(read(order))).toBe('pending');
				expect(oakgen.statusOf(httpReply(order))).toBe(200);
				expect(outcome(read({ ...answer, ...(status && { status }) }, {}, 't-1'))).toBe('pending');
			}
			expect(outcome(read({ ...answer, task_id: 't-1', images: [url] }))).toEqual([url]);
		}),
	);
});

it.each([
	...['unknown', 'E17', 'Unsuccessful', 'no luck', '不成功', '失败', 400, 1301],
	...[{ code: 0, message: 'ran dry' }, { reason: 'ran dry' }, [{}, 'ran dry'], ['E1']],
])('but %j is an error', (error) => {
	expect(outcome(read({ task_id: 't-1', error }))).toBe('failed');
});

describe('what a reply to an order says beside the task that it began is not about the task', () => {
	it.each([
		{ code: 10000, message: 'Accepted. Errors are reported by webhook.', data: { task_id: 't-7' } },
		{ code: 2000, msg: 'ok, failed tasks will be refunded', data: { taskId: 't-7' } },
		{ code: 2000, msg: 'Accepted. Rate limit: 9 left', data: { taskId: 't-7' } },
		{ code: 1001, msg: 'insufficient credits will stop the task', data: { job_id: 't-7' } },
	])('%j', (body) => {
		expect(read(body)).toMatchObject({ status: 'pending', job: { id: 't-7' } });
		expect(oakgen.statusOf(httpReply(body))).toBe(200);
	});

	it('and it is never ordered once more, not even by the code of a limit', () => {
		const body = { code: 429, message: 'slow down', data: { task_id: 't-7' } };
		expect(oakgen.statusOf(httpReply(body))).toBe(200);
		expect(oakgen.statusOf(httpReply({ ...body, data: null }))).toBe(429);
		expect(oakgen.statusOf(httpReply({ ...body, data: { images: [url] } }))).toBe(200);
		expect(oakgen.statusOf(httpReply({ ...body, data: null, url: 'https://a.example/429' }))).toBe(
			429,
		);
	});
});

describe('a reply of which nothing is left but how the call went is a refusal', () => {
	it.each([
		{ request_id: 'r-1', code: 'InvalidParameter', message: 'n must be 1' },
		{ request_id: 'r-1', code: 1201, message: 'n must be 1' },
		{ request_id: 'r-1', code: 50215, message: 'n must be 1', time_elapsed: '1 s' },
	])('%j', (body) => {
		expect(read(body)).toMatchObject({ status: 'failed', reason: 'n must be 1' });
	});

	it.each([
		{ request_id: 'r-1', code: 200, message: 'n must be 1' },
		{ request_id: 'r-1', code: 1201, message: 'Accepted' },
		{ request_id: 'r-1', code: 1201, message: '任务已提交' },
		{ request_id: 'r-1', code: 1201, message: 'Success' },
		{ request_id: 'r-1', code: 1201, message: 'n is 1', status_url: 'https://api.example/s' },
		{ request_id: 'r-1', code: 1201, message: 'n is 1', data: 'job-1234' },
		{ task_id: 't-1', code: 1201, message: 'n is 1' },
	])('%j is a job', (body) => {
		expect(read(body).status).toBe('pending');
	});

	it('but not where words say that it was taken', () => {
		expect(read({ code: 1001, msg: '任务已提交' }).status).toBe('unclear');
		expect(read({ code: 1001, msg: 'n must be 1' }).status).toBe('failed');
	});
});
