import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Fault } from '../../tools/sandbox/index.ts';
import { sandboxOfFile } from './sandboxOfFile.ts';
import {
	byId,
	fromList,
	goOn,
	mustFail,
	mustRun,
	only,
	paidRequests,
	picture,
	runImage,
} from './support.ts';

const sandbox = sandboxOfFile({ plain: true });

const first = 'flux-2-pro-text';
const second = 'gpt-image-2-text';
const third = 'nano-banana-2-text';

/** Flux 2 Pro, then GPT Image 2, then Nano Banana 2, with retries that do not wait long. */
function withFallbacks(options: INodeParameters = {}): INodeParameters {
	return {
		modelId: fromList('flux-2-pro'),
		options: { fallbackModelIds: 'GPT Image 2, nano-banana-2', maxRetries: 1, ...options },
	};
}

function fails(model: string, fault: Fault): void {
	sandbox.addRule({ where: 'generate', model, fault });
}

const asked = () => paidRequests(sandbox).map(({ body }) => (body as IDataObject).model);

describe('Another model is asked', () => {
	it.each<[string, Fault, string[], RegExp]>([
		['when the model is unknown', { kind: 'status', status: 404 }, [first, second], /HTTP 404/],
		['when the model is gone', { kind: 'status', status: 410 }, [first, second], /HTTP 410/],
		[
			'when it keeps failing, after the retries',
			{ kind: 'status', status: 503 },
			[first, first, second],
			/HTTP 503\) after 2 attempts/,
		],
		[
			'when it refuses the size',
			{ kind: 'status', status: 422, json: { error: 'resolution 1K is not supported' } },
			[first, second],
			/resolution 1K is not supported/,
		],
		[
			'when a refusal in words names the model',
			{ kind: 'status', status: 200, json: { success: false, error: 'Unknown model flux' } },
			[first, second],
			/Unknown model flux/,
		],
	])('%s', async (_, fault, models, reason) => {
		fails(first, fault);
		const { json } = await mustRun(sandbox, withFallbacks());
		expect(asked()).toEqual(models);
		expect(sandbox.bill()).toBe(1);
		expect(only(json)).toMatchObject({
			operation: 'generate',
			model: second,
			modelKey: 'gpt-image-2',
			fallbackFrom: [{ model: first, reason: expect.stringMatching(reason) as string }],
		});
	});

	it('one after the other, in the order given', async () => {
		fails(first, { kind: 'status', status: 404 });
		fails(second, { kind: 'status', status: 500 });
		const { json } = await mustRun(sandbox, withFallbacks({ maxRetries: 0 }));
		expect(asked()).toEqual([first, second, third]);
		const { model, fallbackFrom } = only(json);
		expect(model).toBe(third);
		expect(fallbackFrom).toEqual([
			{ model: first, reason: expect.stringContaining('HTTP 404') as string },
			{ model: second, reason: expect.stringContaining('HTTP 500') as string },
		]);
	});

	it.each([60, 1])('when it is down, and asks to wait for %s s', async (retryAfterSeconds) => {
		fails(first, { kind: 'status', status: 503, retryAfterSeconds });
		const { json } = await mustRun(sandbox, withFallbacks({ totalTimeout: 30 }));
		expect(only(json).model).toBe(second);
		expect(sandbox.bill()).toBe(1);
	});

	it('when only the names of fields say that it lacks the size', async () => {
		const detail = [{ loc: ['body', 'image_size'], msg: 'Input should be 1K or 2K' }];
		fails(first, { kind: 'status', status: 422, json: { detail } });
		const { json } = await mustRun(sandbox, withFallbacks());
		expect(only(json).model).toBe(second);
	});

	it('for each image on its own', async () => {
		sandbox.addRule({
			where: 'generate',
			model: first,
			skip: 1,
			times: 1,
			fault: { kind: 'status', status: 404 },
		});
		const { json } = await mustRun(sandbox, {
			...withFallbacks({ concurrency: 1 }),
			numberOfImages: 3,
		});
		expect(json.map(({ model, index }) => [model, index])).toEqual([
			[first, 0],
			[second, 1],
			[first, 2],
		]);
		expect(json.map(({ fallbackFrom }) => fallbackFrom !== null)).toEqual([false, true, false]);
	});

	it('with its own id for edits, and an idempotency key of its own', async () => {
		fails('flux-2-pro-edit', { kind: 'status', status: 404 });
		const files = { data: { bytes: await picture('red') } };
		await mustRun(sandbox, { ...withFallbacks(), operation: 'edit' }, { items: [{ files }] });
		expect(asked()).toEqual(['flux-2-pro-edit', 'gpt-image-2-edit']);
		const keys = paidRequests(sandbox).map(({ headers }) => headers['idempotency-key']);
		expect(new Set(keys).size).toBe(2);
	});

	it('in the format that it has nearest to the one asked for', async () => {
		fails(first, { kind: 'status', status: 404 });
		const { json } = await mustRun(sandbox, {
			...withFallbacks({ fallbackModelIds: 'gpt-image-1' }),
			resolution: '2K',
			aspectRatio: '16:9',
		});
		expect(only(json)).toMatchObject({
			model: 'gpt-image-1',
			resolution: '1K',
			aspectRatio: '3:2',
			adjusted: {
				resolution: { asked: '2K', used: '1K' },
				aspectRatio: { asked: '16:9', used: '3:2' },
			},
		});
	});

	it('at once, when the catalogue says that the first does not have the format', async () => {
		const { json } = await mustRun(sandbox, { ...withFallbacks(), resolution: '4K' });
		expect(asked()).toEqual([second]);
		expect(only(json)).toMatchObject({
			model: second,
			adjusted: null,
			fallbackFrom: [
				{ model: first, reason: 'Flux 2 Pro does not have resolution 4K, only 1K, 2K' },
			],
		});
	});

	it('by an id that is sent as it is, and at Gemini too', async () => {
		sandbox.addRule({
			where: 'generate',
			provider: 'gemini',
			model: 'gemini-gone',
			fault: { kind: 'status', status: 404 },
		});
		const { json } = await mustRun(sandbox, {
			provider: 'gemini',
			modelId: byId('gemini-gone'),
			options: { fallbackModelIds: 'gemini-3.1-flash-image' },
		});
		expect(only(json)).toMatchObject({
			model: 'gemini-3.1-flash-image',
			modelKey: 'nano-banana-2',
			fallbackFrom: [{ model: 'gemini-gone' }],
		});
	});
});

describe('No other model is asked', () => {
	it.each<[string, Fault]>([
		['when the image may have been made', { kind: 'status', status: 504 }],
		['when the connection was lost', { kind: 'reset' }],
		['when nobody answers in time', { kind: 'hang' }],
		['when the reply cannot be read', { kind: 'html' }],
		['when the key is wrong', { kind: 'status', status: 401 }],
		['when there are no credits', { kind: 'status', status: 402 }],
		['when the rate limit is reached', { kind: 'status', status: 429 }],
		['when the request is too large', { kind: 'status', status: 413 }],
		[
			'when the content is refused',
			{ kind: 'status', status: 400, json: { error: 'The model does not allow this: safety' } },
		],
		[
			'when the content is refused in words',
			{ kind: 'status', status: 200, json: { status: 'nsfw', error: 'Blocked for this model' } },
		],
		[
			'when a code says that the content is refused',
			{
				kind: 'status',
				status: 500,
				json: { error: { code: 'content_policy_violation', message: 'Generation failed' } },
			},
		],
		[
			'when a status word says so',
			{
				kind: 'status',
				status: 200,
				json: { status: 'nsfw', error: 'Not available for this model' },
			},
		],
		['when it made no image', { kind: 'status', status: 200, json: { images: [] } }],
	])('%s', async (_, fault) => {
		fails(first, fault);
		const error = await mustFail(
			sandbox,
			withFallbacks({ maxRetries: 0, requestTimeout: 1, totalTimeout: 2 }),
		);
		expect(asked()).toEqual([first]);
		expect(error.message).not.toContain('models before it');
	});

	it('when an attempt before the last may have made it', async () => {
		const any = { where: 'generate', model: first } as const;
		sandbox.addRule({
			...any,
			times: 1,
			fault: { kind: 'status', status: 504, afterGenerating: true },
		});
		sandbox.addRule({ ...any, fault: { kind: 'status', status: 503 } });
		const error = await mustFail(sandbox, withFallbacks({ retryOn: 'any' }));
		expect(asked()).toEqual([first, first]);
		expect(error.message).toMatch(/HTTP 503.*in an attempt before, the image may have been made/);
	});

	it('when the download of a paid image fails', async () => {
		sandbox.addRule({ where: 'download', fault: { kind: 'status', status: 410 } });
		await mustFail(sandbox, withFallbacks());
		expect(asked()).toEqual([first]);
	});

	it('when the first makes the image: nothing is said of others', async () => {
		const { json } = await mustRun(sandbox, withFallbacks());
		expect(asked()).toEqual([first]);
		expect(only(json)).toMatchObject({ model: first, fallbackFrom: null, adjusted: null });
	});

	it('by a comparison, which has other models already', async () => {
		fails(first, { kind: 'status', status: 404 });
		await runImage(sandbox, {
			operation: 'compare',
			modelIds: ['gpt-image-1', 'flux-2-pro'],
			options: { fallbackModelIds: 'nano-banana-2', concurrency: 1 },
		});
		expect(asked()).toEqual(['gpt-image-1', first]);
	});
});

describe('When no model can', () => {
	it('the error tells of all of them', async () => {
		for (const model of [first, second, third]) fails(model, { kind: 'status', status: 404 });
		const error = await mustFail(sandbox, withFallbacks());
		expect(error.message).toMatch(
			/^Oakgen does not know this model.*; the models before it failed: flux-2-pro-text: Oakgen does not know.*; gpt-image-2-text: Oakgen does not know.*\[item 0\]$/,
		);
		expect(error.httpCode).toBe('404');
		expect(asked()).toEqual([first, second, third]);
	});

	it('an unknown outcome ends the search, and is told with what came before', async () => {
		fails(first, { kind: 'status', status: 404 });
		fails(second, { kind: 'status', status: 504, afterGenerating: true });
		const { json } = await mustRun(sandbox, withFallbacks(), { settings: goOn });
		expect(only(json).error).toMatch(
			/^Oakgen answered with HTTP 504.*may have been made and billed; the models before it failed: flux-2-pro-text:/,
		);
		expect(asked()).toEqual([first, second]);
	});

	it('a run that has failed asks no further model', async () => {
		const slow = { where: 'generate', promptIncludes: 'slow' } as const;
		sandbox.addRule({ ...slow, latencyMs: 3000, fault: { kind: 'status', status: 404 } });
		sandbox.addRule({
			where: 'generate',
			promptIncludes: 'bad',
			fault: { kind: 'status', status: 400 },
		});
		const error = await mustFail(
			sandbox,
			{ ...withFallbacks(), prompt: '={{ $json.text }}' },
			{ items: [{ json: { text: 'slow' } }, { json: { text: 'bad' } }] },
		);
		expect(asked()).toEqual([first, first]);
		expect(error.message).toMatch(/HTTP 404.*\[item 0\]/);
		expect(error.description).toMatch(/HTTP 400.*\[item 1\]/);
	});
});

describe('Running again', () => {
	const items = [{ json: { text: 'a fox' } }, { json: { text: 'bad' } }];
	const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };

	it('hands out what a fallback made, also when the first model works again', async () => {
		const once = { where: 'generate', model: first, times: 1 } as const;
		sandbox.addRule({ ...once, promptIncludes: 'fox', fault: { kind: 'status', status: 404 } });
		sandbox.addRule({ ...once, promptIncludes: 'bad', fault: { kind: 'status', status: 400 } });
		const { json } = await mustRun(
			sandbox,
			{ ...withFallbacks({ concurrency: 1 }), prompt: '={{ $json.text }}' },
			{ items, settings },
		);
		expect(asked()).toEqual([first, second, first, first]);
		expect(sandbox.bill()).toBe(2);
		expect(json.map(({ model, fallbackFrom }) => [model, fallbackFrom])).toEqual([
			[second, [{ model: first, reason: expect.stringContaining('HTTP 404') as string }]],
			[first, null],
		]);
	});

	it('fetches what a fallback made, and still says why it was asked', async () => {
		sandbox.addRule({
			where: 'generate',
			model: first,
			times: 1,
			fault: { kind: 'status', status: 404 },
		});
		sandbox.addRule({ where: 'download', times: 1, fault: { kind: 'status', status: 403 } });
		const { json } = await mustRun(sandbox, withFallbacks(), { settings });
		expect(asked()).toEqual([first, second]);
		expect(only(json)).toMatchObject({
			model: second,
			fallbackFrom: [{ model: first, reason: expect.stringContaining('HTTP 404') as string }],
		});
	});

	it('forgets what an earlier execution left of the first model', async () => {
		fails(first, { kind: 'status', status: 504 });
		const parameters = { ...withFallbacks({ concurrency: 1 }), prompt: '={{ $json.text }}' };
		const failed = await runImage(sandbox, parameters, { items, settings });
		expect(asked()).toEqual([first]);
		sandbox.reset();
		const once = { where: 'generate', times: 1 } as const;
		const isGone: Fault = { kind: 'status', status: 404 };
		sandbox.addRule({ ...once, model: first, promptIncludes: 'fox', fault: isGone });
		sandbox.addRule({ ...once, promptIncludes: 'bad', fault: { kind: 'status', status: 400 } });
		const { json } = await mustRun(sandbox, parameters, { items, settings, retryOf: failed });
		expect(json.map(({ model }) => model)).toEqual([second, first]);
		expect(sandbox.bill()).toBe(2);
	});

	it('takes up the job of a fallback', async () => {
		sandbox.addRule({
			where: 'generate',
			model: first,
			times: 1,
			fault: { kind: 'status', status: 404 },
		});
		sandbox.addRule({ where: 'generate', model: second, reply: 'job-id', pendingPolls: 1 });
		sandbox.addRule({ where: 'status', times: 1, fault: { kind: 'hang' } });
		const { json } = await mustRun(sandbox, withFallbacks({ requestTimeout: 1, totalTimeout: 3 }), {
			settings,
		});
		expect(asked()).toEqual([first, second]);
		expect(only(json).fallbackFrom).toMatchObject([{ model: first }]);
	});
});

describe('A fallback that cannot be', () => {
	it('is an error before anything is sent', async () => {
		const error = await mustFail(sandbox, {
			provider: 'gemini',
			options: { fallbackModelIds: 'flux-2-pro' },
		});
		expect(error.message).toMatch(/^Flux 2 Pro is not offered by Google Gemini/);
		expect(sandbox.requests).toEqual([]);
	});

	it('is left out when it does not take as many references', async () => {
		fails('gpt-image-2-edit', { kind: 'status', status: 404 });
		const bytes = await picture('blue');
		const files = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`p${n}`, { bytes }]));
		const { json } = await mustRun(
			sandbox,
			{
				operation: 'edit',
				binaryPropertyName: '*',
				modelId: fromList('gpt-image-2'),
				options: { fallbackModelIds: 'flux-2-pro, nano-banana-2' },
			},
			{ items: [{ files }] },
		);
		expect(asked()).toEqual(['gpt-image-2-edit', 'nano-banana-2-edit']);
		expect(only(json).fallbackFrom).toEqual([
			{
				model: 'flux-2-pro-edit',
				reason: 'Flux 2 Pro takes at most 8 reference images, this item has 9',
			},
			{ model: 'gpt-image-2-edit', reason: expect.stringContaining('HTTP 404') as string },
		]);
	});

	it('is not asked for less than was asked of the chosen model', async () => {
		const parameters = withFallbacks({ fallbackModelIds: 'gpt-image-1' });
		const error = await mustFail(sandbox, { ...parameters, resolution: '4K' });
		expect(error.message).toMatch(/^Flux 2 Pro does not have resolution 4K/);
		expect(sandbox.requests).toEqual([]);
	});

	it('is asked once when it is named twice, by its id after id:', async () => {
		fails(first, { kind: 'status', status: 404 });
		fails(second, { kind: 'status', status: 404 });
		const names = 'GPT Image 2, gpt-image-2, id:gpt-image-2';
		await mustFail(sandbox, withFallbacks({ fallbackModelIds: names }));
		expect(asked()).toEqual([first, second, 'gpt-image-2']);
	});

	it.each([
		'GPT Image 2, nano-banana-2, flux-2-pro',
		'GPT Image 2, flux-2-pro, nano-banana-2, GPT Image 2',
	])('keeps its place when models are named twice, the chosen one first: %s', async (names) => {
		fails(first, { kind: 'status', status: 404 });
		fails(second, { kind: 'status', status: 404 });
		const { json } = await mustRun(sandbox, withFallbacks({ fallbackModelIds: names }));
		expect(asked()).toEqual([first, second, third]);
		expect(only(json).model).toBe(third);
	});

	it('is not asked when it is the chosen model itself', async () => {
		fails(first, { kind: 'status', status: 404 });
		await mustFail(sandbox, withFallbacks({ fallbackModelIds: 'flux-2-pro, flux-2-pro-text' }));
		expect(asked()).toEqual([first]);
	});
});
