import type { INode, INodeParameters } from 'n8n-workflow';
import { pruneBinary } from '../../engine/index.ts';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { atOnce, status } from './scenes.ts';
import {
	bytesOf,
	fileOf,
	goOn,
	type ImageRun,
	mustRun,
	only,
	paidRequests,
	picture,
	runImage,
} from './support.ts';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ plain: true });
});

beforeEach(() => sandbox.reset());

afterAll(() => sandbox.close());

const prompts = ['one', 'two', 'three'];
const items = prompts.map((prompt) => ({ json: { prompt } }));
const prompt = '={{ $json.prompt }}';
const modes = ['filesystem', 'default'] as const;

/** n8n's Retry On Fail, without its pause. */
const retryOnFail = (maxTries: number): Partial<INode> => ({
	retryOnFail: true,
	maxTries,
	waitBetweenTries: 1,
});

/** Every item has the image that the sandbox made for its prompt, and nothing was made twice. */
async function expectEachPaidOnce(
	run: ImageRun,
	wanted: readonly string[] = prompts,
): Promise<void> {
	expect(run.error).toBeUndefined();
	expect(run.json.map((facts) => facts.prompt)).toEqual(wanted);
	expect(sandbox.bill()).toBe(wanted.length);
	for (const item of run.items) {
		const made = sandbox.generations.find((generation) => generation.prompt === item.json.prompt);
		expect((await bytesOf(item)).equals(made?.images[0]?.bytes as Buffer)).toBe(true);
		expect(fileOf(item).fileName).toBe(item.json.fileName);
	}
}

/** n8n's “Retry with currently saved workflow”: the failed node gets its new parameters. */
function withNewParameters(failed: ImageRun, parameters: INodeParameters): ImageRun {
	const run = structuredClone(failed.run);
	for (const { node } of run.data.executionData?.nodeExecutionStack ?? []) {
		Object.assign(node.parameters, parameters);
	}
	return { ...failed, run };
}

const paidFor = (name: string) => paidRequests(sandbox).filter((entry) => entry.prompt === name);

describe.each(modes)('Retry On Fail, binary mode %s', (binaryMode) => {
	test.each([0, 1, 2])('item %d fails twice: every image is billed once', async (bad) => {
		const promptIncludes = prompts[bad] as string;
		sandbox.addRule({ where: 'generate', promptIncludes, times: 2, fault: status(400) });
		const run = await runImage(
			sandbox,
			{ prompt, numberOfImages: 1 },
			{ items, binaryMode, settings: retryOnFail(3) },
		);
		await expectEachPaidOnce(run);
		expect(paidFor(promptIncludes)).toHaveLength(3);
		for (const other of prompts.filter((name) => name !== promptIncludes)) {
			expect(paidFor(other)).toHaveLength(1);
		}
		expect(run.paidImages).toBeUndefined();
	});

	test('images that came inside the reply are kept too', async () => {
		sandbox.addRule({ where: 'generate', promptIncludes: 'three', times: 2, fault: status(400) });
		sandbox.addRule({ where: 'generate', reply: 'b64_json' });
		const run = await runImage(
			sandbox,
			{ prompt },
			{ items, binaryMode, settings: retryOnFail(3) },
		);
		await expectEachPaidOnce(run);
	});

	test('Gemini, which knows no idempotency key', async () => {
		sandbox.addRule({ where: 'generate', promptIncludes: 'two', times: 2, fault: status(400) });
		const run = await runImage(
			sandbox,
			{ provider: 'gemini', prompt },
			{ items, binaryMode, settings: retryOnFail(3) },
		);
		await expectEachPaidOnce(run);
		expect(paidFor('one')).toHaveLength(1);
	});

	test('together with On Error = continue, where n8n tries again when the first item fails', async () => {
		sandbox.addRule({ where: 'generate', promptIncludes: 'one', times: 2, fault: status(400) });
		const run = await runImage(
			sandbox,
			{ prompt },
			{ items, binaryMode, settings: { ...retryOnFail(3), ...goOn } },
		);
		await expectEachPaidOnce(run);
		expect(paidFor('two')).toHaveLength(1);
		expect(run.paidImages).toBeUndefined();
	});

	test('several images of an item, and several in a reply', async () => {
		sandbox.addRule({ where: 'generate', promptIncludes: 'two', times: 2, fault: status(400) });
		sandbox.addRule({ where: 'generate', promptIncludes: 'three', reply: 'two-images-objects' });
		const run = await runImage(
			sandbox,
			{ prompt, numberOfImages: 2, options: { concurrency: 1 } },
			{ items, binaryMode, settings: retryOnFail(3) },
		);
		expect(run.error).toBeUndefined();
		expect(run.json.map((facts) => [facts.prompt, facts.index])).toEqual([
			...[0, 1].map((index) => ['one', index]),
			...[0, 1].map((index) => ['two', index]),
			...[0, 1, 2, 3].map((index) => ['three', index]),
		]);
		expect(new Set(run.json.map(({ url }) => url)).size).toBe(8);
		expect(sandbox.bill()).toBe(8);
		expect(paidFor('one')).toHaveLength(2);
	});

	test('edits, whose references are read again', async () => {
		const files = { data: { bytes: await picture('#cc0000') } };
		sandbox.addRule({ where: 'generate', promptIncludes: 'three', times: 1, fault: status(400) });
		const run = await runImage(
			sandbox,
			{ operation: 'edit', prompt },
			{ items: items.map((item) => ({ ...item, files })), binaryMode, settings: retryOnFail(2) },
		);
		await expectEachPaidOnce(run);
		expect(paidFor('one')).toHaveLength(1);
	});

	test('a download that fails in the first try is not a reason to pay again', async () => {
		sandbox.addRule({ where: 'download', promptIncludes: 'two', times: 1, fault: status(403) });
		const run = await runImage(
			sandbox,
			{ prompt },
			{ items, binaryMode, settings: retryOnFail(2) },
		);
		await expectEachPaidOnce(run);
		expect(paidRequests(sandbox)).toHaveLength(3);
	});

	test('a job that outlasts the first try is asked for again, not ordered again', async () => {
		sandbox.addRule({ where: 'generate', promptIncludes: 'two', reply: 'job-id', pendingPolls: 1 });
		const run = await runImage(
			sandbox,
			{ prompt, options: { totalTimeout: 2.3 } },
			{ items, binaryMode, settings: retryOnFail(2) },
		);
		await expectEachPaidOnce(run);
		expect(paidFor('two')).toHaveLength(1);
	});

	test('when all tries fail, the last error says what is wrong', async () => {
		sandbox.addRule({ where: 'generate', promptIncludes: 'two', fault: status(402) });
		const run = await runImage(
			sandbox,
			{ prompt },
			{ items, binaryMode, settings: retryOnFail(3) },
		);
		expect(run.error?.message).toMatch(/no credits left/);
		expect(run.error?.context.itemIndex).toBe(1);
		expect(paidFor('two')).toHaveLength(3);
		expect(sandbox.bill()).toBe(2);
	});
});

describe.each(modes)('“Retry execution”, binary mode %s', (binaryMode) => {
	const fail = async (parameters = {}) => {
		sandbox.addRule({ where: 'generate', promptIncludes: 'three', times: 1, fault: status(400) });
		const options = { items, binaryMode };
		const failed = await runImage(sandbox, { prompt, ...parameters }, options);
		expect(failed.error?.message).toContain('HTTP 400');
		return failed;
	};

	test('what was made is handed out, the rest is made', async () => {
		const failed = await fail();
		const run = await runImage(sandbox, { prompt }, { items, binaryMode, retryOf: failed });
		await expectEachPaidOnce(run);
		expect(paidFor('one')).toHaveLength(1);
		expect(run.paidImages).toBeUndefined();
	});

	test('the files belong to the new execution: pruning the old one loses nothing', async () => {
		const failed = await fail();
		const run = await runImage(sandbox, { prompt }, { items, binaryMode, retryOf: failed });
		await pruneBinary(failed.workflowId, failed.executionId);
		await expectEachPaidOnce(run);
	});

	test('a file that was pruned before is fetched again from its URL', async () => {
		const failed = await fail();
		await pruneBinary(failed.workflowId, failed.executionId);
		const run = await runImage(sandbox, { prompt }, { items, binaryMode, retryOf: failed });
		await expectEachPaidOnce(run);
		expect(paidRequests(sandbox)).toHaveLength(4);
	});

	test('a file that was pruned before and has no URL is made again', async () => {
		sandbox.addRule({ where: 'generate', promptIncludes: 'one', reply: 'raw-bytes' });
		const failed = await fail();
		await pruneBinary(failed.workflowId, failed.executionId);
		const run = await runImage(sandbox, { prompt }, { items, binaryMode, retryOf: failed });
		expect(run.error).toBeUndefined();
		expect(run.json.map((facts) => facts.prompt)).toEqual(prompts);
		const [image] = sandbox.generations.find((made) => made.prompt === 'one')?.images ?? [];
		expect((await bytesOf(run.items[0])).equals(image?.bytes as Buffer)).toBe(true);
		// In memory mode the bytes are in the execution's own data, which was kept.
		expect(paidFor('one')).toHaveLength(binaryMode === 'default' ? 1 : 2);
		expect(paidFor('two')).toHaveLength(1);
	});

	test('a prompt that was changed in between is made anew', async () => {
		const failed = await fail();
		const changed = "={{ $json.prompt === 'one' ? 'another one' : $json.prompt }}";
		const retryOf = withNewParameters(failed, { prompt: changed });
		const run = await runImage(sandbox, {}, { items, binaryMode, retryOf });
		expect(run.error).toBeUndefined();
		expect(run.json.map((facts) => facts.prompt)).toEqual(['another one', 'two', 'three']);
		expect(paidFor('another one')).toHaveLength(1);
		expect(paidFor('two')).toHaveLength(1);
	});

	test.each([
		['seed', { options: { seed: 9 } }],
		['aspect ratio', { aspectRatio: '4:3' }],
		['model', { modelId: { __rl: true, mode: 'list', value: 'gpt-image-1' } }],
	])('a changed %s is made anew', async (_name, change) => {
		const failed = await fail();
		const retryOf = withNewParameters(failed, change);
		const run = await runImage(sandbox, { prompt }, { items, binaryMode, retryOf });
		expect(run.error).toBeUndefined();
		expect(paidFor('one')).toHaveLength(2);
	});

	test('a changed way to hand out the image is not', async () => {
		const failed = await fail();
		const options = { binaryPropertyOutput: 'picture', fileName: 'new name', maxRetries: 1 };
		const retryOf = withNewParameters(failed, { options });
		const run = await runImage(sandbox, { prompt }, { items, binaryMode, retryOf });
		expect(run.error).toBeUndefined();
		expect(paidFor('one')).toHaveLength(1);
		expect(run.items.map(({ binary }) => Object.keys(binary ?? {}))).toEqual(
			prompts.map(() => ['picture']),
		);
	});

	test('a download that failed is tried again, the image is not paid again', async () => {
		sandbox.addRule({ where: 'download', promptIncludes: 'one', times: 1, fault: status(403) });
		const failed = await runImage(sandbox, { prompt }, { items, binaryMode });
		expect(failed.error?.message).toContain('could not be fetched');
		const run = await runImage(sandbox, { prompt }, { items, binaryMode, retryOf: failed });
		await expectEachPaidOnce(run);
	});

	test('a job that timed out is polled, not paid again', async () => {
		sandbox.addRule({ where: 'generate', promptIncludes: 'one', reply: 'job-id', pendingPolls: 1 });
		const options = { totalTimeout: 2.3 };
		const failed = await runImage(sandbox, { prompt, options }, { items, binaryMode });
		expect(failed.error?.message).toContain('did not finish job');
		const run = await runImage(
			sandbox,
			{ prompt, options },
			{ items, binaryMode, retryOf: failed },
		);
		await expectEachPaidOnce(run);
		expect(paidFor('one')).toHaveLength(1);
	});
});

test('after full success nothing is kept, so a later run makes new images', async () => {
	const first = await mustRun(sandbox, { prompt }, { items });
	expect(first.paidImages).toBeUndefined();
	await mustRun(sandbox, { prompt }, { items });
	expect(sandbox.bill()).toBe(6);
});

test('what is kept is small: no image data', async () => {
	sandbox.addRule({ where: 'generate', promptIncludes: 'three', fault: status(400) });
	sandbox.addRule({ where: 'generate', promptIncludes: 'two', reply: 'b64_json' });
	const { paidImages } = await runImage(sandbox, { prompt }, { items });
	const kept = JSON.stringify(paidImages);
	expect(kept).toContain('"one"');
	expect(kept.length).toBeLessThan(6000);
	expect(kept).not.toMatch(/[A-Za-z0-9+/]{200}/);
});

test('a job that failed in words is not asked for again: the next try orders anew', async () => {
	sandbox.addRule({ where: 'generate', times: 1, reply: 'job-failed-failed', pendingPolls: 0 });
	const run = await runImage(sandbox, {}, { settings: retryOnFail(2) });
	expect(run.error).toBeUndefined();
	expect(sandbox.bill()).toBe(1);
	expect(paidRequests(sandbox)).toHaveLength(2);
});

test('a try that ends in a rate limit leaves nothing half done', async () => {
	sandbox.addRule({ where: 'generate', times: 1, fault: status(429, atOnce) });
	const run = await runImage(
		sandbox,
		{ options: { retryOn: 'never' } },
		{ settings: retryOnFail(2) },
	);
	expect(only(run.json).attempts).toBe(1);
	expect(sandbox.bill()).toBe(1);
});

describe('a request of which nobody knows whether it was paid', () => {
	const lost: Array<[string, Parameters<Sandbox['addRule']>[0], INodeParameters]> = [
		['HTTP 504', { where: 'generate', fault: { ...status(504), afterGenerating: true } }, {}],
		[
			'no reply in time',
			{ where: 'generate', fault: { kind: 'hang', afterGenerating: true } },
			{ requestTimeout: 0.3 },
		],
		['a reset', { where: 'generate', fault: { kind: 'reset', afterGenerating: true } }, {}],
		[
			'a reply that cannot be read',
			{ where: 'generate', fault: { kind: 'html', afterGenerating: true } },
			{},
		],
	];

	test.each(lost)(
		'%s: Retry On Fail does not order it again, and the error stays the same',
		async (_, rule, options) => {
			sandbox.addRule(rule);
			const run = await runImage(
				sandbox,
				{ provider: 'gemini', options },
				{ settings: retryOnFail(3) },
			);
			expect(run.error?.message).toMatch(/Google Gemini/);
			expect(run.error?.description).toMatch(/account/);
			expect(paidRequests(sandbox)).toHaveLength(1);
		},
	);

	test('is ordered again when the user retries the execution', async () => {
		sandbox.addRule({
			where: 'generate',
			times: 1,
			fault: { ...status(504), afterGenerating: true },
		});
		const failed = await runImage(sandbox, { provider: 'gemini' });
		const retried = await mustRun(sandbox, { provider: 'gemini' }, { retryOf: failed });
		expect(only(retried.json).fileSize).toBeGreaterThan(0);
		expect(paidRequests(sandbox)).toHaveLength(2);
	});
});

describe('a job that the provider does not know', () => {
	const forgotten = (times: number) => {
		sandbox.addRule({ where: 'generate', times: 1, reply: 'job-id' });
		sandbox.addRule({ where: 'status', times, fault: status(404) });
	};

	test('is not ordered again by Retry On Fail', async () => {
		forgotten(100);
		const run = await runImage(sandbox, {}, { settings: retryOnFail(2) });
		expect(run.error?.message).toMatch(
			/cannot be followed.*404.*first reply was: .*"status":"queued"/,
		);
		expect(paidRequests(sandbox)).toHaveLength(1);
	});

	test('is asked for again when the execution is retried, and found', async () => {
		forgotten(3);
		const failed = await runImage(sandbox);
		const retried = await mustRun(sandbox, {}, { retryOf: failed });
		expect(only(retried.json).fileSize).toBeGreaterThan(0);
		expect(paidRequests(sandbox)).toHaveLength(1);
	});

	test('is ordered anew when the retried execution does not find it either', async () => {
		forgotten(6);
		const failed = await runImage(sandbox);
		const retried = await mustRun(sandbox, {}, { retryOf: failed });
		expect(only(retried.json).fileSize).toBeGreaterThan(0);
		expect(paidRequests(sandbox)).toHaveLength(2);
	});
});

test('a large reply with Include Raw Response is handed out, its data removed', async () => {
	const sandboxWithPictures = await startSandbox();
	try {
		const parameters = {
			provider: 'gemini',
			modelId: { __rl: true, mode: 'list', value: 'nano-banana-2.1' },
			resolution: '4K',
			options: { includeRawResponse: true },
		};
		const { json } = await mustRun(sandboxWithPictures, parameters);
		expect(only(json).width).toBe(4096);
		expect(JSON.stringify(only(json).rawResponse)).toContain('[image data removed]');
		expect(JSON.stringify(only(json).rawResponse).length).toBeLessThan(5000);
	} finally {
		await sandboxWithPictures.close();
	}
});
