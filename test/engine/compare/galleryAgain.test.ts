import { pruneBinary } from '../../../tools/engine/index.ts';
import { binaryModes, itemsNamed, prompt, retryOnFail } from '../again/support.ts';
import { sandboxOfFile } from '../sandboxOfFile.ts';
import {
	bytesOf,
	goOn,
	type ImageRun,
	type ImageRunOptions,
	only,
	paidRequests,
	runImage,
} from '../support.ts';
import { digest, drawnBy, gallery, pageOf, refuse, watchStorage } from './support.ts';

const sandbox = sandboxOfFile();

const models = ['nano-banana-2', 'flux-2-pro'];
const two = ['a fox', 'an owl'];

const run = (options: ImageRunOptions = {}) =>
	runImage(sandbox, { ...gallery, prompt }, { items: itemsNamed(two), ...options });

/** Every model refuses the prompt once. */
function refuseOnce(promptIncludes: string): void {
	const fault = { kind: 'status', status: 404 } as const;
	for (const model of models) {
		sandbox.addRule({
			where: 'generate',
			model: `${model}-text`,
			promptIncludes,
			times: 1,
			fault,
		});
	}
}

/** Each item is a whole gallery of what was drawn for it, and nothing was paid for twice. */
async function expectGalleries({ items, error, paidImages }: ImageRun, prompts: string[]) {
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.prompt)).toEqual(prompts);
	for (const item of items) {
		const drawn = models.map((model) => {
			const made = sandbox.generations.filter((one) => one.prompt === item.json.prompt);
			return only(drawnBy({ ...sandbox, generations: made }, `${model}-text`));
		});
		const fields = await Promise.all(
			models.map(async (field) => digest(await bytesOf(item, field))),
		);
		expect(fields).toEqual(drawn);
		expect((await pageOf(item)).pictures.map(({ file }) => file)).toEqual(drawn);
		expect(item.json.failures).toEqual([]);
	}
	expect(sandbox.bill()).toBe(prompts.length * models.length);
	expect(paidImages).toBeUndefined();
}

/** As long as `act` takes, n8n refuses the first pages. */
async function withoutRoom<T>(pages: number, act: () => Promise<T>): Promise<T> {
	const storage = watchStorage(pages);
	try {
		return await act();
	} finally {
		storage.stop();
	}
}

describe.each(binaryModes)('a gallery that is run again, binary mode %s', (binaryMode) => {
	test('by Retry On Fail: the other item’s is made of what is paid for', async () => {
		refuseOnce('owl');
		await expectGalleries(await run({ binaryMode, settings: retryOnFail(2) }), two);
		expect(paidRequests(sandbox)).toHaveLength(6);
	});

	test('by a retried execution: its page and images are files of that one', async () => {
		refuseOnce('owl');
		const failed = await run({ binaryMode });
		expect(failed.error?.message).toMatch(/^Nano Banana 2: .*; Flux 2 Pro: .*\[item 1\]$/);
		const retried = await run({ binaryMode, retryOf: failed });
		await pruneBinary(failed.workflowId, failed.executionId);
		await expectGalleries(retried, two);
		expect(paidRequests(sandbox)).toHaveLength(6);
	});

	describe('because its page could not be stored', () => {
		const items = itemsNamed(['a fox']);
		const couldNot =
			/^The images are made and paid for, but their gallery could not be stored: The disk is full \[item 0\]$/;

		test('in a retried execution: made of what is paid for', async () => {
			const failed = await withoutRoom(1, () => run({ binaryMode, items }));
			expect(failed.error?.message).toMatch(couldNot);
			expect(failed.error?.description).toMatch(/2 other image\(s\) of this run are made/);
			expect(Object.keys(failed.paidImages as object)).toHaveLength(2);
			const retried = await run({ binaryMode, items, retryOf: failed });
			await pruneBinary(failed.workflowId, failed.executionId);
			await expectGalleries(retried, ['a fox']);
			expect(paidRequests(sandbox)).toHaveLength(2);
		});

		test('by Retry On Fail: likewise', async () => {
			const settings = retryOnFail(3);
			const again = await withoutRoom(2, () => run({ binaryMode, items, settings }));
			await expectGalleries(again, ['a fox']);
			expect(paidRequests(sandbox)).toHaveLength(2);
		});

		test('when the run goes on, nobody retries it: the images are handed out without it', async () => {
			const { items: output, paidImages } = await withoutRoom(1, () =>
				run({ binaryMode, items, settings: goOn }),
			);
			const { json, binary } = only(output);
			expect(json).not.toHaveProperty('error');
			expect(json.failures).toEqual([
				{
					model: null,
					modelKey: null,
					modelName: null,
					reason:
						'The images are made and paid for, but their gallery could not be stored: The disk is full',
				},
			]);
			expect(Object.keys(binary ?? {})).toEqual(models);
			for (const field of models) {
				const [drawn] = drawnBy(sandbox, `${field}-text`);
				expect(digest(await bytesOf(only(output), field))).toBe(drawn);
			}
			expect(paidImages).toBeUndefined();
		});
	});
});

test('a model that failed is asked again when the gallery failed for another reason', async () => {
	refuse(sandbox, 'flux-2-pro-text', 1);
	const items = itemsNamed(['a fox']);
	const again = await withoutRoom(1, () => run({ items, settings: retryOnFail(2) }));
	await expectGalleries(again, ['a fox']);
	expect(paidRequests(sandbox)).toHaveLength(3);
});
