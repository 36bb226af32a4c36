import { Readable } from 'node:stream';
import { binaryModes } from '../again/support.ts';
import { sandboxOfFile } from '../sandboxOfFile.ts';
import {
	answerJson,
	bytesOf,
	fileOf,
	goOn,
	mustRun,
	only,
	picture,
	startRecorder,
} from '../support.ts';
import { digest, drawnBy, gallery, pageOf, watchStorage } from './support.ts';

const sandbox = sandboxOfFile();

describe.each(binaryModes)('Compare Models as a gallery, binary mode %s', (binaryMode) => {
	it('is one item with a file for each model, and a page with exactly these files', async () => {
		const parameters = { ...gallery, aspectRatio: '21:9' };
		const { items } = await mustRun(sandbox, parameters, { binaryMode });
		const item = only(items);
		expect(item.pairedItem).toEqual({ item: 0 });
		expect(Object.keys(item.binary ?? {})).toEqual(['nano-banana-2', 'flux-2-pro', 'gallery']);
		expect(fileOf(item, 'gallery')).toMatchObject({
			fileName: 'a-red-fox-1.html',
			mimeType: 'text/html',
		});
		const { pictures, text, loaded, links } = await pageOf(item);
		const drawn = ['nano-banana-2-text', 'flux-2-pro-text'].map((model) =>
			only(drawnBy(sandbox, model)),
		);
		expect(drawn[0]).not.toBe(drawn[1]);
		expect(digest(await bytesOf(item, 'nano-banana-2'))).toBe(drawn[0]);
		expect(digest(await bytesOf(item, 'flux-2-pro'))).toBe(drawn[1]);
		expect(pictures.map(({ name }) => name)).toEqual(['Nano Banana 2', 'Flux 2 Pro']);
		expect(pictures.map(({ file }) => file)).toEqual(drawn);
		expect(loaded).toEqual([]);
		const urls = ['nano-banana-2-text', 'flux-2-pro-text'].map(
			(model) => sandbox.generations.find((generation) => generation.model === model)?.url,
		);
		// The picture leads there, and so does a line under it.
		expect(links).toEqual(urls.flatMap((url) => [url, url]));
		expect(text.replaceAll(/ Full size at 127\.0\.0\.1:\d+/g, '')).toMatch(
			/^ ?a red fox a red fox \d{4}-\d\d-\d\d · 2 pictures · 12 credits Nano Banana 2 792 × 336 · \d\.\d MB · \d+\.\d s · 6 credits Flux 2 Pro 1584 × 672 · \d\.\d MB · \d+\.\d s · 6 credits Resolution 1K instead of 512 $/,
		);
		expect(sandbox.bill()).toBe(2);
	});

	it('tells of each image what an item would tell, and where its file is', async () => {
		const { json } = await mustRun(sandbox, gallery, { binaryMode });
		const asItems = await mustRun(sandbox, { ...gallery, compareOutput: 'items' }, { binaryMode });
		expect(only(json)).toEqual({
			provider: 'oakgen',
			operation: 'compare',
			prompt: 'a red fox',
			images: asItems.json.map((image) => ({
				...image,
				url: expect.stringMatching(/\.png$/),
				generationId: expect.stringMatching(/^gen_/),
				durationMs: expect.any(Number),
				fileSize: expect.any(Number),
				field: image.modelKey,
			})),
			failures: [],
		});
	});

	it('hands the page to n8n as it hands the images', async () => {
		const storage = watchStorage();
		try {
			await mustRun(sandbox, gallery, { binaryMode });
		} finally {
			storage.stop();
		}
		const pages = storage.given.filter(({ mimeType }) => mimeType === 'text/html');
		expect(storage.given).toHaveLength(3);
		// In memory mode n8n holds all files anyway.
		const isStream = binaryMode === 'filesystem';
		expect(pages.map(({ file }) => file instanceof Readable)).toEqual([isStream]);
		expect(pages.map(({ file }) => Buffer.isBuffer(file))).toEqual([!isStream]);
	});

	it('has all images of a model, in fields of their own', async () => {
		const { items, json } = await mustRun(
			sandbox,
			{ ...gallery, numberOfImages: 2 },
			{ binaryMode },
		);
		const item = only(items);
		const fields = ['nano-banana-2', 'nano-banana-2-2', 'flux-2-pro', 'flux-2-pro-2'];
		expect(Object.keys(item.binary ?? {})).toEqual([...fields, 'gallery']);
		expect(json[0]?.images).toEqual(
			fields.map((field, index) => expect.objectContaining({ field, index })),
		);
		const files = await Promise.all(
			fields.map(async (field) => digest(await bytesOf(item, field))),
		);
		expect(new Set(files).size).toBe(4);
		const { pictures } = await pageOf(item);
		expect(pictures.map(({ file }) => file)).toEqual(files);
		for (const [place, { url }] of (json[0]?.images as Array<{ url: string }>).entries()) {
			const made = sandbox.generations.find((generation) => generation.url === url);
			expect(digest(made?.images[0]?.bytes)).toBe(files[place]);
		}
		expect(sandbox.bill()).toBe(4);
	});

	it('is made for every item on its own', async () => {
		const { items } = await mustRun(
			sandbox,
			{ ...gallery, prompt: '={{ $json.text }}' },
			{ binaryMode, items: [{ json: { text: 'a fox' } }, { json: { text: 'an owl' } }] },
		);
		expect(items.map(({ json, pairedItem }) => [json.prompt, pairedItem])).toEqual([
			['a fox', { item: 0 }],
			['an owl', { item: 1 }],
		]);
		for (const [place, item] of items.entries()) {
			const { text, pictures } = await pageOf(item);
			expect(text).toContain(place === 0 ? 'a fox' : 'an owl');
			expect(text).not.toContain(place === 0 ? 'an owl' : 'a fox');
			for (const { name, file } of pictures) {
				const field = name === 'Flux 2 Pro' ? 'flux-2-pro' : 'nano-banana-2';
				expect(file).toBe(digest(await bytesOf(item, field)));
			}
			expect(pictures).toHaveLength(2);
			expect(fileOf(item, 'gallery').fileName).toMatch(/^an?-(fox-1|owl-2)\.html$/);
		}
	});
});

it('takes images that came inside the reply', async () => {
	const { items, json } = await mustRun(sandbox, {
		...gallery,
		provider: 'gemini',
		modelIds: ['nano-banana-2', 'nano-banana-pro'],
	});
	const { pictures } = await pageOf(only(items));
	expect(pictures.map(({ file }) => file)).toEqual(
		['gemini-3.1-flash-image', 'gemini-3-pro-image'].map((id) => only(drawnBy(sandbox, id))),
	);
	expect(json[0]).toMatchObject({ provider: 'gemini', failures: [] });
});

describe('with Download Image off', () => {
	it('shows the images from their addresses, which are all that it loads', async () => {
		const { items, json } = await mustRun(sandbox, { ...gallery, downloadImage: false });
		const item = only(items);
		expect(Object.keys(item.binary ?? {})).toEqual(['gallery']);
		const urls = sandbox.generations.map(({ url }) => url);
		const { pictures, loaded, links } = await pageOf(item);
		expect(pictures.map(({ src }) => src).sort()).toEqual([...urls].sort());
		expect([...loaded].sort()).toEqual([...urls].sort());
		expect([...new Set(links)].sort()).toEqual([...urls].sort());
		expect(json[0]?.images).toEqual([
			expect.objectContaining({ modelKey: 'nano-banana-2', field: null }),
			expect.objectContaining({ modelKey: 'flux-2-pro', field: null }),
		]);
		expect(sandbox.requests.map(({ method }) => method)).toEqual(['POST', 'POST']);
	});

	it('takes none for an address that is not of the web', async () => {
		const recorder = await startRecorder((response) =>
			answerJson(response, { url: 'javascript:alert(1)//.png' }),
		);
		try {
			const parameters = { ...gallery, downloadImage: false };
			const { items } = await mustRun(recorder, parameters, { settings: goOn });
			expect(only(items).binary).toBeUndefined();
			expect(only(items).json.error).toMatch(/^Nano Banana 2: .*no image.*; Flux 2 Pro: /);
		} finally {
			await recorder.close();
		}
	});
});

it('names fields so that expressions can tell them apart, whatever the ids are', async () => {
	const colours = ['#010101', '#020202', '#030303', '#040404', '#050505', '#060606', '#070707'];
	const files = await Promise.all(colours.map((colour) => picture(colour)));
	const models = ['gallery', '__proto__', 'a/b', 'a-b', 'constructor', '_files', '字'];
	const recorder = await startRecorder((response, { body }) => {
		const { model } = JSON.parse(body.toString()) as { model: string };
		answerJson(response, { b64_json: files[models.indexOf(model)]?.toString('base64') });
	});
	try {
		const { items, json } = await mustRun(recorder, {
			...gallery,
			modelIds: [],
			customModelIds: models.join(),
		});
		const fields = ['gallery-2', 'proto__', 'a-b', 'a-b-2', 'constructor', 'files', '-'];
		const item = only(items);
		expect(Object.keys(item.binary ?? {})).toEqual([...fields, 'gallery']);
		const told = json[0]?.images as Array<{ field: string; model: string }>;
		expect(told.map(({ field, model }) => [field, model])).toEqual(
			fields.map((field, place) => [field, models[place]]),
		);
		const digests = files.map(digest);
		for (const [place, field] of fields.entries()) {
			expect(digest(await bytesOf(item, field))).toBe(digests[place]);
		}
		const { pictures } = await pageOf(item);
		expect(pictures.map(({ file }) => file)).toEqual(digests);
	} finally {
		await recorder.close();
	}
});
