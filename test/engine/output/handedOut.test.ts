import { type Sandbox, startSandbox } from '../../../tools/sandbox/index.ts';
import {
	bytesOf,
	dataUri,
	fileOf,
	fromList,
	goOn,
	mustRun,
	only,
	picture,
	runImage,
} from '../support.ts';
import { keys } from './support.ts';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ plain: true });
});

afterAll(() => sandbox.close());

describe('Download Image off', () => {
	beforeEach(() => sandbox.reset());

	test('the URL only: no file, no download, what the file is stays unknown', async () => {
		const { items } = await mustRun(sandbox, { downloadImage: false });
		const generation = only(sandbox.generations);
		const item = only(items);
		expect(item.binary).toBeUndefined();
		expect(Object.keys(item.json)).toEqual(keys);
		expect(item.json).toMatchObject({
			url: generation.url,
			fileName: null,
			mimeType: 'image/png',
			fileExtension: null,
			fileSize: null,
			width: null,
			height: null,
		});
		expect(sandbox.requests.map(({ method }) => method)).toEqual(['POST']);
	});

	test.each(['raw-bytes', 'b64_json', 'image-data-uri'] as const)(
		'a paid image without a URL (%s) is delivered all the same',
		async (reply) => {
			sandbox.addRule({ where: 'generate', reply });
			const { items } = await mustRun(sandbox, { downloadImage: false });
			const item = only(items);
			expect(item.json).toMatchObject({ url: null, width: 1024, height: 1024 });
			const [image] = only(sandbox.generations).images;
			expect((await bytesOf(item)).equals(image?.bytes as Buffer)).toBe(true);
		},
	);

	test('Gemini, which sends bytes, is not affected', async () => {
		const { items } = await mustRun(sandbox, { provider: 'gemini', downloadImage: false });
		expect(fileOf(items[0]).mimeType).toBe('image/png');
	});
});

describe('Include Raw Response', () => {
	beforeEach(() => sandbox.reset());
	const options = { includeRawResponse: true };

	test('adds the reply, and nothing else', async () => {
		const { json } = await mustRun(sandbox, { options });
		const { id, model, url } = only(sandbox.generations);
		expect(Object.keys(only(json))).toEqual([...keys, 'rawResponse']);
		expect(json[0]?.rawResponse).toEqual({
			id,
			model,
			status: 'completed',
			images: [{ url, content_type: 'image/png', width: 1024, height: 1024 }],
			credits_used: 3,
		});
	});

	test.each(['b64_json', 'image-data-uri', 'image', 'two-openai-b64_json'] as const)(
		'%s: without image data',
		async (reply) => {
			sandbox.addRule({ where: 'generate', reply });
			const provider = reply === 'image' ? 'gemini' : 'oakgen';
			const { json } = await mustRun(sandbox, { provider, options });
			expect(json[0]?.rawResponse).toBeTruthy();
			expect(JSON.stringify(json)).not.toMatch(/[A-Za-z0-9+/]{200}/);
		},
	);

	test('of a large reply is as small', async () => {
		const sandboxWithPictures = await startSandbox();
		try {
			const parameters = { provider: 'gemini', modelId: fromList('nano-banana-2.1') };
			const { json } = await mustRun(sandboxWithPictures, {
				...parameters,
				resolution: '4K',
				options,
			});
			expect(only(json).width).toBe(4096);
			expect(JSON.stringify(only(json).rawResponse)).toContain('[image data removed]');
			expect(JSON.stringify(only(json).rawResponse).length).toBeLessThan(5000);
		} finally {
			await sandboxWithPictures.close();
		}
	});

	test('the reference images that a reply echoes are not in it either', async () => {
		sandbox.addRule({ where: 'generate', reply: 'echo-input' });
		const bytes = await picture('#fedcba', 'jpeg');
		expect(bytes.length).toBeGreaterThan(200);
		const { json } = await mustRun(
			sandbox,
			{ operation: 'edit', options },
			{ items: [{ files: { data: { bytes, mimeType: 'image/jpeg' } } }] },
		);
		expect(JSON.stringify(json)).toContain('image_urls');
		expect(JSON.stringify(json)).not.toContain(dataUri(bytes, 'image/jpeg').slice(0, 80));
	});

	test('without it the key is absent', async () => {
		const { json } = await mustRun(sandbox);
		expect(json[0]).not.toHaveProperty('rawResponse');
	});
});

test('an echoed reference image is never taken for the result', async () => {
	sandbox.reset();
	sandbox.addRule({ where: 'generate', reply: 'echo-image_urls' });
	const bytes = await picture('#abcdef');
	const { items } = await mustRun(
		sandbox,
		{ operation: 'edit' },
		{ items: [{ files: { data: { bytes } } }] },
	);
	expect((await bytesOf(only(items))).equals(bytes)).toBe(false);
	expect(only(items).json.url).toBe(only(sandbox.generations).url);
});

test('no success has a key that n8n reads as a failure or as files', async () => {
	sandbox.reset();
	const { json } = await runImage(sandbox, { options: { includeRawResponse: true } });
	expect(only(json)).not.toHaveProperty('error');
	expect(only(json)).not.toHaveProperty('_files');
});

test('of a reply with two images that cannot be fetched, each has an error with its address', async () => {
	sandbox.reset();
	sandbox.addRule({ where: 'generate', reply: 'two-images-objects' });
	sandbox.addRule({ where: 'download', fault: { kind: 'status', status: 410 } });
	const { json } = await runImage(sandbox, {}, { settings: goOn });
	const urls = only(sandbox.generations).images.map(({ url }) => url);
	expect(urls).toHaveLength(2);
	expect(json).toEqual(urls.map((url) => ({ error: expect.stringContaining(url) as unknown })));
});
