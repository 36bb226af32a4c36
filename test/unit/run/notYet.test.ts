import { BASE_URL, FILE, orderOne, outcomeOf } from '../../support/orderOne';

// Answers about a job that are no plain state, through the whole node: errors that say that it goes on,
// redirects, addresses under odd names.

const JOB = `${BASE_URL}/v1/generate/image/job-1`;
const done = { id: 'job-1', status: 'completed', image: FILE };

interface Http {
	status: number;
	body: object;
	headers?: Record<string, string>;
}
type Answer = object | Http;

const isHttp = (answer: Answer): answer is Http => 'body' in answer;

/** @param script what each address answers, in turn; its last answer again and again */
async function play(script: Record<string, readonly Answer[]>, order: Answer = queued) {
	const asked: string[] = [];
	let orders = 0;
	const run = await orderOne(300, ({ method, url }) => {
		if (method === 'POST') {
			orders += 1;
			return isHttp(order) ? order : { status: 200, body: order };
		}
		const answers = script[url] ?? [{ status: 404, body: { error: 'no such path' } }];
		const answer = answers[asked.filter((earlier) => earlier === url).length] ?? answers.at(-1);
		asked.push(url);
		return answer !== undefined && isHttp(answer) ? answer : { status: 200, body: answer ?? {} };
	});
	return { asked, orders, outcome: outcomeOf(run) };
}

const queued = { id: 'job-1', status: 'queued' };

describe('an order that is answered with an error and a job under way has begun that job', () => {
	it.each<[status: number, body: object]>([
		[400, { data: { id: 'job-1', status: 'PENDING' } }],
		[409, { error: 'already in work', task_id: 'job-1', state: 'processing' }],
		[429, { message: 'Rate limit reached', id: 'job-1', status: 'queued' }],
		[500, { id: 'job-1', status: 'processing', error: null }],
		[503, { job: { id: 'job-1', status: 'in_progress' } }],
		[504, { id: 'job-1', status: 'running' }],
	])('HTTP %i', async (status, body) => {
		const { outcome, orders } = await play({ [JOB]: [done] }, { status, body });
		expect({ outcome, orders }).toEqual({ outcome: 'image', orders: 1 });
	});

	it.each<[what: string, status: number, body: object, orders: number]>([
		['no job', 429, { status: 'pending', message: 'wait a moment' }, 5],
		['a job that has failed', 500, { id: 'job-1', status: 'failed', error: 'no' }, 5],
		['the id of the request', 503, { request_id: 'r-1', status: 'pending' }, 5],
	])('unless it is with %s', async (_, status, body, orders) => {
		const played = await play({}, { status, body });
		expect(played.orders).toBe(orders);
	});
});

describe('a conflict that names the job of the order before has that job followed', () => {
	it.each<[what: string, body: object, headers?: Record<string, string>]>([
		['with its id', { error: 'Duplicate request', task_id: 'job-1' }],
		['with its id in the error', { error: { message: 'Duplicate', job_id: 'job-1' } }],
		['with its id in a list', { errors: [{ message: 'Duplicate', generation_id: 'job-1' }] }],
		['under a name of its own', { detail: 'Conflict', existing_task_id: 'job-1' }],
		['with its address', { message: 'already submitted', status_url: JOB }],
		['with its address in a header', { message: 'already submitted' }, { location: JOB }],
		['with its status as a field', { status: 409, error: 'Conflict', task_id: 'job-1' }],
		['with its picture', { error: 'duplicate', status: 'succeeded', images: [FILE] }],
	])('%s', async (...given) => {
		const [, body, headers = {}] = given;
		const { outcome, orders } = await play({ [JOB]: [done] }, { status: 409, body, headers });
		expect({ outcome, orders }).toEqual({ outcome: 'image', orders: 1 });
	});

	it('in HTTP 200 too', async () => {
		const order = { code: 409, message: 'duplicate', data: { task_id: 'job-1' } };
		const { outcome, orders } = await play({ [JOB]: [done] }, order);
		expect({ outcome, orders }).toEqual({ outcome: 'image', orders: 1 });
	});

	it('and says why the job failed', async () => {
		const failed = { task_id: 'job-1', status: 'failed', error: 'the brush broke' };
		const order = { status: 409, body: { error: 'Duplicate', task_id: 'job-1' } };
		const { outcome, orders } = await play({ [JOB]: [failed] }, order);
		expect(orders).toBe(1);
		expect(outcome).toContain('the brush broke');
	});

	it.each<[what: string, body: object]>([
		['the id of the request', { error: 'in progress', request_id: 'r-1' }],
		['the id of the error', { error: { message: 'in progress', id: 'e-1' } }],
		['a key that had another body', { error: 'Idempotency key, different body', task_id: 'job-1' }],
	])('but not by %s', async (_, body) => {
		const { orders } = await play({}, { status: 409, body });
		expect(orders).toBe(5);
	});
});

it.each([
	[{ res: 'no ink' }, '{"res":"no ink"}'],
	[{ detail: 'no ink' }, 'no ink'],
	[{ id: 'job-1', state: 17 }, '{"id":"job-1","state":17}'],
])('a job that never says how it is: the error tells its last answer %j', async (answer, told) => {
	const { outcome } = await play({ [JOB]: [answer] });
	expect(outcome).toContain(`did not finish job job-1 within Total Timeout; last answer: ${told}`);
});

it.each([
	[403, 'Rate limit exceeded, slow down', 5],
	[403, 'Too many requests', 5],
	[403, 'Quota exceeded for this month', 1],
	[403, 'API key has no access', 1],
	[400, 'Rate limit exceeded, slow down', 1],
	[420, 'Rate limit exceeded, slow down', 5],
	[420, 'Calm down', 1],
	[499, 'Rate limit exceeded, slow down', 1],
])(
	'HTTP %i, "%s", is ordered %i times: a limit is one under another status too',
	async (...given) => {
		const [status, error, orders] = given;
		expect((await play({}, { status, body: { error } })).orders).toBe(orders);
	},
);

describe('an error that says that the job goes on is not its end', () => {
	it.each<[what: string, answer: Answer]>([
		['a code', { code: 400, message: 'Task is still in progress' }],
		['a code for what is not there', { code: 404, msg: 'result pending', data: null }],
		['no success', { success: false, message: 'Image is not ready yet' }],
		['no success beside a state', { success: false, status: 'processing' }],
		['a text', { error: 'Result not ready' }],
		['a state that is said of calls', { status: 'error', message: 'Job is still running' }],
		['an object', { error: { code: 'NOT_READY', message: 'still processing' } }],
		['a list', { errors: [{ message: 'Generation in progress, please wait' }] }],
		['another language', { success: false, msg: '任务处理中，请稍后' }],
		['HTTP 400', { status: 400, body: { detail: 'Request is still in progress' } }],
		['HTTP 404 and a state', { status: 404, body: { status: 'processing' } }],
		['HTTP 410 and a state', { status: 410, body: { id: 'job-1', status: 'running' } }],
		['HTTP 422', { status: 422, body: { error: 'Task is still queued' } }],
	])('as %s', async (_, answer) => {
		const often = Array<Answer>(7).fill(answer);
		const { outcome, orders, asked } = await play({ [JOB]: [...often, done] });
		expect({ outcome, orders, polls: asked.length }).toEqual({
			outcome: 'image',
			orders: 1,
			polls: 8,
		});
	});
});

describe('words of a job under way do not hide its end', () => {
	it.each<[object, RegExp]>([
		[{ success: false, message: 'Generation failed while processing step 4' }, /step 4/],
		[{ success: false, message: 'There was a problem processing your image' }, /problem/],
		[{ success: false, message: 'Your account is not active' }, /not active/],
		[{ success: false, message: 'Please upload a new image' }, /new image/],
		[{ success: false, message: 'Queued, but rejected by the moderator' }, /moderator/],
		[{ status: 'failed', error: 'It stayed in queue: no worker in progress' }, /no worker/],
		[{ error: 'Error starting the worker: out of memory' }, /out of memory/],
	])('%j', async (answer, reason) => {
		const { outcome, asked } = await play({ [JOB]: [answer, done] });
		expect(outcome).toMatch(/made no image/);
		expect(outcome).toMatch(reason);
		expect(asked).toHaveLength(1);
	});
});

describe('a job that is not known to whom it is asked of', () => {
	it('may be known a moment later, also when a code in HTTP 200 says so', async () => {
		const unknown = { code: 404, message: 'task not found', data: null };
		expect(await play({ [JOB]: [unknown, done] })).toMatchObject({ outcome: 'image', orders: 1 });
	});

	it('is given up soon, and may have been billed', async () => {
		const { outcome, asked } = await play({ [JOB]: [{ code: 404, message: 'task not found' }] });
		expect(outcome).toMatch(/cannot be followed.*task not found.*billed/);
		expect(asked).toHaveLength(3);
	});
});

it.each(['awaiting_payment', 'PAUSED', 'requires_action', 'brewing'])(
	'time that runs out in the state "%s" tells it',
	async (state) => {
		const answer = { id: 'job-1', status: state, message: 'see your account' };
		const { outcome } = await play({ [JOB]: [answer] });
		expect(outcome).toContain(`last answer: ${state}: see your account`);
		expect((await play({ [JOB]: [queued] })).outcome).not.toContain('last answer');
	},
);

it('and so do the words beside a code, where no state is told', async () => {
	const { outcome } = await play({ [JOB]: [{ code: -1, msg: 'ink is out', data: null }] });
	expect(outcome).toContain('last answer: ink is out');
});

describe('an answer that leads elsewhere', () => {
	const to = (location: string) => ({ status: 303, body: {}, headers: { location } });
	const RESULT = `${BASE_URL}/results/1`;

	it('is followed to the picture', async () => {
		expect((await play({ [JOB]: [queued, to(FILE)] })).outcome).toBe('image');
	});

	it('is followed to the result, and asked again when that is not there', async () => {
		const { outcome, asked } = await play({ [JOB]: [to('/results/1')], [RESULT]: [queued, done] });
		expect(outcome).toBe('image');
		expect(asked).toEqual([JOB, RESULT, JOB, RESULT]);
	});

	it.each([
		['in a circle', JOB],
		['to where nothing may be asked', 'http://169.254.169.254/x'],
		['to another host', 'https://elsewhere.example/results/1'],
		['nowhere', ''],
	])('is given up when it leads %s', async (_, location) => {
		const { outcome, asked } = await play({ [JOB]: [to(location)] });
		expect(outcome).toMatch(/cannot be followed.*HTTP 303/);
		expect(new Set(asked)).toEqual(new Set([JOB]));
	});
});

describe('where a job is asked for', () => {
	const STATE = `${BASE_URL}/s/1`;
	it.each<object>([
		{ task_status_url: STATE },
		{ checkStatusUrl: STATE },
		{ status_endpoint: '/s/1' },
		{ pollEndpoint: '/s/1' },
		{ monitor_url: STATE },
		{ status: STATE },
		{ poll: { url: STATE, interval: 2 } },
		{ _links: { self: { href: '/s/1' }, cancel: { href: '/c/1' } } },
		{
			links: [
				{ rel: 'cancel', href: '/c/1' },
				{ rel: 'status', href: '/s/1' },
			],
		},
		{ status: 'queued', result_url: STATE },
	])('%j', async (order) => {
		const answers = { [STATE]: [{ status: 'processing' }, { status: 'done', image: FILE }] };
		expect((await play(answers, { id: 'job-1', ...order })).outcome).toBe('image');
	});

	it.each<object>([
		{ webhook_status_url: `${BASE_URL}/w` },
		{ cancelStatusUrl: `${BASE_URL}/w` },
		{ status_url_count: 3 },
		{ progress_url: 7 },
	])('and not: %j', async (order) => {
		const { outcome, asked } = await play({ [JOB]: [done] }, { id: 'job-1', ...order });
		expect(outcome).toBe('image');
		expect(asked).toEqual([JOB]);
	});
});
