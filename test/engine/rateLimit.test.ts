import type { Sandbox } from '../../tools/sandbox/index.ts';
import { startSandbox } from '../../tools/sandbox/index.ts';
import { goOn, only, paidRequests, runImage } from './support.ts';

const IMAGES = 30;
let sandbox: Sandbox;

afterEach(() => sandbox.close());

const run = async () =>
	await runImage(
		sandbox,
		{ numberOfImages: 10, options: { concurrency: 16, maxRetries: 1 } },
		{ items: Array.from({ length: IMAGES / 10 }, () => ({})), settings: goOn },
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
	await run();
	const paid = paidRequests(sandbox);
	const refusedAt = Date.parse(only(paid.filter(({ status }) => status === 429)).at);
	const after = paid.map(({ at }) => Date.parse(at) - refusedAt).filter((ms) => ms > 500);
	expect(Math.min(...after)).toBeGreaterThan(1900);
	expect(paid).toHaveLength(IMAGES + 1);
});
