import type { ServerResponse } from 'node:http';
import type { IDataObject } from 'n8n-workflow';
import { expectNoKeyAbroad, status } from './scenes.ts';
import { sandboxOfFile } from './sandboxOfFile.ts';
import {
	answerJson,
	dataUri,
	goOn,
	mustFail,
	mustRun,
	only,
	onParameterRead,
	paidRequests,
	picture,
	runImage,
	startRecorder,
} from './support.ts';

let green: Buffer;
const sandbox = sandboxOfFile({ plain: true });

beforeAll(async () => {
	green = await picture('#00cc00');
});

afterEach(() => expectNoKeyAbroad(sandbox));

describe('cancelling the execution', () => {
	const items = Array.from({ length: 6 }, () => ({}));

	test('nothing new is started; what is under way may end', async () => {
		const stop = new AbortController();
		const recorder = await startRecorder((response, { method }) => {
			if (method === 'POST') stop.abort();
			answerJson(response, { image: dataUri(green, 'image/png') });
		});
		const { run } = await runImage(
			recorder,
			{ options: { concurrency: 2 } },
			{ items, signal: stop.signal },
		);
		await recorder.close();
		// Two orders had begun when the first request arrived.
		expect(recorder.requests.length).toBeLessThanOrEqual(2);
		expect(run.status).not.toBe('success');
	});

	const waits: Record<string, (response: ServerResponse) => void> = {
		'the end of a rate limit': (response) =>
			answerJson(response, {}, { status: 429, headers: { 'retry-after': '500' } }),
		'the next attempt': (response) => answerJson(response, {}, { status: 503 }),
		'a job': (response) =>
			answerJson(response, { id: 'job1', status: 'queued' }, { headers: { 'retry-after': '500' } }),
	};

	test.each(Object.keys(waits))('also while waiting for %s', async (name) => {
		const stop = new AbortController();
		const recorder = await startRecorder((response) => {
			waits[name]?.(response);
			response.on('finish', () => stop.abort());
		});
		const { run } = await runImage(
			recorder,
			{ options: { concurrency: 1 } },
			{ items, signal: stop.signal },
		);
		await recorder.close();
		expect(recorder.requests).toHaveLength(1);
		expect(run.status).not.toBe('success');
	});

	// n8n-core takes an error for a cancel by its words ("canceled", with one l) or its class's name.
	// Else the execution counts as failed, and the user's error workflow starts.
	test('n8n records the execution as cancelled, not as failed', async () => {
		const stop = new AbortController();
		const recorder = await startRecorder((response) => {
			stop.abort();
			answerJson(response, { image: dataUri(green, 'image/png') });
		});
		const { run } = await runImage(recorder, {}, { signal: stop.signal });
		await recorder.close();
		expect(run.status).toBe('canceled');
	});
});

describe('stop mode', () => {
	const items = ['one', 'two', 'three', 'four'].map((prompt) => ({ json: { prompt } }));
	const prompt = '={{ $json.prompt }}';

	test('the first failure stops new work, and the description lists what was made', async () => {
		sandbox.addRule({ where: 'generate', promptIncludes: 'three', fault: status(402) });
		const error = await mustFail(sandbox, { prompt, options: { concurrency: 1 } }, { items });
		expect(paidRequests(sandbox).map((entry) => entry.prompt)).toEqual(['one', 'two', 'three']);
		expect(error.context.itemIndex).toBe(2);
		expect(error.message).toContain('[item 2]');
		const urls = sandbox.generations.map(({ url }) => url);
		expect(urls).toHaveLength(2);
		for (const url of urls) expect(error.description).toContain(url);
	});

	test('what is under way is finished, and listed too', async () => {
		sandbox.addRule({ where: 'generate', promptIncludes: 'one', latencyMs: 300 });
		sandbox.addRule({ where: 'generate', promptIncludes: 'two', fault: status(400) });
		const error = await mustFail(sandbox, { prompt, options: { concurrency: 2 } }, { items });
		expect(
			paidRequests(sandbox)
				.map((entry) => entry.prompt)
				.sort(),
		).toEqual(['one', 'two']);
		expect(error.context.itemIndex).toBe(1);
		expect(error.description).toContain(only(sandbox.generations).url);
		expect(sandbox.requests.filter(({ where }) => where === 'download')).toHaveLength(1);
	});

	test('an image that fails stops new work before the others of its reply are fetched', async () => {
		sandbox.addRule({ where: 'generate', promptIncludes: 'one', reply: 'two-images-objects' });
		sandbox.addRule({ where: 'download', promptIncludes: 'one', times: 1, fault: status(410) });
		sandbox.addRule({ where: 'download', promptIncludes: 'one', skip: 1, latencyMs: 900 });
		// Under way when the file turns out to be gone.
		sandbox.addRule({ where: 'generate', promptIncludes: 'two', latencyMs: 450 });
		sandbox.addRule({ where: 'generate', promptIncludes: 'three', latencyMs: 450 });
		const error = await mustFail(sandbox, { prompt, options: { concurrency: 2 } }, { items });
		expect(error.context.itemIndex).toBe(0);
		expect(paidRequests(sandbox)).toHaveLength(3);
	});

	test('another image that waits for its retry is not paid any more', async () => {
		sandbox.addRule({
			where: 'generate',
			promptIncludes: 'one',
			// By then the other one is under way, too.
			latencyMs: 1000,
			fault: status(503, { retryAfterSeconds: 600 }),
		});
		sandbox.addRule({
			where: 'generate',
			promptIncludes: 'two',
			latencyMs: 2000,
			fault: status(400),
		});
		const error = await mustFail(sandbox, { prompt, options: { concurrency: 2 } }, { items });
		expect(paidRequests(sandbox)).toHaveLength(2);
		expect(error.context.itemIndex).toBe(1);
	});
});

describe('Max Concurrent Requests', () => {
	/** Answers only when as many requests wait as there may be, so that they must come together. */
	async function inFlight(
		concurrency: number,
		total: number,
		options: IDataObject = { concurrency },
	): Promise<number[]> {
		const waiting: ServerResponse[] = [];
		const seen: number[] = [];
		let left = total;
		const recorder = await startRecorder((response) => {
			waiting.push(response);
			seen.push(waiting.length);
			if (waiting.length < Math.min(concurrency, left)) return;
			for (const held of waiting.splice(0)) {
				left -= 1;
				answerJson(held, { image: dataUri(green, 'image/png') });
			}
		});
		await mustRun(
			recorder,
			{ numberOfImages: 3, options: { ...options, requestTimeout: 10 } },
			{ items: Array.from({ length: total / 3 }, () => ({})) },
		);
		await recorder.close();
		return seen;
	}

	test.each([1, 2, 4, 7])(
		'%d at a time over all items and images: as many, and never more',
		async (concurrency) => {
			const seen = await inFlight(concurrency, 12);
			expect(seen).toHaveLength(12);
			expect(Math.max(...seen)).toBe(concurrency);
		},
	);

	test('the default is four', async () => {
		expect(Math.max(...(await inFlight(4, 12, {})))).toBe(4);
	});
});

test('in continue mode, too, all items are looked at before the first request', async () => {
	const order: string[] = [];
	const recorder = await startRecorder((response) => {
		order.push('request');
		answerJson(response, { image: dataUri(green, 'image/png') });
	});
	const stopSpying = onParameterRead((name, item) => {
		if (name === 'prompt') order.push(`item ${item}`);
	});
	const { json } = await runImage(
		recorder,
		{ prompt: '={{ $json.p }}' },
		{ items: ['a', '', 'c'].map((p) => ({ json: { p } })), settings: goOn },
	);
	stopSpying();
	await recorder.close();
	expect(json.map((facts) => 'error' in facts)).toEqual([false, true, false]);
	expect(order).toEqual(['item 0', 'item 1', 'item 2', 'request', 'request']);
});
