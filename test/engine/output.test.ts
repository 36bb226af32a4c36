import type { INodeParameters } from 'n8n-workflow';
import sharp from 'sharp';
import {
	type Generation,
	geminiReplyNames,
	oakgenReplyNames,
	type ReplyName,
	type Sandbox,
	startSandbox,
} from '../../tools/sandbox/index.ts';
import { jobShapes } from '../../tools/sandbox/oakgen/jobShapes.ts';
import {
	isFailureReplyName,
	isImageReplyName,
	isJobReplyName,
} from '../../tools/sandbox/oakgen/replyNames.ts';
import {
	answerJson,
	byId,
	bytesOf,
	dataUri,
	fileOf,
	fromList,
	goOn,
	type ImageRun,
	itemsFrom,
	mustRun,
	only,
	paidRequests,
	picture,
	runImage,
	startRecorder,
} from './support.ts';

/** Every key of design.md §5, in alphabetical order. */
const keys = [
	'adjusted',
	'aspectRatio',
	'attempts',
	'credits',
	'durationMs',
	'fallbackFrom',
	'warnings',
	'fileExtension',
	'fileName',
	'fileSize',
	'generationId',
	'height',
	'index',
	'mimeType',
	'model',
	'modelKey',
	'operation',
	'prompt',
	'provider',
	'resolution',
	'reviewRecommended',
	'text',
	'url',
	'usage',
	'width',
];

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ plain: true });
});

afterAll(() => sandbox.close());

/** Brackets keep a shape's name from being found inside a longer one. */
const promptFor = (shape: ReplyName) => `[${shape}]`;

/** One item per shape in one run, as waiting for jobs then takes no longer than for one. */
async function runShapes(
	shapes: readonly ReplyName[],
	parameters: INodeParameters,
	binaryMode: 'filesystem' | 'default',
): Promise<ImageRun> {
	for (const reply of shapes) {
		sandbox.addRule({
			where: 'generate',
			reply,
			promptIncludes: promptFor(reply),
			pendingPolls: 0,
		});
	}
	return await mustRun(
		sandbox,
		{
			prompt: '=[{{ $json.shape }}]',
			aspectRatio: '3:2',
			...parameters,
			options: { concurrency: 50, fileName: '={{ $json.shape }}' },
		},
		{
			items: shapes.map((shape) => ({ json: { shape } })),
			settings: goOn,
			binaryMode,
		},
	);
}

function generationFor(shape: ReplyName, operation: string): Generation {
	const matching = sandbox.generations.filter(
		({ prompt, model, provider }) =>
			prompt === promptFor(shape) && (provider === 'gemini' || model.endsWith(endOf(operation))),
	);
	return only(matching);
}

const endOf = (operation: string) => (operation === 'edit' ? '-edit' : '-text');
const isInline = (shape: string) => /base64|b64_json|data-uri|raw-bytes/.test(shape);
const isWithCredits = (shape: string) => /^usual$|credits|(^|\.)cost$/i.test(shape);

const imageShapes = oakgenReplyNames.filter(isImageReplyName);
/** Wrappers are read the same way whatever was asked for, except where the request is echoed. */
const shapesOfEdits = imageShapes.filter((name) => !name.includes('.') || name.includes('echo'));
const failureShapes = oakgenReplyNames.filter(isFailureReplyName);
const jobs = oakgenReplyNames.filter(isJobReplyName);
const goodJobs = jobs.filter((name) => jobShapes[name].makesImage);
const badJobs = jobs.filter((name) => !jobShapes[name].makesImage);

/** The item that must come out of a 3:2 image, apart from what depends on the shape. */
function expectedJson(generation: Generation, place: number, facts: object) {
	const image = generation.images[place];
	return {
		provider: 'oakgen',
		operation: 'generate',
		model: generation.model,
		modelKey: 'nano-banana-2-lite',
		prompt: generation.prompt,
		index: place,
		url: image?.url,
		generationId: null,
		mimeType: 'image/png',
		fileExtension: 'png',
		fileSize: image?.bytes.length,
		width: 1264,
		height: 848,
		aspectRatio: '3:2',
		resolution: '1K',
		attempts: 1,
		durationMs: expect.any(Number),
		credits: null,
		usage: null,
		text: null,
		reviewRecommended: true,
		adjusted: null,
		fallbackFrom: null,
		warnings: [],
		...facts,
	};
}

describe.each([
	['generate', 'filesystem', imageShapes, {}],
	[
		'edit',
		'default',
		shapesOfEdits,
		{
			operation: 'edit',
			inputType: 'url',
			imageUrls: 'https://example.com/a.png, https://example.com/b.png',
		},
	],
] as const)(
	'Oakgen, %s, binary mode %s: every shape of a finished image',
	(operation, mode, shapes, parameters) => {
		let run: ImageRun;

		beforeAll(async () => {
			sandbox.reset();
			run = await runShapes(shapes, parameters, mode);
		});

		test.each(shapes)('%s', async (shape) => {
			const items = itemsFrom(run, shapes.indexOf(shape));
			const generation = generationFor(shape, operation);
			expect(items).toHaveLength(generation.images.length);
			for (const [place, item] of items.entries()) {
				const suffix = items.length > 1 ? `-${place + 1}` : '';
				expect(item.json).toEqual(
					expectedJson(generation, place, {
						operation,
						fileName: `${shape}${suffix}.png`,
						...(isInline(shape) && { url: null }),
						...(isWithCredits(shape) && { credits: 3 }),
						...(shape === 'usual' && { generationId: generation.id }),
						...(shape.endsWith('usage.credits') && { usage: { credits: 3 } }),
					}),
				);
				expect(Object.keys(item.json).sort()).toEqual(keys);
				expect(Object.keys(item.binary ?? {})).toEqual(['data']);
				const file = fileOf(item);
				expect(file.id === undefined).toBe(mode === 'default');
				expect(file).toMatchObject({ mimeType: 'image/png', fileName: `${shape}${suffix}.png` });
				expect((await bytesOf(item)).equals(generation.images[place]?.bytes as Buffer)).toBe(true);
			}
		});

		test('nothing was paid twice', () => {
			expect(paidRequests(sandbox)).toHaveLength(shapes.length);
		});
	},
);

describe('Oakgen: every shape of a job', () => {
	let first: ImageRun;
	let second: ImageRun;
	const half = 30;

	beforeAll(async () => {
		sandbox.reset();
		// 50 images at a time are the most, and a job takes two seconds to its first poll.
		[first, second] = await Promise.all([
			runShapes(jobs.slice(0, half), {}, 'filesystem'),
			runShapes(jobs.slice(half), {}, 'filesystem'),
		]);
	});

	const itemOf = (shape: ReplyName) => {
		const position = jobs.findIndex((job) => job === shape);
		return only(itemsFrom(position < half ? first : second, position % half));
	};

	test.each(goodJobs)('%s', async (shape) => {
		const item = itemOf(shape);
		const generation = generationFor(shape, 'generate');
		const saysNoCredits = ['job-in-data', 'job-urls.get', 'job-fal'].includes(shape);
		expect(item.json).toEqual(
			expectedJson(generation, 0, {
				fileName: `${shape}.png`,
				generationId: generation.id,
				credits: saysNoCredits ? null : 3,
			}),
		);
		expect((await bytesOf(item)).equals(generation.images[0]?.bytes as Buffer)).toBe(true);
	});

	test.each(badJobs)('%s', (shape) => {
		const { json, pairedItem } = itemOf(shape);
		const words: Partial<Record<ReplyName, string>> = {
			'job-no-image': 'contains no image that this node can find',
			'job-refused': 'The prompt was rejected by the safety filter',
		};
		expect(Object.keys(json)).toEqual(['error']);
		expect(json.error).toContain(words[shape] ?? 'The upstream model failed');
		expect(json.error).toMatch(/gen_[0-9a-f]{32}/);
		expect(pairedItem).toEqual({ item: jobs.findIndex((job) => job === shape) % half });
	});

	test('each job was paid once', () => {
		expect(paidRequests(sandbox)).toHaveLength(jobs.length);
		expect(sandbox.bill()).toBe(goodJobs.length);
	});
});

describe('Oakgen: replies without an image', () => {
	let run: ImageRun;

	beforeAll(async () => {
		sandbox.reset();
		run = await runShapes(failureShapes, {}, 'filesystem');
	});

	const safety = 'The prompt was rejected by the safety filter';
	const words: Record<(typeof failureShapes)[number], string> = {
		'success-false': safety,
		'success-false-object': safety,
		'success-false-message': safety,
		'status-failed': 'The upstream model failed',
		'status-nsfw': safety,
		'code-500': 'The upstream model failed',
		refusal: 'I cannot create this image.',
		'no-images': 'gen_none',
		'null-url': 'gen_null',
		'empty-object': 'contains no image',
		'empty-array': 'contains no image',
		'json-null': 'contains no image',
		'json-string': 'done',
		'error-object': 'prompt is too long',
		'error-string': 'prompt is too long',
		'error-message': 'prompt is too long',
		'error-detail': 'prompt is too long',
		'error-detail-list': 'prompt is too long',
		'error-text': 'prompt is too long',
	};

	test.each(failureShapes)('%s is an error in the words of the provider', (shape) => {
		const position = failureShapes.indexOf(shape);
		const { json, binary } = only(itemsFrom(run, position));
		expect(Object.keys(json)).toEqual(['error']);
		expect(binary).toBeUndefined();
		expect(json.error).toContain(words[shape]);
		expect(json.error).toContain(`[item ${position}]`);
		expect(json.error).not.toMatch(/TypeError|undefined|\[object/);
	});

	test('none of them was sent twice', () => {
		expect(paidRequests(sandbox)).toHaveLength(failureShapes.length);
	});
});

describe.each(['filesystem', 'default'] as const)('Gemini, binary mode %s: every shape', (mode) => {
	let run: ImageRun;
	const gemini = { provider: 'gemini' };
	const intro = 'Here is your image, drawn by the local sandbox.';
	const withoutText = ['image-without-text', 'no-echo'];
	const reasons: Partial<Record<ReplyName, string>> = {
		'text-only': 'I cannot create this image, because it goes against the content policy.',
		failed: 'The model could not finish this image.',
		incomplete: 'incomplete',
		'model-output-error': 'Image generation failed.',
		'safety-block': 'The image was blocked by the safety filter.',
		'no-steps': 'completed',
		'in-progress-fails': 'The model could not finish this image.',
		'in-progress-text-only':
			'I cannot create this image, because it goes against the content policy.',
	};

	beforeAll(async () => {
		sandbox.reset();
		run = await runShapes(geminiReplyNames, gemini, mode);
	});

	test.each(geminiReplyNames)('%s', async (shape) => {
		const position = geminiReplyNames.indexOf(shape);
		const items = itemsFrom(run, position);
		const reason = reasons[shape];
		if (reason !== undefined) {
			const { json, pairedItem } = only(items);
			expect(Object.keys(json)).toEqual(['error']);
			expect(json.error).toContain(reason);
			expect(json.error).toMatch(/v1_[0-9a-f]{32}/);
			expect(pairedItem).toEqual({ item: position });
			return;
		}
		const generation = generationFor(shape, 'generate');
		// A thought may hold a draft: only the model's output counts.
		const results = shape === 'thought-image' ? generation.images.slice(1) : generation.images;
		expect(items).toHaveLength(results.length);
		for (const [place, item] of items.entries()) {
			const image = results[place];
			const suffix = items.length > 1 ? `-${place + 1}` : '';
			expect(item.json).toEqual(
				expectedJson(generation, place, {
					provider: 'gemini',
					url: shape === 'image-uri' ? image?.url : null,
					generationId: generation.id,
					fileName: `${shape}${suffix}.png`,
					fileSize: image?.bytes.length,
					text: withoutText.includes(shape) ? null : intro,
					usage: expect.objectContaining({
						total_output_tokens: generation.images.length * 1120 + 12,
					}),
				}),
			);
			expect(Object.keys(item.json).sort()).toEqual(keys);
			expect(fileOf(item).id === undefined).toBe(mode === 'default');
			expect((await bytesOf(item)).equals(image?.bytes as Buffer)).toBe(true);
		}
	});

	test('nothing was paid twice', () => {
		expect(paidRequests(sandbox)).toHaveLength(geminiReplyNames.length);
	});
});

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

describe('Download Image off', () => {
	beforeEach(() => sandbox.reset());

	test('the URL only: no file, no download, what the file is stays unknown', async () => {
		const { items } = await mustRun(sandbox, { downloadImage: false });
		const generation = only(sandbox.generations);
		const item = only(items);
		expect(item.binary).toBeUndefined();
		expect(Object.keys(item.json).sort()).toEqual(keys);
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
		expect(Object.keys(only(json)).sort()).toEqual([...keys, 'rawResponse'].sort());
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
	sandbox.addRule({ where: 'download', fault: { kind: 'status', status: 403 } });
	const { json } = await runImage(sandbox, {}, { settings: goOn });
	const urls = only(sandbox.generations).images.map(({ url }) => url);
	expect(urls).toHaveLength(2);
	expect(json).toEqual(urls.map((url) => ({ error: expect.stringContaining(url) as unknown })));
});
