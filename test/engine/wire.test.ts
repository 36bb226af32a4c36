import type { INodeParameters } from 'n8n-workflow';
import type { LogEntry } from '../../tools/sandbox/index.ts';
import { sandboxOfFile } from './sandboxOfFile.ts';
import {
	answerJson,
	byId,
	dataUri,
	fromList,
	type InputItem,
	mustRun,
	only,
	paidRequests,
	picture,
	startRecorder,
} from './support.ts';

const sandbox = sandboxOfFile({ plain: true });
let red: Buffer;
let blue: Buffer;
let item: InputItem;

beforeAll(async () => {
	red = await picture('#cc0000');
	blue = await picture('#0000cc', 'jpeg');
	item = {
		json: { year: 1984, words: '  two words\n' },
		files: {
			red: { bytes: red, fileName: 'red.png' },
			blue: { bytes: blue, fileName: 'blue sky.jpg', mimeType: 'image/jpeg' },
		},
	};
});

async function requestOf(parameters: INodeParameters): Promise<LogEntry> {
	await mustRun(sandbox, parameters, { items: [item] });
	return only(paidRequests(sandbox));
}

const redUri = () => dataUri(red, 'image/png');
const blueUri = () => dataUri(blue, 'image/jpeg');

describe('Oakgen, JSON', () => {
	const lite = { model: 'nano-banana-2-lite-text', prompt: 'a red fox', resolution: '1K' };
	const liteEdit = { ...lite, model: 'nano-banana-2-lite-edit' };
	const edit = { operation: 'edit', binaryPropertyName: 'red' };
	const url = 'https://example.com/a.png';

	const cases: Array<[string, INodeParameters, () => object]> = [
		['nothing but a prompt', {}, () => lite],
		['aspect ratio', { aspectRatio: '16:9' }, () => ({ ...lite, aspect_ratio: '16:9' })],
		['aspect ratio auto is not sent', { aspectRatio: 'auto' }, () => lite],
		[
			'resolution',
			{ resolution: '4K', modelId: fromList('nano-banana-2') },
			() => ({ ...lite, model: 'nano-banana-2-text', resolution: '4K' }),
		],
		[
			'a model whose published id is the same as its key',
			{ modelId: fromList('gpt-image-1') },
			() => ({ ...lite, model: 'gpt-image-1' }),
		],
		[
			'a model by ID is sent as it is',
			{ modelId: byId('flux-2-pro-text'), resolution: '512', aspectRatio: '8:1' },
			() => ({ ...lite, model: 'flux-2-pro-text', resolution: '512', aspect_ratio: '8:1' }),
		],
		[
			'a model ID by expression, with blanks',
			{ modelId: byId("={{ ' gpt-image-2-text ' }}") },
			() => ({ ...lite, model: 'gpt-image-2-text' }),
		],
		[
			'a prompt that is a number',
			{ prompt: '={{ $json.year }}' },
			() => ({ ...lite, prompt: '1984' }),
		],
		[
			'a prompt is trimmed',
			{ prompt: '={{ $json.words }}' },
			() => ({ ...lite, prompt: 'two words' }),
		],
		['seed', { options: { seed: 42 } }, () => ({ ...lite, seed: 42 })],
		['seed 0 is a seed', { options: { seed: 0 } }, () => ({ ...lite, seed: 0 })],
		[
			'additional fields as text',
			{ options: { additionalFields: '{"style":"ink","resolution":"2K","deep":{"a":[1]}}' } },
			() => ({ ...lite, style: 'ink', resolution: '2K', deep: { a: [1] } }),
		],
		[
			'additional fields as an object',
			{ options: { additionalFields: '={{ { guidance: 3.5 } }}' } },
			() => ({ ...lite, guidance: 3.5 }),
		],
		['empty additional fields', { options: { additionalFields: ' ' } }, () => lite],
		['edit, one file', edit, () => ({ ...liteEdit, image_urls: [redUri()] })],
		[
			'edit, two files in the order of their names',
			{ ...edit, binaryPropertyName: 'blue, red' },
			() => ({ ...liteEdit, image_urls: [blueUri(), redUri()] }),
		],
		[
			'edit, URL',
			{ operation: 'edit', inputType: 'url', imageUrls: url },
			() => ({ ...liteEdit, image_urls: [url] }),
		],
		[
			'edit, another image field',
			{ ...edit, options: { imageField: 'input_images' } },
			() => ({ ...liteEdit, input_images: [redUri()] }),
		],
		[
			'an emptied image field is the standard one',
			{ ...edit, options: { imageField: '' } },
			() => ({ ...liteEdit, image_urls: [redUri()] }),
		],
		[
			'options of Gemini are not sent',
			{
				options: {
					thinkingLevel: 'high',
					systemInstruction: 'be brief',
					previousInteractionId: 'v1_1',
					storeInteraction: true,
				},
			},
			() => lite,
		],
	];

	test.each(cases)('%s', async (_name, parameters, body) => {
		const request = await requestOf(parameters);
		expect(request.path).toBe('/v1/generate/image');
		expect(request.body).toEqual(body());
		expect(request.headers).toMatchObject({
			authorization: `Bearer ${sandbox.oakgenApiKey}`,
			'content-type': 'application/json',
			'idempotency-key': expect.stringMatching(/^[0-9a-f]{64}$/),
		});
		expect(request.headers).not.toHaveProperty('x-goog-api-key');
	});

	test('multipart: the same fields as text, the files as parts', async () => {
		const request = await requestOf({
			...edit,
			binaryPropertyName: 'red, blue',
			aspectRatio: '4:3',
			options: { imageTransfer: 'multipart', seed: 7, additionalFields: '{"deep":{"a":1}}' },
		});
		expect(request.headers['content-type']).toMatch(/^multipart\/form-data; ?boundary=/);
		expect(request.headers.authorization).toBe(`Bearer ${sandbox.oakgenApiKey}`);
		expect(request.headers['idempotency-key']).toMatch(/^[0-9a-f]{64}$/);
		const parts = (request.parts ?? []).map(({ name, filename, contentType, bytes }) =>
			filename === null ? [name, bytes.toString()] : [name, filename, contentType, bytes],
		);
		expect(parts).toEqual([
			['model', 'nano-banana-2-lite-edit'],
			['prompt', 'a red fox'],
			['resolution', '1K'],
			['aspect_ratio', '4:3'],
			['seed', '7'],
			['deep', '{"a":1}'],
			['image_urls', 'red.png', 'image/png', red],
			['image_urls', 'blue sky.jpg', 'image/jpeg', blue],
		]);
	});

	test('multipart without references stays JSON', async () => {
		const request = await requestOf({ options: { imageTransfer: 'multipart' } });
		expect(request.headers['content-type']).toBe('application/json');
		expect(request.body).toEqual(lite);
	});

	test('blanks around the key and slashes after the base URL do no harm', async () => {
		const target = {
			...sandbox,
			oakgenApiKey: ` ${sandbox.oakgenApiKey}\n`,
			url: ` ${sandbox.url}// `,
		};
		await mustRun(target);
		const { path, headers } = only(paidRequests(sandbox));
		expect([path, headers.authorization]).toEqual([
			'/v1/generate/image',
			`Bearer ${sandbox.oakgenApiKey}`,
		]);
	});

	test('a pending job is asked for at Status Path, with the key and without a body', async () => {
		let polls = 0;
		const recorder = await startRecorder((response, { method }) => {
			const headers = { 'retry-after': '0' };
			if (method === 'POST')
				return answerJson(response, { id: 'a/b c', status: 'queued' }, { headers });
			polls += 1;
			if (polls === 1) return answerJson(response, { status: 'running' }, { headers });
			answerJson(response, { status: 'done', image: redUri() });
		});
		const options = { statusPath: '/v2/jobs/{id}/state?of={id}' };
		const { json } = await mustRun(recorder, { options });
		await recorder.close();
		expect(recorder.requests.slice(1).map(({ method, path }) => [method, path])).toEqual([
			['GET', '/v2/jobs/a%2Fb%20c/state?of=a%2Fb%20c'],
			['GET', '/v2/jobs/a%2Fb%20c/state?of=a%2Fb%20c'],
		]);
		const [, poll] = recorder.requests;
		expect(poll?.headers.authorization).toBe(`Bearer ${recorder.oakgenApiKey}`);
		expect(poll?.body).toHaveLength(0);
		expect(only(json)).toMatchObject({ generationId: 'a/b c', width: 12, height: 8 });
	});
});

describe('Gemini', () => {
	const gemini = { provider: 'gemini' };
	const text = { type: 'text', text: 'a red fox' };
	const lite = {
		model: 'gemini-3.1-flash-lite-image',
		input: [text],
		response_format: { type: 'image', image_size: '1K' },
		store: false,
	};
	const image = (bytes: Buffer, mime_type: string) => ({
		type: 'image',
		mime_type,
		data: bytes.toString('base64'),
	});

	const cases: Array<[string, INodeParameters, () => object]> = [
		['nothing but a prompt', {}, () => lite],
		[
			'ratio and size',
			{ aspectRatio: '21:9', resolution: '2K', modelId: fromList('nano-banana-pro') },
			() => ({
				...lite,
				model: 'gemini-3-pro-image',
				response_format: { type: 'image', aspect_ratio: '21:9', image_size: '2K' },
			}),
		],
		[
			'a model by ID',
			{ modelId: byId('gemini-nano-banana-2.1') },
			() => ({ ...lite, model: 'gemini-nano-banana-2.1' }),
		],
		[
			'a prompt that is a number',
			{ prompt: '={{ $json.year }}' },
			() => ({ ...lite, input: [{ type: 'text', text: '1984' }] }),
		],
		[
			'thinking level and seed',
			{ options: { thinkingLevel: 'high', seed: 3 } },
			() => ({ ...lite, generation_config: { thinking_level: 'high', seed: 3 } }),
		],
		[
			'system instruction',
			{ options: { systemInstruction: ' be brief ' } },
			() => ({ ...lite, system_instruction: 'be brief' }),
		],
		['store', { options: { storeInteraction: true } }, () => ({ ...lite, store: true })],
		[
			'additional fields are merged into what is there',
			{
				options: {
					seed: 1,
					additionalFields:
						'{"generation_config":{"temperature":0.4},"response_format":{"mime_type":"image/jpeg"}}',
				},
			},
			() => ({
				...lite,
				response_format: { type: 'image', image_size: '1K', mime_type: 'image/jpeg' },
				generation_config: { seed: 1, temperature: 0.4 },
			}),
		],
		[
			'edit, two files',
			{ operation: 'edit', binaryPropertyName: 'red, blue' },
			() => ({ ...lite, input: [text, image(red, 'image/png'), image(blue, 'image/jpeg')] }),
		],
		[
			'edit, URL',
			{ operation: 'edit', inputType: 'url', imageUrls: 'https://example.com/a.png' },
			() => ({ ...lite, input: [text, { type: 'image', uri: 'https://example.com/a.png' }] }),
		],
		[
			'options of Oakgen are not sent',
			{ options: { imageField: 'x', imageTransfer: 'multipart', statusPath: '/x' } },
			() => lite,
		],
	];

	test.each(cases)('%s', async (_name, parameters, body) => {
		const request = await requestOf({ ...gemini, ...parameters });
		expect(request.path).toBe('/v1/interactions');
		expect(request.body).toEqual(body());
		expect(request.headers).toMatchObject({
			'x-goog-api-key': sandbox.geminiApiKey,
			'content-type': 'application/json',
		});
		expect(request.headers).not.toHaveProperty('authorization');
	});

	test('a later edit continues an earlier image, which turns store on', async () => {
		const first = await mustRun(sandbox, { ...gemini, options: { storeInteraction: true } });
		const previousInteractionId = String(only(first.json).generationId);
		await mustRun(sandbox, {
			...gemini,
			prompt: 'now at night',
			options: { previousInteractionId },
		});
		expect(paidRequests(sandbox).at(-1)?.body).toEqual({
			...lite,
			input: [{ type: 'text', text: 'now at night' }],
			previous_interaction_id: previousInteractionId,
			store: true,
		});
	});
});

describe('several images and items', () => {
	test('one request for each, the seed counting up', async () => {
		await mustRun(
			sandbox,
			{
				prompt: '={{ $json.p }}',
				numberOfImages: 2,
				options: { seed: 5, concurrency: 1 },
			},
			{ items: [{ json: { p: 'one' } }, { json: { p: 'two' } }] },
		);
		const sent = paidRequests(sandbox).map(({ body }) => body as { prompt: string; seed: number });
		expect(sent.map(({ prompt, seed }) => [prompt, seed])).toEqual([
			['one', 5],
			['one', 6],
			['two', 5],
			['two', 6],
		]);
	});

	const keysOf = (requests: readonly LogEntry[]) =>
		requests.map(({ headers }) => headers['idempotency-key']);

	test('the key differs between the images, items and executions of one request', async () => {
		const items = [{}, {}];
		await mustRun(sandbox, { numberOfImages: 3 }, { items });
		await mustRun(sandbox, { numberOfImages: 3 }, { items });
		const keys = keysOf(paidRequests(sandbox));
		expect(keys).toHaveLength(12);
		expect(new Set(keys).size).toBe(12);
		expect(sandbox.bill()).toBe(12);
	});

	test('the key is the same for every attempt at one image', async () => {
		const headers = { 'retry-after': '0' };
		sandbox.addRule({
			where: 'generate',
			times: 2,
			fault: { kind: 'status', status: 503, headers },
		});
		await mustRun(sandbox);
		const keys = keysOf(paidRequests(sandbox));
		expect(keys).toHaveLength(3);
		expect(new Set(keys).size).toBe(1);
	});

	test('the key is the same when n8n runs the node again in the same execution', async () => {
		sandbox.addRule({ where: 'generate', times: 1, fault: { kind: 'status', status: 400 } });
		const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		await mustRun(sandbox, {}, { settings });
		const keys = keysOf(paidRequests(sandbox));
		expect(keys).toHaveLength(2);
		expect(new Set(keys).size).toBe(1);
	});

	test('the key differs between two prompts of one execution, and is always the same for one of them', async () => {
		const executionId = 'same';
		await mustRun(sandbox, {}, { executionId });
		await mustRun(sandbox, { prompt: 'a blue fox' }, { executionId });
		await mustRun(sandbox, {}, { executionId });
		const [first, otherPrompt, again] = keysOf(paidRequests(sandbox));
		expect(otherPrompt).not.toBe(first);
		expect(again).toBe(first);
	});
});
