import { sandboxOfFile } from '../sandboxOfFile.ts';
import { fromList, goOn, itemsFrom, mustFail, mustRun, only, runImage } from '../support.ts';

const sandbox = sandboxOfFile({ plain: true });

const items = (count: number) =>
	Array.from({ length: count }, (_, id) => ({ json: { id, slug: 'hero' } }));

describe('Max Images per Run', () => {
	const options = { maxImagesPerRun: 5 };

	test('a run that would order more orders none', async () => {
		const run = { items: items(3) };
		const error = await mustFail(sandbox, { numberOfImages: 2, options }, run);
		expect(error.message).toContain('would order 6 images, but Max Images per Run is 5');
		expect(error.description).toContain('Loop Over Items');
		expect(sandbox.requests).toHaveLength(0);
	});

	test('a comparison counts every model, and each item tells when it goes on', async () => {
		const compared = { operation: 'compare', modelIds: ['nano-banana-2-lite', 'gpt-image-2'] };
		const run = { items: items(3), settings: goOn };
		const { json } = await mustRun(sandbox, { ...compared, options }, run);
		expect(json).toHaveLength(3);
		for (const item of json) {
			expect(Object.keys(item)).toEqual(['error']);
			expect(item.error).toContain('would order 6 images');
		}
		expect(sandbox.requests).toHaveLength(0);
	});

	test.each([
		['as many as it allows', { maxImagesPerRun: 2 }],
		['0 is no limit', { maxImagesPerRun: 0 }],
		['blank is no limit', { maxImagesPerRun: '' }],
		['text', { maxImagesPerRun: '2' }],
	])('lets through: %s', async (_, given) => {
		await mustRun(sandbox, { options: given }, { items: items(2) });
		expect(sandbox.bill()).toBe(2);
	});

	test.each([
		['Max Images per Run', { maxImagesPerRun: -1 }],
		['Max Images per Run', { maxImagesPerRun: 1.5 }],
		['Max Images per Run', { maxImagesPerRun: 'many' }],
		['Max Credits per Run', { maxCreditsPerRun: -1 }],
		['Max Credits per Run', { maxCreditsPerRun: 'few' }],
	])('%s that is none is told before paying: %j', async (name, options) => {
		const error = await mustFail(sandbox, { options });
		expect(error.message).toContain(name);
		expect(sandbox.requests).toHaveLength(0);
	});
});

describe('Max Credits per Run', () => {
	const oneByOne = { concurrency: 1, maxCreditsPerRun: 6 };

	test('ends ordering when the credits reach it; the rest says why', async () => {
		const run = { items: items(4), settings: goOn };
		const result = await mustRun(sandbox, { options: oneByOne }, run);
		// 3 credits each.
		expect(sandbox.bill()).toBe(2);
		for (const item of [2, 3]) {
			const { json } = only(itemsFrom(result, item));
			expect(json.error).toContain('used 6 credits, and Max Credits per Run is 6');
		}
	});

	test.each(['usual', 'job-id'] as const)(
		'goes beyond it by what is in work at most (%s)',
		async (reply) => {
			sandbox.addRule({ where: 'generate', reply, pendingPolls: 0 });
			const options = { concurrency: 3, maxCreditsPerRun: 1 };
			await mustRun(sandbox, { options }, { items: items(9), settings: goOn });
			expect(sandbox.bill()).toBeLessThanOrEqual(3);
			expect(sandbox.bill()).toBeGreaterThan(0);
		},
	);

	test('stops the run with an error, and Retry On Fail does not begin to count anew', async () => {
		const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
		const { error } = await runImage(sandbox, { options: oneByOne }, { items: items(5), settings });
		expect(error?.message).toContain('Max Credits per Run is 6');
		expect(error?.description).toContain('Executions → Retry');
		expect(sandbox.bill()).toBe(2);
	});

	test('asks no fallback beyond it', async () => {
		const status = { kind: 'status', status: 404 } as const;
		sandbox.addRule({ where: 'generate', model: 'gpt-image-2-text', fault: status });
		const options = { ...oneByOne, maxCreditsPerRun: 3, fallbackModelIds: 'nano-banana-2-lite' };
		const run = { items: items(2), settings: goOn };
		const { json } = await mustRun(sandbox, { modelId: fromList('gpt-image-2'), options }, run);
		expect(sandbox.bill()).toBe(1);
		expect(json[1]?.error).toContain('Max Credits per Run is 3');
	});

	test('cannot be kept where nothing is told of credits, and says so', async () => {
		sandbox.addRule({ where: 'generate', reply: 'image-object' });
		const run = { items: items(3), settings: goOn };
		const { json } = await mustRun(sandbox, { options: oneByOne }, run);
		expect(sandbox.bill()).toBe(1);
		expect(json[1]?.error).toContain('does not say how many credits');
	});
});

describe('names and fields', () => {
	test('no two images of a run have the same name, as the item and the file have it', async () => {
		sandbox.addRule({ where: 'generate', times: 1, latencyMs: 200 });
		sandbox.addRule({ where: 'generate', promptIncludes: 'item 1', reply: 'two-images-objects' });
		const options = { fileName: '={{ $json.slug }}' };
		const parameters = { prompt: '=item {{ $json.id }}', options };
		const result = await mustRun(sandbox, parameters, { items: items(4) });
		const names = ['hero.png', 'hero-2-1.png', 'hero-2-2.png', 'hero-3.png', 'hero-4.png'];
		expect(result.json.map(({ fileName }) => fileName)).toEqual(names);
		expect(result.items.map(({ binary }) => binary?.data?.fileName)).toEqual(names);
	});

	test('simplified output with the fields of the row', async () => {
		const parameters = { simplify: true, options: { includeInputFields: true } };
		const { json } = await mustRun(sandbox, parameters, { items: items(1) });
		expect(Object.keys(only(json))).toEqual(
			'fileName url width height mimeType prompt modelName generationId credits reviewRecommended id slug'.split(
				' ',
			),
		);
	});

	test('a gallery has simplified images, each with its field', async () => {
		const { json } = await mustRun(
			sandbox,
			{
				operation: 'compare',
				modelIds: ['nano-banana-2-lite', 'gpt-image-2'],
				compareOutput: 'gallery',
				simplify: true,
			},
			{ items: items(1) },
		);
		expect(Object.keys(only(json))).toEqual(['prompt', 'images', 'failures']);
		const images = only(json).images as Array<Record<string, unknown>>;
		expect(images.map(({ modelName, field }) => [modelName, field])).toEqual([
			['Nano Banana 2 Lite', 'nano-banana-2-lite'],
			['GPT Image 2', 'gpt-image-2'],
		]);
		expect(images[0]).not.toHaveProperty('durationMs');
	});
});
