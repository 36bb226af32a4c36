import type { Sandbox } from '../../tools/sandbox/index.ts';
import { startSandbox } from '../../tools/sandbox/index.ts';
import { goOn, only, paidRequests, runImage } from './support.ts';

const IMAGES = 30;
let sandbox: Sandbox;

afterEach(() => sandbox.close());

const run = async (images = IMAGES) =>
	await runImage(
		sandbox,
		{ numberOfImages: 10, options: { concurrency: 16, maxRetries: 1 } },
		{ items: Array.from({ length: images / 10 }, () => ({})), settings: goOn },
	);

test('a limit that is met again and again loses no image and pays for none twice', async () => {
	const rateLimit = { requestsPerSecond: 10, burst: 5 };
	sandbox = await startSandbox({ plain: true, rateLimit });
	const { items } = await run();
	expect(items.filter(({ binary }) => binary !== undefined)).toHaveLength(IMAGES);
	expect(sandbox.bill()).toBe(IMAGES);
	const refused = paidRequests(sandbox).filter(({ status }) => status === 429);
	expect(refused.length).toBeGreaterThan(0);
	// The orders that were under way, and a few more; each by itself would come back 16 at a time.
	expect(refused.length).toBeLessThan(IMAGES);
});

test('one refusal holds all orders back until the time that it names', async () => {
	sandbox = await startSandbox({ plain: true });
	sandbox.addRule({
		where: 'generate',
		times: 1,
		fault: { kind: 'status', status: 429, retryAfterSeconds: 2 },
	});
	const images = 100;
	await run(images);
	const paid = paidRequests(sandbox);
	const refusedAt = Date.parse(only(paid.filter(({ status }) => status === 429)).at);
	// Those that are under way when the refusal comes, and those that go out before it is read: on a
	// slow machine both are slow, so that only their number tells.
	const early = paid.filter(({ at }) => Date.parse(at) - refusedAt < 1900);
	expect(early.length).toBeLessThan(images / 2);
	expect(paid).toHaveLength(images + 1);
});
