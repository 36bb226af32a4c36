import { status } from './scenes.ts';
import { sandboxOfFile } from './sandboxOfFile.ts';
import { fromList, goOn, mustFail, mustRun, only, paidRequests, runImage } from './support.ts';

const sandbox = sandboxOfFile({ plain: true });

const noWait = { simplify: false, options: { waitForCompletion: false } };

test('an order that is answered with a job is handed out at once', async () => {
	sandbox.addRule({ where: 'generate', reply: 'job-fal', pendingPolls: 9 });
	const run = await mustRun(sandbox, { ...noWait, aspectRatio: '1:1' });
	const { id } = only(sandbox.generations);
	expect(only(run.items)).toMatchObject({
		json: {
			status: 'pending',
			generationId: id,
			statusUrl: expect.stringMatching(new RegExp(`^${sandbox.url}/.*${id}`)),
			provider: 'oakgen',
			operation: 'generate',
			prompt: 'a red fox',
			url: null,
			fileName: null,
			index: 0,
		},
		pairedItem: { item: 0 },
	});
	expect(only(run.items).binary).toBeUndefined();
	expect(sandbox.requests.map(({ where }) => where)).toEqual(['generate']);
	expect(run.paidImages).toBeUndefined();
});

test('one that is answered with the image is delivered as always', async () => {
	const run = await mustRun(sandbox, noWait);
	expect(only(run.items).binary?.data).toBeDefined();
	expect(run.json[0]).not.toHaveProperty('status');
});

test('a result at an address of its own is made, and fetched', async () => {
	sandbox.addRule({ where: 'generate', reply: 'job-id', pendingPolls: 0 });
	const run = await mustRun(sandbox, { options: { waitForCompletion: true } });
	expect(only(run.items).binary?.data).toBeDefined();
});

test('what is handed out is what Get an Image takes', async () => {
	for (const reply of ['job-id', 'job-status_url', 'job-location', 'job-fal'] as const) {
		sandbox.reset();
		sandbox.addRule({ where: 'generate', reply, pendingPolls: 0 });
		const [json] = (await mustRun(sandbox, noWait)).json;
		const fetched = await mustRun(
			sandbox,
			{
				operation: 'get',
				generationId: '={{ $json.generationId }}',
				statusUrl: '={{ $json.statusUrl }}',
				options: { totalTimeout: 0 },
			},
			{ items: [{ json: json ?? {} }] },
		);
		expect([reply, Boolean(only(fetched.items).binary?.data)]).toEqual([reply, true]);
		expect(paidRequests(sandbox)).toHaveLength(1);
	}
});

describe('run again', () => {
	test('a retried execution hands out the job again, and orders what failed', async () => {
		sandbox.addRule({ where: 'generate', promptIncludes: 'two', times: 1, fault: status(400) });
		sandbox.addRule({ where: 'generate', reply: 'job-id', pendingPolls: 9 });
		const parameters = { prompt: '={{ $json.p }}', ...noWait };
		const items = ['one', 'two'].map((p) => ({ json: { p } }));
		const failed = await runImage(sandbox, parameters, { items });
		expect(failed.error).toBeDefined();
		const again = await runImage(sandbox, parameters, { items, retryOf: failed });
		expect(again.json.map(({ status: word, prompt }) => [word, prompt])).toEqual([
			['pending', 'one'],
			['pending', 'two'],
		]);
		const paid = paidRequests(sandbox).map(({ prompt }) => prompt);
		expect(paid.filter((prompt) => prompt === 'one')).toHaveLength(1);
		expect(sandbox.bill()).toBe(2);
	});

	test('with another address to call in Additional Fields, it is the same image', async () => {
		sandbox.addRule({ where: 'generate', promptIncludes: 'two', times: 1, fault: status(400) });
		const parameters = {
			prompt: '={{ $json.p }}',
			options: {
				waitForCompletion: false,
				additionalFields:
					'={{ { meta: { callbackUrl: "https://n8n.example/w/" + $execution.id } } }}',
			},
		};
		const items = ['one', 'two'].map((p) => ({ json: { p } }));
		const failed = await runImage(sandbox, parameters, { items });
		expect(failed.error).toBeDefined();
		await runImage(sandbox, parameters, { items, retryOf: failed });
		const sent = paidRequests(sandbox).filter(({ prompt }) => prompt === 'one');
		expect(sent).toHaveLength(1);
	});
});

describe('Compare Models', () => {
	const compare = {
		simplify: false,
		operation: 'compare',
		modelIds: ['nano-banana-2-lite', 'gpt-image-2'],
		options: { waitForCompletion: false },
	};

	test('gives a pending item for each model that answers with a job', async () => {
		sandbox.addRule({
			where: 'generate',
			model: 'nano-banana-2-lite-text',
			reply: 'job-id',
			pendingPolls: 9,
		});
		const run = await mustRun(sandbox, compare);
		expect(
			run.items.map(({ json, binary }) => [json.modelKey, json.status, Boolean(binary)]),
		).toEqual([
			['nano-banana-2-lite', 'pending', false],
			['gpt-image-2', undefined, true],
		]);
	});

	test('a gallery needs the images, and says so before anything is paid', async () => {
		const error = await mustFail(sandbox, { ...compare, compareOutput: 'gallery' });
		expect(error.message).toMatch(/gallery.*Wait for Completion is off/);
		expect(sandbox.requests).toEqual([]);
	});
});

test('a job that was late names the operation that collects it', async () => {
	sandbox.addRule({ where: 'generate', reply: 'job-fal', pendingPolls: 99 });
	const error = await mustFail(sandbox, { options: { totalTimeout: 1 } });
	const { id } = only(sandbox.generations);
	expect(error.message).toContain(id);
	expect(error.description).toMatch(
		new RegExp(`operation Get an Image, Job ID ${id}, Status URL http\\S+${id}`),
	);
});

test('a fallback model is not asked while a job is under way', async () => {
	sandbox.addRule({ where: 'generate', reply: 'job-id', pendingPolls: 9 });
	const run = await runImage(
		sandbox,
		{
			simplify: false,
			modelId: fromList('flux-2-pro'),
			options: { waitForCompletion: false, fallbackModelIds: 'gpt-image-2' },
		},
		{ settings: goOn },
	);
	expect(only(run.json)).toMatchObject({ status: 'pending', modelKey: 'flux-2-pro' });
	expect(paidRequests(sandbox)).toHaveLength(1);
});

test('simplified, a pending item has what it takes to collect it', async () => {
	sandbox.addRule({ where: 'generate', reply: 'job-fal', pendingPolls: 9 });
	const [json] = (await mustRun(sandbox, { simplify: true, options: { waitForCompletion: false } }))
		.json;
	expect(json).toMatchObject({ status: 'pending', generationId: only(sandbox.generations).id });
	expect(json?.statusUrl).toMatch(/^http/);
	expect(json).not.toHaveProperty('operation');
});
