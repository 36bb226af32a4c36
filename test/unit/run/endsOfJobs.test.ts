import fc from 'fast-check';

import type { MemoryRun } from '../../support/memoryNode';
import { FILE, orderOne, outcomeOf as outcome } from '../../support/orderOne';

// How often a job is asked for, through the whole node: never once more after it told its end.

/** What the polls are answered, in turn; the last again and again. */
async function follow(answers: readonly object[]): Promise<MemoryRun & { polls: number }> {
	let polls = 0;
	const run = await orderOne(600, ({ method }) => {
		const told = method === 'POST' ? { id: 'job-1', status: 'queued' } : answers[polls];
		if (method === 'GET') polls += 1;
		return { status: 200, body: told ?? answers.at(-1) ?? {} };
	});
	return { ...run, polls };
}

const field = fc.constantFrom('status', 'state', 'task_status', 'jobState', 'phase');
const word = (...words: string[]) => fc.constantFrom(...words);
const asState = (words: fc.Arbitrary<string>) =>
	fc.tuple(field, words).map(([name, state]) => ({ [name]: state }));

const running = fc.oneof(
	asState(word('processing', 'in-progress', 'IN_QUEUE', 'warmingUp', 'en cours', '排队中')),
	asState(word('sparkling', 'phase two', '7')),
	fc.constantFrom<object>({ done: false }, { progress: 40 }, {}, { step: 3, total_steps: 20 }),
);
const failed = fc.oneof(
	asState(word('failed', 'task failed', 'TIMED_OUT', 'contentModerated', 'échoué', '生成失败')),
	fc.constantFrom<object>({ success: false }, { state: -1 }, { ok: false }, { error: true }),
	fc.constantFrom<object>({ code: 422, msg: 'flagged' }, { hasFailed: true }),
);
const done = asState(word('completed', 'SUCCEEDED', 'done', 'terminé', '完成')).map((state) => ({
	...state,
	images: [{ url: FILE }],
}));
const wrapped = (answer: fc.Arbitrary<object>) =>
	fc
		.tuple(answer, fc.constantFrom('', 'data', 'result', 'output', 'task'))
		.map(([body, wrapper]) => (wrapper === '' ? body : { [wrapper]: body }));

const runningFirst = fc.array(wrapped(running), { maxLength: 4 });

it('no job is asked for past the failure that it told', async () => {
	await fc.assert(
		fc.asyncProperty(runningFirst, wrapped(failed), wrapped(done), async (before, end, after) => {
			const { polls, ...run } = await follow([...before, end, after]);
			expect(polls).toBe(before.length + 1);
			expect(outcome(run)).toMatch(/made no image/);
			expect(outcome(run)).not.toMatch(/billed/);
		}),
		{ numRuns: 150 },
	);
});

it('no job is asked for past its image', async () => {
	await fc.assert(
		fc.asyncProperty(runningFirst, wrapped(done), wrapped(failed), async (before, end, after) => {
			const { polls, ...run } = await follow([...before, end, after]);
			expect(outcome(run)).toBe('image');
			expect(polls).toBe(before.length + 1);
		}),
		{ numRuns: 150 },
	);
});

describe('a job that is done and has no image', () => {
	it('is asked for five times in all, and may have been billed', async () => {
		const { polls, ...run } = await follow([{ status: 'completed', images: [] }]);
		expect(polls).toBe(5);
		expect(outcome(run)).toMatch(/no image that this node can find.*billed/);
	});

	it('has a moment for its image to appear', async () => {
		const empty = { status: 'completed', images: [] };
		const there = { status: 'completed', images: [FILE] };
		const { polls, ...run } = await follow([empty, empty, empty, empty, there]);
		expect(outcome(run)).toBe('image');
		expect(polls).toBe(5);
	});

	it('is counted anew when it runs in between', async () => {
		const empty = { status: 'completed', images: [] };
		const busy = { status: 'processing' };
		const there = { status: 'completed', images: [FILE] };
		const { polls, ...run } = await follow([empty, empty, empty, busy, empty, empty, there]);
		expect(outcome(run)).toBe('image');
		expect(polls).toBe(7);
	});
});

it('a success is one, though an object in it has a code of its own', async () => {
	const meta = { code: 404, message: 'no entry in the cache' };
	const { polls, ...run } = await follow([
		{ code: 200, data: { status: 'completed', cache: meta, images: [{ url: FILE }] } },
	]);
	expect(outcome(run)).toBe('image');
	expect(polls).toBe(1);
});

it('of an answer about several jobs only the own one counts', async () => {
	const other = { id: 'job-0', status: 'completed', url: 'https://cdn.example/files/other.png' };
	const list = (status: string, more: object = {}) => ({
		jobs: [other, { id: 'job-1', status, ...more }],
	});
	const { polls, ...run } = await follow([list('processing'), list('completed', { url: FILE })]);
	expect(run.items[0]?.json.url).toBe(FILE);
	expect(polls).toBe(2);
	expect(outcome(await follow([list('failed', { error: 'bad words' })]))).toContain('bad words');
	const map = { 'job-0': other, 'job-1': { status: 'completed', url: FILE } };
	expect((await follow([map])).items[0]?.json.url).toBe(FILE);
});

describe('an answer with a status that says "not yet"', () => {
	it.each([202, 204])('HTTP %d is waited for, whatever stands in it', async (status) => {
		for (const body of ['', '<html>Working</html>', '{"eta": 9}']) {
			let polls = 0;
			const run = await orderOne(600, ({ method }) => {
				if (method === 'POST') return { status: 200, body: { id: 'job-1', status: 'queued' } };
				polls += 1;
				return polls < 20
					? { status, body }
					: { status: 200, body: { status: 'completed', images: [FILE] } };
			});
			expect(outcome(run)).toBe('image');
		}
	});

	it('ends at Total Timeout, and the job is named', async () => {
		const run = await orderOne(60, ({ method }) =>
			method === 'POST'
				? { status: 200, body: { id: 'job-1', status: 'queued' } }
				: { status: 202, body: '' },
		);
		expect(outcome(run)).toMatch(/did not finish job job-1 within Total Timeout/);
	});

	it('is believed when it tells more', async () => {
		const run = await orderOne(60, ({ method }) =>
			method === 'POST'
				? { status: 200, body: { id: 'job-1', status: 'queued' } }
				: { status: 202, body: { status: 'failed', error: 'too many arms' } },
		);
		expect(outcome(run)).toContain('too many arms');
	});
});
