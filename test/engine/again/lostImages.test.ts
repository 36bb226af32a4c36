import { pruneBinary } from '../../../tools/engine/index.ts';
import { sandboxOfFile } from '../sandboxOfFile.ts';
import { status } from '../scenes.ts';
import { type ImageRun, type ImageRunOptions, paidRequests, runImage } from '../support.ts';
import { itemsNamed, paidFor, prompt, retryOnFail } from './support.ts';

const sandbox = sandboxOfFile({ plain: true });

const items = itemsNamed(['one', 'two']);

const run = (options: ImageRunOptions = {}, parameters = {}) =>
	runImage(sandbox, { prompt, ...parameters }, { items, ...options });

/** Downloads asked for, by file. */
const downloads = (): string[] =>
	sandbox.requests.filter(({ where }) => where === 'download').map(({ path }) => path);

function expectNotFetched({ error }: ImageRun): void {
	expect(error?.message).toMatch(
		/was made and is paid for, but it could not be fetched from .*\[item 0\]/,
	);
}

describe('an image that is gone from its address', () => {
	const refuse = (times: number) =>
		sandbox.addRule({ where: 'download', promptIncludes: 'one', times, fault: status(410) });

	test('is asked for in each try of Retry On Fail, and never ordered again', async () => {
		refuse(100);
		expectNotFetched(await run({ settings: retryOnFail(3) }));
		expect(paidRequests(sandbox)).toHaveLength(2);
		expect(downloads()).toHaveLength(4);
	});

	test('is handed out when the retried execution can fetch it', async () => {
		refuse(1);
		const failed = await run();
		expectNotFetched(failed);
		const retried = await run({ retryOf: failed });
		expect(retried.error).toBeUndefined();
		expect(sandbox.bill()).toBe(2);
	});

	test('is ordered anew when the retried execution is refused as well', async () => {
		refuse(2);
		const failed = await run();
		const retried = await run({ retryOf: failed });
		expect(retried.error).toBeUndefined();
		expect(retried.json.map((json) => json.prompt)).toEqual(['one', 'two']);
		expect(paidFor(sandbox, 'one')).toHaveLength(2);
		expect(paidFor(sandbox, 'two')).toHaveLength(1);
		expect(retried.paidImages).toBeUndefined();
	});

	test('is not given up before another one is made', async () => {
		refuse(2);
		const failed = await run();
		sandbox.addRule({ where: 'generate', promptIncludes: 'one', times: 1, fault: status(402) });
		const unpaid = await run({ retryOf: failed });
		expect(unpaid.error?.message).toMatch(/no credits left.*\[item 0\]/);
		const retried = await run({ retryOf: unpaid });
		expect(retried.error).toBeUndefined();
		expect(sandbox.bill()).toBe(2);
	});

	test('after its file was pruned: the first retry says so, the second orders it anew', async () => {
		sandbox.addRule({ where: 'generate', promptIncludes: 'two', times: 1, fault: status(400) });
		const failed = await run({}, { options: { concurrency: 1 } });
		await pruneBinary(failed.workflowId, failed.executionId);
		refuse(2);
		const refused = await run({ retryOf: failed });
		expectNotFetched(refused);
		expect(paidFor(sandbox, 'one')).toHaveLength(1);
		const retried = await run({ retryOf: refused });
		expect(retried.error).toBeUndefined();
		expect(paidFor(sandbox, 'one')).toHaveLength(2);
	});
});

test('an image whose address brings a page instead is asked for as often as one likes', async () => {
	sandbox.addRule({ where: 'download', promptIncludes: 'one', times: 3, fault: { kind: 'html' } });
	const first = await run();
	expectNotFetched(first);
	const second = await run({ retryOf: first });
	expectNotFetched(second);
	const third = await run({ retryOf: second });
	expectNotFetched(third);
	const retried = await run({ retryOf: third });
	expect(retried.error).toBeUndefined();
	expect(paidRequests(sandbox)).toHaveLength(2);
});

test('a reply with two images, one of them gone: a retried execution hands out the other and goes on', async () => {
	sandbox.addRule({ where: 'generate', promptIncludes: 'one', reply: 'two-images-objects' });
	sandbox.addRule({ where: 'download', promptIncludes: 'one', skip: 1, fault: status(410) });
	const failed = await run();
	expectNotFetched(failed);
	const retried = await run({ retryOf: failed });
	expect(retried.error).toBeUndefined();
	expect(retried.json.map((json) => json.prompt)).toEqual(['one', 'two']);
	expect(sandbox.bill()).toBe(3);
});

test('a file that was pruned and has no address is made again', async () => {
	sandbox.addRule({ where: 'generate', promptIncludes: 'one', reply: 'raw-bytes' });
	sandbox.addRule({ where: 'generate', promptIncludes: 'two', times: 1, fault: status(400) });
	const failed = await run({}, { options: { concurrency: 1 } });
	await pruneBinary(failed.workflowId, failed.executionId);
	const retried = await run({ retryOf: failed });
	expect(retried.error).toBeUndefined();
	expect(paidFor(sandbox, 'one')).toHaveLength(2);
	// Under the same key, the provider gives the same image once more.
	expect(sandbox.bill()).toBe(2);
});
