import { createServer, type AddressInfo } from 'node:net';
import type { Fault, Sandbox } from '../../sandbox/index.ts';
import { startSandbox } from '../../sandbox/index.ts';
import { atOnce, expectNoKeyAbroad, type Scene, status, theatre } from './scenes.ts';
import { answerJson, mustFail, mustRun, only, paidRequests, startRecorder } from './support.ts';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ plain: true });
});

beforeEach(() => sandbox.reset());

afterEach(() => expectNoKeyAbroad(sandbox));

afterAll(() => sandbox.close());

describe('retries of what costs money', () => {
	const scenes: Record<string, Scene> = {};
	const notAccepted = [408, 409, 425, 429, 500, 502, 503, 520, 521, 522, 523, 525, 526, 529];
	const refused = [400, 401, 402, 403, 404, 405, 413, 415, 422, 451];
	const unknown = [501, 504, 505, 524, 530];
	for (const code of notAccepted)
		scenes[`once ${code}`] = { rules: [{ times: 1, fault: status(code) }] };
	for (const code of refused)
		scenes[`refused ${code}`] = { rules: [{ fault: status(code) }], options: { retryOn: 'any' } };
	for (const code of unknown) {
		const fault = status(code);
		scenes[`unknown ${code}`] = { rules: [{ fault }] };
		scenes[`unknown ${code}, any`] = { rules: [{ times: 1, fault }], options: { retryOn: 'any' } };
	}
	const broken: Record<string, Fault> = {
		reset: { kind: 'reset', afterGenerating: true },
		resetMidBody: { kind: 'resetMidBody' },
		hang: { kind: 'hang', afterGenerating: true },
		stall: { kind: 'stall' },
		wrongContentLength: { kind: 'wrongContentLength' },
		trickle: { kind: 'trickle', intervalMs: 50 },
	};
	for (const [name, fault] of Object.entries(broken)) {
		scenes[name] = { rules: [{ fault }], options: { requestTimeout: 2 } };
		scenes[`${name}, any`] = {
			rules: [{ times: 1, fault }],
			options: { requestTimeout: 2, retryOn: 'any' },
		};
	}
	scenes['billed 504, any'] = {
		rules: [{ times: 1, fault: status(504, { afterGenerating: true }) }],
		options: { retryOn: 'any' },
	};
	scenes['never'] = { rules: [{ fault: status(503, atOnce) }], options: { retryOn: 'never' } };
	scenes['no retries left'] = {
		rules: [{ fault: status(500, atOnce) }],
		options: { maxRetries: 2 },
	};
	scenes['maxRetries 0'] = { rules: [{ fault: status(429, atOnce) }], options: { maxRetries: 0 } };

	const { itemOf, errorOf, sent, requests, made } = theatre(scenes);

	test.each(notAccepted)('HTTP %d is sent again', (code) => {
		const name = `once ${code}`;
		expect(itemOf(name).json).toMatchObject({ attempts: 2, prompt: `[${name}]` });
		expect(sent(name)).toEqual([code, 200]);
		const paid = requests(name, 'generate');
		expect(new Set(paid.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
	});

	test.each(refused)('HTTP %d is not, not even with Any Failure', (code) => {
		const name = `refused ${code}`;
		expect(sent(name)).toEqual([code]);
		expect(errorOf(name)).toContain(`HTTP ${code}`);
		expect(errorOf(name)).not.toContain('may have been made');
	});

	test.each(unknown)(
		'HTTP %d leaves open what was made: not sent again, and it says so',
		(code) => {
			expect(sent(`unknown ${code}`)).toHaveLength(1);
			expect(errorOf(`unknown ${code}`)).toMatch(
				new RegExp(`HTTP ${code}.*the image may have been made and billed`),
			);
		},
	);

	test.each(unknown)('HTTP %d is sent again with Any Failure', (code) => {
		expect(sent(`unknown ${code}, any`)).toHaveLength(2);
		expect(itemOf(`unknown ${code}, any`).json.attempts).toBe(2);
	});

	test.each(Object.keys(broken))('%s: not sent again, and it says so', (name) => {
		expect(sent(name)).toHaveLength(1);
		expect(errorOf(name)).toMatch(/did not answer in time|connection .* was lost/);
		expect(errorOf(name)).toContain('the image may have been made and billed');
	});

	test.each(Object.keys(broken))('%s: sent again with Any Failure, under the same key', (name) => {
		expect(sent(`${name}, any`)).toHaveLength(2);
		expect(itemOf(`${name}, any`).json.attempts).toBe(2);
		// The provider knows the key: it hands out what it has made.
		expect(made(`${name}, any`)).toHaveLength(1);
	});

	test('a 504 after the image was made is not billed twice, thanks to the key', () => {
		expect(sent('billed 504, any')).toHaveLength(2);
		expect(only(made('billed 504, any')).replays).toBe(1);
	});

	test('Never means one request, whatever happens', () => {
		expect(sent('never')).toHaveLength(1);
		expect(errorOf('never')).toContain('HTTP 503');
	});

	test('Max Retries ends it, and the message counts the attempts', () => {
		expect(sent('no retries left')).toHaveLength(3);
		expect(errorOf('no retries left')).toContain('after 3 attempts');
	});

	test('Max Retries 0 means one request, also when the limit says when it ends', () => {
		expect(sent('maxRetries 0')).toHaveLength(1);
		expect(errorOf('maxRetries 0')).toContain('rate limit');
	});
});

describe('Retry-After', () => {
	test('does not use up Max Retries: a limit is waited out', async () => {
		const named = { headers: { 'retry-after-ms': '500' } };
		sandbox.addRule({ where: 'generate', times: 2, fault: status(429, named) });
		sandbox.addRule({ where: 'generate', times: 1, fault: status(503, named) });
		const { json } = await mustRun(sandbox, { options: { maxRetries: 1 } });
		expect(only(json).attempts).toBe(4);
	});

	test('of nothing does: else the node would ask without end', async () => {
		sandbox.addRule({ where: 'generate', fault: status(429, atOnce) });
		const error = await mustFail(sandbox, { options: { maxRetries: 1 } });
		expect(error.message).toMatch(/rate limit is reached \(HTTP 429\) after 2 attempts/);
		expect(paidRequests(sandbox).length).toBe(2);
	});

	test.each([
		['seconds', status(429, { retryAfterSeconds: 1 })],
		['a date', status(503, { retryAfterDateInSeconds: 2 })],
		['RetryInfo of Google', status(429, { retryInfoDelay: '1s' })],
	])('%s: nothing is sent before', async (name, fault) => {
		sandbox.addRule({ where: 'generate', times: 1, fault });
		await mustRun(sandbox, { provider: name.includes('Google') ? 'gemini' : 'oakgen' });
		const [first, second] = paidRequests(sandbox).map(({ at }) => Date.parse(at));
		// Dates have whole seconds, so two of them may be little more than one.
		expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(990);
	});

	test('longer than Total Timeout: the node gives up at once, and says why', async () => {
		const fault = status(429, { retryAfterSeconds: 3600 });
		sandbox.addRule({ where: 'generate', fault });
		const error = await mustFail(sandbox, { options: { totalTimeout: 20 } });
		expect(paidRequests(sandbox).length).toBe(1);
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '429' });
		expect(error.message).toContain('rate limit');
		expect(error.description).toMatch(/longer than Total Timeout/);
	});

	test('one 429 pauses every lane until the time it names', async () => {
		const items = Array.from({ length: 8 }, (_, i) => ({ json: { prompt: `number ${i}` } }));
		const fault = status(429, { retryAfterSeconds: 1 });
		sandbox.addRule({ where: 'generate', promptIncludes: 'number 0', times: 1, fault });
		for (const slow of ['number 1', 'number 2', 'number 3']) {
			sandbox.addRule({ where: 'generate', promptIncludes: slow, latencyMs: 400 });
		}
		await mustRun(
			sandbox,
			{ prompt: '={{ $json.prompt }}', options: { concurrency: 4 } },
			{ items },
		);
		const sent = paidRequests(sandbox);
		const limitedAt = Date.parse(sent.find((entry) => entry.status === 429)?.at ?? '');
		// Three were on their way already; the next ones wait.
		const later = sent.slice(4).map(({ at }) => Date.parse(at) - limitedAt);
		expect(later).toHaveLength(5);
		expect(Math.min(...later)).toBeGreaterThanOrEqual(990);
		expect(sandbox.bill()).toBe(8);
	});
});

test('nobody listens: said as such, and nothing was made', async () => {
	const free = createServer();
	await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
	const { port } = free.address() as AddressInfo;
	await new Promise((resolve) => free.close(resolve));
	const target = { ...sandbox, url: `http://127.0.0.1:${port}` };
	const error = await mustFail(target, { options: { maxRetries: 1 } });
	expect(error.message).toMatch(/Oakgen could not be reached after 2 attempts: .*refused/);
	expect(error.description).toMatch(/Nothing was generated/);
	expect(error.description).toMatch(/Base URL/);
	expect(error.name).toBe('NodeApiError');
});

describe('a redirect of an authenticated request', () => {
	const cases = [301, 302, 303, 307, 308].flatMap((code) =>
		(['oakgen', 'gemini'] as const).map((provider) => [code, provider] as const),
	);
	test.each(cases)(
		'HTTP %d, %s: is not followed, and the key stays here',
		async (code, provider) => {
			const location = '{foreignUrl}{path}';
			sandbox.addRule({ where: 'generate', fault: { kind: 'redirect', status: code, location } });
			const error = await mustFail(sandbox, { provider, options: { retryOn: 'any' } });
			expect(sandbox.requests.map(({ path }) => path)).toHaveLength(1);
			expect(sandbox.foreignRequests).toEqual([]);
			expect(error).toMatchObject({ name: 'NodeApiError', httpCode: String(code) });
			expect(error.message).toMatch(/redirect, which is not followed .*API key/);
			expect(error.description).toMatch(/Base URL/);
		},
	);

	test('nor is that of a poll', async () => {
		const elsewhere = await startRecorder((response) => answerJson(response, {}));
		const recorder = await startRecorder((response, { method }) => {
			const headers = { 'retry-after': '0' };
			if (method === 'POST')
				return answerJson(response, { id: 'job1', status: 'queued' }, { headers });
			answerJson(response, {}, { status: 302, headers: { location: elsewhere.url } });
		});
		const error = await mustFail(recorder);
		await Promise.all([recorder.close(), elsewhere.close()]);
		expect(elsewhere.requests).toEqual([]);
		expect(error.message).toContain('job1');
	});
});
