import sharp from 'sharp';
import { type Sandbox, startSandbox } from '../../../tools/sandbox/index.ts';
import {
	answerJson,
	byId,
	bytesOf,
	fileOf,
	fromList,
	mustRun,
	only,
	picture,
	startRecorder,
} from '../support.ts';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ plain: true });
});

afterAll(() => sandbox.close());

describe('what the file is', () => {
	beforeEach(() => sandbox.reset());

	const formats = [
		['png', 'image/png', 'png'],
		['jpeg', 'image/jpeg', 'jpg'],
		['webp', 'image/webp', 'webp'],
		['avif', 'image/avif', 'avif'],
		['gif', 'image/gif', 'gif'],
	] as const;

	test.each(formats)(
		'%s: by its bytes, whatever URL and header say',
		async (format, mimeType, extension) => {
			const { width, height } = { width: 37, height: 21 };
			const bytes = await sharp({ create: { width, height, channels: 3, background: '#123456' } })
				.toFormat(format)
				.toBuffer();
			const wrong = format === 'png' ? 'webp' : 'png';
			const recorder = await startRecorder((response, { method }) => {
				if (method === 'POST') {
					const url = `${recorder.url}/picture.${wrong}`;
					return answerJson(response, {
						image: { url, content_type: `image/${wrong}`, width: 1, height: 1 },
					});
				}
				response.writeHead(200, { 'content-type': `image/${wrong}` }).end(bytes);
			});
			const { json, items } = await mustRun(recorder, { options: { fileName: `cat.${wrong}` } });
			await recorder.close();
			expect(only(json)).toMatchObject({
				mimeType,
				fileExtension: extension,
				fileName: `cat.${extension}`,
				fileSize: bytes.length,
				width,
				height,
			});
			expect(fileOf(items[0])).toMatchObject({ mimeType, fileName: `cat.${extension}` });
			expect((await bytesOf(items[0])).equals(bytes)).toBe(true);
		},
	);

	test.each(formats)('%s: width and height of a whole picture', async (format, mimeType) => {
		sandbox.addRule({ where: 'generate', format });
		const { json } = await mustRun(sandbox, { aspectRatio: '9:16' });
		expect(only(json)).toMatchObject({ mimeType, width: 768, height: 1376 });
	});

	test('a name is made from the prompt, and differs between images', async () => {
		const { json } = await mustRun(
			sandbox,
			{ prompt: 'Ein Füchslein: im/am Wald?', numberOfImages: 2 },
			{ items: [{}, {}] },
		);
		expect(json.map(({ fileName }) => fileName)).toEqual([
			'ein-fuchslein-im-am-wald-1-1.png',
			'ein-fuchslein-im-am-wald-1-2.png',
			'ein-fuchslein-im-am-wald-2-1.png',
			'ein-fuchslein-im-am-wald-2-2.png',
		]);
	});

	test('Put Output in Field names the binary field', async () => {
		const { items } = await mustRun(sandbox, { options: { binaryPropertyOutput: 'product' } });
		expect(Object.keys(only(items).binary ?? {})).toEqual(['product']);
	});

	test('what is said of the model', async () => {
		const final = await mustRun(sandbox, { modelId: fromList('gpt-image-2') });
		const own = await mustRun(sandbox, { modelId: byId('flux-2-pro-text') });
		const facts = [final, own].map(({ json: [first] }) => [
			first?.model,
			first?.modelKey,
			first?.reviewRecommended,
		]);
		expect(facts).toEqual([
			['gpt-image-2-text', 'gpt-image-2', false],
			['flux-2-pro-text', null, false],
		]);
	});

	test('Image URL Path finds the image in a shape that the node does not know', async () => {
		const recorder = await startRecorder((response, { method }) => {
			if (method !== 'POST') {
				response.end(file);
				return;
			}
			answerJson(response, { answer: [{ files: [{ link: `${recorder.url}/a` }] }] });
		});
		const file = await picture('#00cc00');
		const options = { imageUrlPath: 'answer[0].files.0.link' };
		const { json, items } = await mustRun(recorder, { options });
		await recorder.close();
		expect(only(json)).toMatchObject({ url: `${recorder.url}/a`, mimeType: 'image/png' });
		expect((await bytesOf(items[0])).equals(file)).toBe(true);
	});
});

describe('several images', () => {
	let drawn: Sandbox;
	// Real pictures, so that no two are alike; small ones are drawn sooner.
	const small = { modelId: fromList('nano-banana-2'), resolution: '512' };

	beforeAll(async () => {
		drawn = await startSandbox();
	});

	afterAll(() => drawn.close());

	test('the output keeps the order of the input, then of the images, whoever is ready first', async () => {
		drawn.reset();
		drawn.addRule({ where: 'generate', promptIncludes: 'first', latencyMs: 150 });
		drawn.addRule({ where: 'download', promptIncludes: 'second', latencyMs: 60 });
		drawn.addRule({ where: 'generate', promptIncludes: 'third', reply: 'two-openai-b64_json' });
		const prompts = ['the first', 'the second', 'the third', 'the fourth'];
		const { items, json } = await mustRun(
			drawn,
			{ ...small, prompt: '={{ $json.prompt }}', numberOfImages: 2, options: { concurrency: 8 } },
			{ items: prompts.map((prompt) => ({ json: { prompt } })) },
		);
		const facts = items.map(({ json: { prompt, index }, pairedItem }) => [
			prompt,
			index,
			pairedItem,
		]);
		const expected = prompts.flatMap((prompt, item) =>
			(item === 2 ? [0, 1, 2, 3] : [0, 1]).map((index) => [prompt, index, { item }]),
		);
		expect(facts).toEqual(expected);
		// Each with its own file, and no two alike.
		const files = await Promise.all(
			items.map(async (item) => (await bytesOf(item)).toString('base64')),
		);
		expect(new Set(files).size).toBe(10);
		for (const [position, { url }] of json.entries()) {
			if (url === null) continue;
			const generation = drawn.generations.find((made) => made.url === url);
			expect(generation?.prompt).toBe(json[position]?.prompt);
			expect(files[position]).toBe(generation?.images[0]?.bytes.toString('base64'));
		}
		expect(drawn.bill()).toBe(10);
	});

	test.each(['two-images-objects', 'two-openai-b64_json'] as const)(
		'two different images in one reply (%s) stay in its order',
		async (reply) => {
			drawn.reset();
			drawn.addRule({ where: 'generate', reply });
			const { items } = await mustRun(drawn, small);
			const { images } = only(drawn.generations);
			const files = await Promise.all(items.map((item) => bytesOf(item)));
			expect(files).toEqual(images.map(({ bytes }) => bytes));
			expect(files[0]?.equals(files[1] as Buffer)).toBe(false);
		},
	);
});
