import { expectNoKeyAbroad, status } from './scenes.ts';
import { sandboxOfFile } from './sandboxOfFile.ts';
import { mustRun, paidRequests } from './support.ts';

// What a single image meets is in test/faults; here is what several of its requests, or several
// images, have to do with each other.

const sandbox = sandboxOfFile({ plain: true });

afterEach(() => expectNoKeyAbroad(sandbox));

test('every attempt at one image is made under the same key', async () => {
	sandbox.addRule({ where: 'generate', times: 3, fault: status(500) });
	await mustRun(sandbox);
	const keys = paidRequests(sandbox).map(({ headers }) => headers['idempotency-key']);
	expect(keys).toHaveLength(4);
	expect(new Set(keys).size).toBe(1);
});

test('one 429 pauses every order until the time it names', async () => {
	const items = Array.from({ length: 8 }, (_, i) => ({ json: { prompt: `number ${i}` } }));
	const fault = status(429, { retryAfterSeconds: 1 });
	sandbox.addRule({ where: 'generate', promptIncludes: 'number 0', times: 1, fault });
	for (const slow of ['number 1', 'number 2', 'number 3']) {
		sandbox.addRule({ where: 'generate', promptIncludes: slow, latencyMs: 2000 });
	}
	await mustRun(sandbox, { prompt: '={{ $json.prompt }}', options: { concurrency: 4 } }, { items });
	const sent = paidRequests(sandbox);
	const limitedAt = Date.parse(sent.find((entry) => entry.status === 429)?.at ?? '');
	// Three were on their way already; the next ones wait.
	const later = sent.slice(4).map(({ at }) => Date.parse(at) - limitedAt);
	expect(later).toHaveLength(5);
	expect(Math.min(...later)).toBeGreaterThanOrEqual(990);
	expect(sandbox.bill()).toBe(8);
});
