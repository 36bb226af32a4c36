import { refusalNames, startSandbox } from '../../tools/sandbox/index.ts';
import type { Bill, Sandbox } from '../../tools/sandbox/index.ts';
import { getWithKey, jsonOf, postGemini, postOakgen } from './support.ts';

/** Of Nano Banana 2 Lite. */
const price = 3;

describe('the account of the sandbox', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ plain: true });
	});
	afterEach(() => sandbox.reset());
	afterAll(async () => await sandbox.close());

	const order = async (key?: string) =>
		await postOakgen(sandbox, {}, key === undefined ? {} : { 'idempotency-key': key });
	const send = async (limits: unknown) =>
		await fetch(`${sandbox.url}/_sandbox/limits`, {
			method: 'POST',
			body: JSON.stringify(limits),
		});

	it('runs dry, also when orders come at once, and repeats of one cost nothing', async () => {
		sandbox.limit({ balance: 2 * price });
		const replies = await Promise.all([order('a'), order('a'), order('b'), order('c'), order('d')]);
		expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 200, 402, 402]);
		expect(sandbox.statement()).toMatchObject({ images: 2, credits: 2 * price, balance: 0 });
		expect((await order('a')).status).toBe(200);
	});

	it('gives back what an order cost that came to nothing', async () => {
		sandbox.limit({ balance: price });
		const image_urls = ['data:image/png;base64,bm90IGFuIGltYWdl'];
		expect((await postOakgen(sandbox, { image_urls })).status).toBe(422);
		expect(sandbox.statement().balance).toBe(price);
	});

	it.each(refusalNames)('can say so as %s', async (emptyBalanceReply) => {
		sandbox.limit({ balance: 0, emptyBalanceReply });
		const status = Number(/^\d+/.exec(emptyBalanceReply)?.[0] ?? 429);
		expect((await order()).status).toBe(status);
		expect(sandbox.bill()).toBe(0);
	});

	it('lets only so many jobs run at once', async () => {
		sandbox.limit({ maxRunningJobs: 1 });
		sandbox.addRule({ where: 'generate', reply: 'job-id', pendingPolls: 1 });
		const { id } = await jsonOf<{ id: string }>(await order('a'));
		expect([(await order('a')).status, (await order('b')).status]).toEqual([200, 429]);
		await getWithKey(sandbox, `/v1/generate/image/${id}`);
		expect((await order('b')).status).toBe(200);
		expect(sandbox.bill()).toBe(2);
	});

	it('writes a bill: each order once, with its key and its credits', async () => {
		await order('a');
		await order('a');
		await postGemini(sandbox);
		const bill = await jsonOf<Bill>(await fetch(`${sandbox.url}/_sandbox/bill`));
		expect(bill).toEqual({ ...sandbox.statement() });
		expect(bill).toMatchObject({
			images: 2,
			credits: price,
			balance: null,
			orders: [
				{ provider: 'oakgen', idempotencyKey: 'a', credits: price, images: 1, replays: 1 },
				{ provider: 'gemini', idempotencyKey: null, credits: null },
			],
		});
	});

	it('is set over HTTP', async () => {
		const response = await send({ balance: 7, emptyBalanceReply: '402-detail' });
		expect(await jsonOf(response)).toEqual({
			balance: 7,
			emptyBalanceReply: '402-detail',
			maxRunningJobs: null,
		});
		expect(sandbox.statement().balance).toBe(7);
		sandbox.reset();
		expect(sandbox.statement().balance).toBeNull();
	});

	it.each([
		[null],
		[{ balance: -1 }],
		[{ balance: '7' }],
		[{ credit: 7 }],
		[{ emptyBalanceReply: 'no' }],
	])('%j is no limit', async (limits) => {
		expect((await send(limits)).status).toBe(400);
	});
});
