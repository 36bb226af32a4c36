import { BASE_URL, FILE, orderOne, outcomeOf } from '../../support/orderOne';

// A job that has one address for its state and another for its result, through the whole node.

const STATUS = `${BASE_URL}/requests/r1/status`;
const RESULT = `${BASE_URL}/requests/r1`;
const addresses = { status_url: STATUS, response_url: RESULT };

type Answer = object | { status: number; body: object };

/** @param script what each address answers, in turn; its last answer again and again */
async function play(order: object, script: Record<string, readonly Answer[]>) {
	const asked: string[] = [];
	const run = await orderOne(300, ({ method, url }) => {
		if (method === 'POST') return { status: 200, body: order };
		const answers = script[url] ?? [{ status: 404, body: {} }];
		const turn = asked.filter((earlier) => earlier === url).length;
		asked.push(url);
		const answer = answers[turn] ?? answers.at(-1) ?? {};
		return 'body' in answer ? answer : { status: 200, body: answer };
	});
	return { asked, outcome: outcomeOf(run) };
}

const queued = { request_id: 'r1', status: 'QUEUED', ...addresses };
const image = { request_id: 'r1', status: 'COMPLETED', output: [{ url: FILE }] };

it.each<[what: string, end: object]>([
	['repeats it', { status: 'COMPLETED', request_id: 'r1', response_url: RESULT }],
	['leaves it out', { status: 'COMPLETED', request_id: 'r1', metrics: {} }],
	['leaves out the id too', { status: 'COMPLETED' }],
])('the address of the result is asked once the job is done, when its end %s', async (_, end) => {
	const { asked, outcome } = await play(queued, {
		[STATUS]: [{ status: 'PROCESSING' }, end],
		[RESULT]: [image],
	});
	expect(outcome).toBe('image');
	expect(asked).toEqual([STATUS, STATUS, RESULT]);
});

it.each<[what: string, polls: object[]]>([
	['in the answer before', [{ status: 'PROCESSING', response_url: RESULT }]],
	[
		'in the first of several answers',
		[{ status: 'PROCESSING', response_url: RESULT }, { status: 'PROCESSING' }, {}],
	],
])('an address of the result that was named only %s is not forgotten', async (_, polls) => {
	const { asked, outcome } = await play(
		{ request_id: 'r1', status: 'QUEUED', status_url: STATUS },
		{ [STATUS]: [...polls, { status: 'COMPLETED' }], [RESULT]: [image] },
	);
	expect(outcome).toBe('image');
	expect(asked.at(-1)).toBe(RESULT);
});

it('a result without an image is asked for some more times, and then named', async () => {
	const { asked, outcome } = await play(queued, {
		[STATUS]: [{ status: 'COMPLETED' }],
		[RESULT]: [{ request_id: 'r1', status: 'COMPLETED', ...addresses }],
	});
	expect(outcome).toMatch(/contains no image/);
	expect(asked.filter((url) => url === RESULT)).toHaveLength(5);
});

describe('an error status at the address of the state', () => {
	const ends: Array<[what: string, status: number, body: object]> = [
		['a failed state', 422, { status: 'FAILED', error: 'too many arms' }],
		['a state and no reason', 400, { task: { state: 'cancelled' } }],
		['a moderation in words', 400, { code: 50412, message: 'Text Risk Not Pass' }],
		['another moderation', 422, { detail: 'The prompt was flagged by the content filter' }],
	];
	it.each(ends)('that tells the end of the job, by %s, is its end', async (_, status, body) => {
		const { asked, outcome } = await play(queued, { [STATUS]: [{ status, body }] });
		expect(outcome).toMatch(/made no image/);
		expect(outcome).not.toMatch(/billed/);
		expect(asked).toHaveLength(1);
	});

	const refusals: Array<[what: string, status: number, body: object]> = [
		['a plain error', 400, { status: 'error', message: 'bad request' }],
		['numbers', 404, { status: 404, error: 'Not Found' }],
		['a key that is refused', 401, { status: 'failed', error: 'the key has expired' }],
		['another job', 422, { request_id: 'r2', status: 'FAILED', error: 'too many arms' }],
		['a plain failed', 400, { status: 'failed', message: 'invalid task id' }],
		['a plain failed of a request', 404, { state: 'FAILED', message: 'no such route' }],
		['a server that is down', 503, { status: 'FAILED', error: 'upstream failed' }],
	];
	it.each(refusals)(
		'that may be about the question, by %s, is asked again',
		async (_, status, body) => {
			const { outcome } = await play(queued, {
				[STATUS]: [{ status, body }, { status: 'COMPLETED' }],
				[RESULT]: [image],
			});
			expect(outcome).toBe('image');
		},
	);
});
