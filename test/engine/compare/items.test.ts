import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { sandboxOfFile } from '../sandboxOfFile.ts';
import {
	bytesOf,
	fileOf,
	goOn,
	itemsFrom,
	mustFail,
	mustRun,
	paidRequests,
	picture,
	runImage,
} from '../support.ts';

const sandbox = sandboxOfFile({ plain: true });

const compare: INodeParameters = { operation: 'compare' };
const three = { ...compare, modelIds: ['nano-banana-2-lite', 'gpt-image-1', 'flux-2-pro'] };
const byGemini: INodeParameters = { ...compare, provider: 'gemini' };

/** The bodies of the paid requests, by model. */
function bodies(): Record<string, IDataObject> {
	return Object.fromEntries(
		paidRequests(sandbox).map(({ body }) => {
			const fields = body as IDataObject;
			return [fields.model, fields];
		}),
	);
}

describe('Compare Models as items', () => {
	it('asks the four models of the default, once each', async () => {
		const { json } = await mustRun(sandbox, compare);
		expect(bodies()).toEqual(
			Object.fromEntries(
				[
					'nano-banana-2-lite-text',
					'nano-banana-2.1-text',
					'gpt-image-2-text',
					'flux-2-pro-text',
				].map((model) => [model, { model, prompt: 'a red fox', resolution: '1K' }]),
			),
		);
		expect(sandbox.bill()).toBe(4);
		expect(
			json.map(({ operation, modelKey, index, fileName }) => [
				operation,
				modelKey,
				index,
				fileName,
			]),
		).toEqual([
			['compare', 'nano-banana-2-lite', 0, 'a-red-fox-nano-banana-2-lite-1.png'],
			['compare', 'nano-banana-2.1', 1, 'a-red-fox-nano-banana-2-1-1.png'],
			['compare', 'gpt-image-2', 2, 'a-red-fox-gpt-image-2-1.png'],
			['compare', 'flux-2-pro', 3, 'a-red-fox-flux-2-pro-1.png'],
		]);
	});

	it('has the models of the provider only', async () => {
		const { json } = await mustRun(sandbox, byGemini);
		expect(json.map(({ model }) => model)).toEqual([
			'gemini-3.1-flash-lite-image',
			'gemini-nano-banana-2.1',
			'gemini-3-pro-image',
		]);
	});

	it('gives each model the nearest format that it has, and says what was changed', async () => {
		const { json } = await mustRun(sandbox, {
			...three,
			resolution: '4K',
			aspectRatio: '21:9',
		});
		expect(bodies()).toEqual({
			'nano-banana-2-lite-text': expect.objectContaining({
				resolution: '1K',
				aspect_ratio: '21:9',
			}),
			'gpt-image-1': expect.objectContaining({ resolution: '1K', aspect_ratio: '3:2' }),
			'flux-2-pro-text': expect.objectContaining({ resolution: '2K', aspect_ratio: '21:9' }),
		});
		expect(
			json.map(({ resolution, aspectRatio, adjusted }) => [resolution, aspectRatio, adjusted]),
		).toEqual([
			['1K', '21:9', { resolution: { asked: '4K', used: '1K' } }],
			[
				'1K',
				'3:2',
				{
					resolution: { asked: '4K', used: '1K' },
					aspectRatio: { asked: '21:9', used: '3:2' },
				},
			],
			['2K', '21:9', { resolution: { asked: '4K', used: '2K' } }],
		]);
	});

	it('edits with the same reference images, read once', async () => {
		const photo = await picture('red');
		const { json } = await mustRun(
			sandbox,
			{ ...three, useReferenceImages: true, numberOfImages: 2 },
			{ items: [{ files: { data: { bytes: photo } } }] },
		);
		expect(json.map(({ model, index }) => [model, index])).toEqual([
			['nano-banana-2-lite-edit', 0],
			['nano-banana-2-lite-edit', 1],
			['gpt-image-1-edit', 2],
			['gpt-image-1-edit', 3],
			['flux-2-pro-edit', 4],
			['flux-2-pro-edit', 5],
		]);
		for (const { image_urls: images } of Object.values(bodies())) {
			expect(images).toEqual([`data:image/png;base64,${photo.toString('base64')}`]);
		}
	});

	it('takes ids as they are, and knows those of the list', async () => {
		const { json } = await mustRun(sandbox, {
			...compare,
			modelIds: [],
			customModelIds: 'flux-2-pro-text, nano-banana-2-text\ngpt-image-1',
		});
		expect(json.map(({ model, modelKey }) => [model, modelKey])).toEqual([
			['flux-2-pro-text', 'flux-2-pro'],
			['nano-banana-2-text', 'nano-banana-2'],
			['gpt-image-1', 'gpt-image-1'],
		]);
	});

	it('sends no other id than the one given', async () => {
		const customModelIds = 'nano-banana-2-text, GPT Image 2';
		await runImage(sandbox, { ...compare, modelIds: [], customModelIds }, { settings: goOn });
		expect(Object.keys(bodies()).sort()).toEqual(['gpt-image-2-text', 'nano-banana-2-text']);
	});

	it('has as many requests in flight as there are models, unless a limit is set', async () => {
		const modelIds = Object.keys({
			'nano-banana-2-lite': 1,
			'nano-banana-2': 1,
			'nano-banana-2.1': 1,
			'nano-banana-pro': 1,
			'gpt-image-2': 1,
			'flux-2-pro': 1,
		});
		sandbox.addRule({ where: 'generate', fault: { kind: 'hang' } });
		const options = { requestTimeout: 2, totalTimeout: 2 };
		await runImage(sandbox, { ...compare, modelIds, options }, { settings: goOn });
		expect(paidRequests(sandbox)).toHaveLength(6);
		sandbox.reset();
		sandbox.addRule({ where: 'generate', fault: { kind: 'status', status: 401 } });
		await runImage(sandbox, { ...compare, modelIds, options: { concurrency: 1 } });
		expect(paidRequests(sandbox)).toHaveLength(1);
	});
});

describe('A model that fails', () => {
	const gone = () =>
		sandbox.addRule({
			where: 'generate',
			model: 'gpt-image-1',
			fault: { kind: 'status', status: 404 },
		});

	it('is an error item that names it, between the images of the others', async () => {
		gone();
		const { json } = await mustRun(sandbox, three, { settings: goOn });
		expect(json.map(({ model, index, error }) => model ?? [error, index])).toEqual([
			'nano-banana-2-lite-text',
			[
				expect.stringMatching(/^GPT Image 1: Oakgen does not know this model.*\[item 0\]$/),
				undefined,
			],
			'flux-2-pro-text',
		]);
		expect(json[2]?.index).toBe(1);
		expect(sandbox.bill()).toBe(2);
	});

	it('stops the run in stop mode; the others are paid for once, and a retry hands them out', async () => {
		gone();
		const { error, paidImages } = await runImage(sandbox, {
			...compare,
			modelIds: ['nano-banana-2-lite', 'flux-2-pro', 'gpt-image-1', 'nano-banana-2'],
			options: { concurrency: 1 },
		});
		expect(error?.message).toMatch(/^GPT Image 1: Oakgen does not know this model/);
		expect(error?.description).toMatch(/2 other image\(s\) of this run are made/);
		expect(Object.keys(paidImages as object)).toHaveLength(2);
		expect(Object.keys(bodies())).not.toContain('nano-banana-2-text');
	});
});

describe('A comparison that cannot be', () => {
	it.each<[string, INodeParameters, RegExp]>([
		['no model', { modelIds: [] }, /^No model is chosen/],
		['one model', { modelIds: ['flux-2-pro'] }, /^Only one model is chosen/],
		['one model by id', { modelIds: [], customModelIds: 'x' }, /^Only one model is chosen/],
		[
			'fifty models',
			{ customModelIds: Array.from({ length: 46 }, (_, n) => `model-${n}`).join() },
			/^50 models are chosen, but at most 20/,
		],
		[
			'the same twice',
			{ modelIds: ['flux-2-pro', 'flux-2-pro', 'gpt-image-2'] },
			/^Flux 2 Pro is chosen twice/,
		],
		[
			'the same by key and by id',
			{ modelIds: ['flux-2-pro', 'gpt-image-2'], customModelIds: 'flux-2-pro-text' },
			/^Flux 2 Pro is chosen twice/,
		],
		['an unknown key', { modelIds: ['flux-2-pro', 'flux-9'] }, /^The model "flux-9" is not in/],
		['no prompt', { prompt: ' ' }, /^The prompt is empty/],
		['no reference image', { useReferenceImages: true }, /no binary field "data"/],
	])('%s: a sentence, before anything is sent', async (_, parameters, message) => {
		const error = await mustFail(sandbox, { ...compare, ...parameters });
		expect(error.message).toMatch(message);
		expect(error.description?.length).toBeGreaterThan(20);
		expect(sandbox.requests).toEqual([]);
	});

	it('a model of another provider', async () => {
		const modelIds = ['nano-banana-2', 'gpt-image-2'];
		const error = await mustFail(sandbox, { ...byGemini, modelIds });
		expect(error.message).toMatch(/^GPT Image 2 is not offered by Google Gemini/);
		expect(sandbox.requests).toEqual([]);
	});

	it('leaves the other models alone when the run goes on', async () => {
		const modelIds = ['flux-2-pro', 'flux-9', 'flux-2-pro', 'gpt-image-2'];
		const { json } = await mustRun(sandbox, { ...compare, modelIds }, { settings: goOn });
		expect(json.map(({ model, error }) => model ?? error)).toEqual([
			'flux-2-pro-text',
			expect.stringMatching(/^The model "flux-9" is not in the list/),
			expect.stringMatching(/^Flux 2 Pro is chosen twice/),
			'gpt-image-2-text',
		]);
		expect(sandbox.bill()).toBe(2);
	});

	it('more references than one of them takes', async () => {
		const photo = await picture('blue');
		const files = Object.fromEntries(
			Array.from({ length: 9 }, (_, n) => [`photo${n}`, { bytes: photo }]),
		);
		const parameters = { ...three, useReferenceImages: true, binaryPropertyName: '*' };
		const { json } = await mustRun(sandbox, parameters, { items: [{ files }], settings: goOn });
		expect(json.map(({ model, error }) => model ?? error)).toEqual([
			'nano-banana-2-lite-edit',
			'gpt-image-1-edit',
			expect.stringMatching(/^Flux 2 Pro takes at most 8 reference images, this item has 9/),
		]);
		expect(sandbox.bill()).toBe(2);
	});

	it('an id that the provider refuses', async () => {
		const parameters = { ...three, customModelIds: 'dall-e-9' };
		const { json } = await mustRun(sandbox, parameters, { settings: goOn });
		expect(json.map(({ model, error }) => model ?? error)[3]).toMatch(
			/^dall-e-9: Oakgen does not know this model or address \(HTTP 404\): There is no model "dall-e-9"/,
		);
		expect(sandbox.bill()).toBe(3);
	});
});

it('compares for every item on its own', async () => {
	const run = await mustRun(
		sandbox,
		{ ...three, prompt: '={{ $json.text }}' },
		{ items: [{ json: { text: 'a fox' } }, { json: { text: 'an owl' } }] },
	);
	for (const [item, prompt] of ['a fox', 'an owl'].entries()) {
		const images = itemsFrom(run, item);
		expect(images.map(({ json }) => [json.prompt, json.index])).toEqual(
			[0, 1, 2].map((n) => [prompt, n]),
		);
		for (const image of images) {
			expect(fileOf(image).mimeType).toBe('image/png');
			expect((await bytesOf(image)).length).toBe(image.json.fileSize);
		}
	}
});
