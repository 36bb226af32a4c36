import { Readable } from 'node:stream';
import type { INodeParameters } from 'n8n-workflow';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { binaryModes } from '../again/support.ts';
import { keys } from '../../faults/keys.ts';
import {
	answerJson,
	bytesOf,
	fileOf,
	goOn,
	mustFail,
	mustRun,
	only,
	paidRequests,
	picture,
	runImage,
	startRecorder,
} from '../support.ts';
import { digest, drawnBy, gallery, pageOf, refuse, watchStorage } from './support.ts';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ oakgenApiKey: keys.oakgen });
});

beforeEach(() => sandbox.reset());

afterAll(() => sandbox.close());

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
		const { pictures, text, addresses } = await pageOf(item);
		const drawn = ['nano-banana-2-text', 'flux-2-pro-text'].map((model) =>
			only(drawnBy(sandbox, model)),
		);
		expect(drawn[0]).not.toBe(drawn[1]);
		expect(digest(await bytesOf(item, 'nano-banana-2'))).toBe(drawn[0]);
		expect(digest(await bytesOf(item, 'flux-2-pro'))).toBe(drawn[1]);
		expect(pictures.map(({ name }) => name)).toEqual(['Nano Banana 2', 'Flux 2 Pro']);
		expect(pictures.map(({ file }) => file)).toEqual(drawn);
		expect(addresses).toEqual([]);
		expect(text).toMatch(
			/^ ?a red fox a red fox Nano Banana 2 792 × 336 · \d\.\d MB · \d+\.\d s · 6 credits Flux 2 Pro 1584 × 672 · \d\.\d MB · \d+\.\d s · 6 credits Resolution 1K instead of 512 $/,
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
		const { pictures, addresses } = await pageOf(item);
		expect(pictures.map(({ src }) => src).sort()).toEqual([...urls].sort());
		expect([...new Set(addresses)].sort()).toEqual([...urls].sort());
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

describe('hostile texts', () => {
	const hostile = `</title><script>alert("1")</script><img src=x onerror='alert(2)'> & "fox"`;

	it('are shown as they are, and nothing of them is markup', async () => {
		sandbox.addRule({
			where: 'generate',
			model: 'flux-2-pro-text',
			fault: {
				kind: 'status',
				status: 400,
				json: { error: { message: `No: 5 < 6 & "fox" isn't` } },
			},
		});
		const { items, json } = await mustRun(sandbox, {
			...gallery,
			prompt: hostile,
			customModelIds: `x"><script>alert(3)</script>`,
		});
		const { html, pictures, addresses } = await pageOf(only(items));
		expect(html).not.toMatch(/<script|<img src|onerror='/i);
		const shown = html.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
		// In the title and the heading.
		expect(shown.split(hostile)).toHaveLength(3);
		expect(shown).toContain(`(HTTP 400): No: 5 < 6 & "fox" isn't</p>`);
		expect(shown).toContain('<h2>x"><script>alert(3)</script></h2>');
		expect([...html.matchAll(/<(\w+)/g)].map(([, tag]) => tag)).toEqual(
			`html head meta meta meta title style body h1 main div img div h2 p ${'div div h2 p '.repeat(2)}`
				.trim()
				.split(' '),
		);
		expect(pictures).toHaveLength(1);
		expect(addresses).toEqual([]);
		expect(json[0]?.prompt).toBe(hostile);
	});

	it('may not run or load anything even if they were markup', async () => {
		const { items } = await mustRun(sandbox, gallery);
		expect((await pageOf(only(items))).html).toContain(
			`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data: https: http:">`,
		);
	});

	it('have no API key in them, also when the provider repeats it', async () => {
		const quotes = 'Key {key}, "Bearer {key}", {keyInPercent}, {keyInBase64}, {headerInBase64}';
		sandbox.addRule({
			where: 'generate',
			model: 'flux-2-pro-text',
			fault: { kind: 'status', status: 400, json: { error: { message: quotes } } },
		});
		sandbox.addRule({
			where: 'generate',
			model: 'gpt-image-1',
			fault: {
				kind: 'status',
				status: 200,
				afterGenerating: true,
				json: { id: '{key}', url: '{image}?key={key}', text: quotes },
			},
		});
		const parameters = { ...gallery, downloadImage: false, customModelIds: 'gpt-image-1' };
		const { items, json } = await mustRun(sandbox, parameters);
		const { html, text, pictures } = await pageOf(only(items));
		expect(text).toContain('Key [API key]');
		expect(pictures[1]?.src).toMatch(/\?key=\[API key\]$/);
		const told = html + JSON.stringify(json);
		const base64 = Buffer.from(keys.oakgen).toString('base64');
		for (const form of [keys.oakgen, encodeURIComponent(keys.oakgen), base64]) {
			expect(told).not.toContain(form);
		}
	});
});

describe('a model that fails', () => {
	it.each([['stop', {}] as const, ['continue', goOn] as const])(
		'is a card among the others, and the item a success: On Error %s',
		async (_, settings) => {
			refuse(sandbox, 'nano-banana-2-text');
			const { items, json, error } = await runImage(sandbox, gallery, { settings });
			expect(error).toBeUndefined();
			const { html, pictures } = await pageOf(only(items));
			expect(pictures.map(({ name }) => name)).toEqual(['Flux 2 Pro']);
			expect(html).toContain(
				'<div class="failed"><div><h2>Nano Banana 2</h2><p>Oakgen does not know this model',
			);
			expect(json[0]).not.toHaveProperty('error');
			expect(json[0]).toMatchObject({
				images: [{ modelKey: 'flux-2-pro', field: 'flux-2-pro', index: 0 }],
				failures: [
					{
						model: 'Nano Banana 2',
						reason: expect.stringMatching(/^Oakgen does not know this model.*\(HTTP 404\)/),
					},
				],
			});
			expect(sandbox.bill()).toBe(1);
		},
	);

	it('may be one that cannot even be asked', async () => {
		const customModelIds = 'Flux 2 Pro';
		const { items, json } = await mustRun(sandbox, { ...gallery, customModelIds });
		expect(json[0]?.failures).toEqual([
			{ model: 'Flux 2 Pro', reason: expect.stringMatching(/^Flux 2 Pro is chosen twice/) },
		]);
		expect((await pageOf(only(items))).text).toContain('Flux 2 Pro is chosen twice');
		expect(sandbox.bill()).toBe(2);
	});

	it('keeps what it made of several images', async () => {
		refuse(sandbox, 'flux-2-pro-text', 1);
		const { json } = await mustRun(sandbox, { ...gallery, numberOfImages: 2 });
		expect(json[0]).toMatchObject({
			images: [{ index: 0 }, { index: 1 }, { modelKey: 'flux-2-pro', index: 2 }],
			failures: [{ model: 'Flux 2 Pro' }],
		});
	});
});

describe('when all models fail', () => {
	const all =
		/^Nano Banana 2: Oakgen does not know this model.*; Flux 2 Pro: Oakgen does not know this model.*\[item 0\]$/;

	it('the node fails once, and names them all', async () => {
		refuse(sandbox);
		const error = await mustFail(sandbox, gallery);
		expect(error.message).toMatch(all);
		expect(error.description).not.toMatch(/Flux/);
		expect(error.httpCode).toBe('404');
		expect(paidRequests(sandbox)).toHaveLength(2);
	});

	it('there is one error item when the run goes on', async () => {
		refuse(sandbox);
		const { items } = await mustRun(sandbox, gallery, { settings: goOn });
		expect(items).toEqual([
			{ json: { error: expect.stringMatching(all) }, pairedItem: { item: 0 } },
		]);
	});

	it('so does the run of several items, and what others are made of is not lost', async () => {
		sandbox.addRule({
			where: 'generate',
			promptIncludes: 'owl',
			fault: { kind: 'status', status: 404 },
		});
		const items = [{ json: { text: 'a fox' } }, { json: { text: 'an owl' } }];
		const parameters: INodeParameters = {
			...gallery,
			prompt: '={{ $json.text }}',
			options: { concurrency: 1 },
		};
		const failed = await runImage(sandbox, parameters, { items });
		expect(failed.error?.message).toMatch(/^Nano Banana 2: .*; Flux 2 Pro: .*\[item 1\]$/);
		expect(failed.error?.description).toMatch(/2 other image\(s\) of this run are made/);
		expect(sandbox.bill()).toBe(2);
		const rest = await mustRun(sandbox, parameters, { items, settings: goOn });
		expect(rest.json.map(({ prompt, error }) => prompt ?? error)).toEqual([
			'a fox',
			expect.stringMatching(/^Nano Banana 2: .*\[item 1\]$/),
		]);
	});

	it('before anything is asked, nothing is', async () => {
		const modelIds = ['flux-9', 'flux-10'];
		const error = await mustFail(sandbox, { ...gallery, modelIds });
		expect(error.message).toMatch(
			/^The model "flux-9" is not in the list; The model "flux-10" is not in the list/,
		);
		expect(sandbox.requests).toEqual([]);
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
