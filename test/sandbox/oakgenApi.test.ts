import { startSandbox } from '../../tools/sandbox/index.ts';
import type { Sandbox } from '../../tools/sandbox/index.ts';
import { bytesOf, getWithKey, jsonOf, lite, liteEdit, postOakgen } from './support.ts';

interface UsualReply {
	id: string;
	status: string;
	images: Array<{ url: string; width: number; height: number }>;
}
interface ErrorReply {
	error: { message: string; code: string };
}

describe('the Oakgen API of the sandbox', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ plain: true });
	});
	afterEach(() => sandbox.reset());
	afterAll(async () => await sandbox.close());

	const generated = async (response: Response) => {
		expect(response.status).toBe(200);
		const { images } = await jsonOf<UsualReply>(response);
		return images[0]?.url ?? '';
	};

	it('generates, bills and serves an image', async () => {
		const response = await postOakgen(sandbox, { resolution: '2K', aspect_ratio: '16:9' });
		const reply = await jsonOf<UsualReply>(response);
		expect(reply.status).toBe('completed');
		expect(reply.images).toEqual([expect.objectContaining({ width: 2752, height: 1536 })]);

		const file = await fetch(reply.images[0]?.url ?? '');
		const bytes = await bytesOf(file);
		expect(file.headers.get('content-type')).toBe('image/png');
		expect(file.headers.get('content-length')).toBe(String(bytes.length));
		expect(sandbox.bill()).toBe(1);
		expect(sandbox.generations).toEqual([
			expect.objectContaining({
				id: reply.id,
				provider: 'oakgen',
				model: lite,
				prompt: 'a red fox',
				size: '2K',
				ratio: '16:9',
				references: [],
				idempotencyKey: null,
				billed: true,
			}),
		]);
	});

	const wrongKeys: Array<Record<string, string>> = [
		{},
		{ authorization: 'Bearer wrong' },
		{ authorization: 'sandbox-oakgen-key' },
	];
	it.each(wrongKeys)('refuses the key in %j', async (headers) => {
		const response = await fetch(`${sandbox.url}/v1/generate/image`, {
			method: 'POST',
			headers,
			body: '{}',
		});
		expect(response.status).toBe(401);
		expect(await jsonOf<ErrorReply>(response)).toEqual({
			error: { message: 'Invalid API key', code: 'invalid_api_key' },
		});
	});

	it('answers an empty body with 422 and generates nothing, as the credential test needs', async () => {
		const response = await postOakgen(sandbox, { model: undefined, prompt: undefined });
		expect(sandbox.requests[0]?.bodyText).toBe('{}');
		expect(response.status).toBe(422);
		expect(sandbox.generations).toHaveLength(0);
	});

	it.each([
		[{ model: 'no-such-model' }, 404, 'model_not_found'],
		[{ prompt: '  ' }, 422, 'validation_error'],
		[{ resolution: '3K' }, 422, 'validation_error'],
		[{ aspect_ratio: '7:5' }, 422, 'validation_error'],
		[{ model: liteEdit }, 422, 'validation_error'],
		[
			{ model: liteEdit, image_urls: ['data:image/png;base64,bm90IGFuIGltYWdl'] },
			422,
			'invalid_image',
		],
	])('refuses %j with %i %s', async (body, status, code) => {
		const response = await postOakgen(sandbox, body);
		expect(response.status).toBe(status);
		expect((await jsonOf<ErrorReply>(response)).error.code).toBe(code);
		expect(sandbox.bill()).toBe(0);
	});

	it('takes reference images by URL, by data URI and under any field name', async () => {
		const url = await generated(await postOakgen(sandbox));
		const inline = `data:image/png;base64,${(await bytesOf(await fetch(url))).toString('base64')}`;
		const edit = await postOakgen(sandbox, { model: liteEdit, my_inputs: [url, inline] });
		expect(edit.status).toBe(200);
		expect(sandbox.generations.at(-1)?.references).toEqual([
			expect.objectContaining({ source: 'url', url, mimeType: 'image/png' }),
			expect.objectContaining({ source: 'data-uri', url: null, mimeType: 'image/png' }),
		]);
	});

	it('takes multipart with one file part per reference image', async () => {
		const image = await bytesOf(await fetch(await generated(await postOakgen(sandbox))));
		const form = new FormData();
		form.append('model', liteEdit);
		form.append('prompt', 'a blue fox');
		form.append('resolution', '1K');
		form.append('image_urls', new Blob([new Uint8Array(image)], { type: 'image/png' }), 'fox.png');
		form.append(
			'image_urls',
			new Blob([new Uint8Array(image)], { type: 'image/png' }),
			'fox 2.png',
		);
		const headers = { authorization: `Bearer ${sandbox.oakgenApiKey}` };
		const response = await fetch(`${sandbox.url}/v1/generate/image`, {
			method: 'POST',
			headers,
			body: form,
		});
		expect(response.status).toBe(200);
		expect(sandbox.generations.at(-1)).toMatchObject({
			prompt: 'a blue fox',
			references: [{ source: 'file-part', byteLength: image.length }, { source: 'file-part' }],
		});
		const { parts } = sandbox.requests.at(-1) ?? {};
		expect(parts?.map(({ name, filename, contentType }) => [name, filename, contentType])).toEqual([
			['model', null, 'text/plain'],
			['prompt', null, 'text/plain'],
			['resolution', null, 'text/plain'],
			['image_urls', 'fox.png', 'image/png'],
			['image_urls', 'fox 2.png', 'image/png'],
		]);
		expect(parts?.[3]?.bytes.equals(image)).toBe(true);
	});

	it('bills once for one idempotency key, also while the first request is running', async () => {
		sandbox.addRule({
			where: 'generate',
			fault: { kind: 'status', status: 504, afterGenerating: true },
			times: 1,
		});
		const headers = { 'idempotency-key': 'key-1' };
		const lost = await postOakgen(sandbox, {}, headers);
		const [second, third] = await Promise.all([
			postOakgen(sandbox, {}, headers),
			postOakgen(sandbox, {}, headers),
		]);
		expect([lost.status, second.status, third.status]).toEqual([504, 200, 200]);
		expect(await generated(second)).toBe(await generated(third));
		expect(sandbox.bill()).toBe(1);
		expect(sandbox.generations[0]).toMatchObject({ idempotencyKey: 'key-1', replays: 2 });
		expect(sandbox.requests.map((entry) => entry.replay)).toEqual([false, true, true]);

		await postOakgen(sandbox, {}, { 'idempotency-key': 'key-2' });
		await postOakgen(sandbox);
		await postOakgen(sandbox);
		expect(sandbox.bill()).toBe(4);
	});

	it('lists the models that it knows', async () => {
		const { data } = await jsonOf<{ data: Array<{ id: string }> }>(
			await getWithKey(sandbox, '/v1/models'),
		);
		const ids = data.map(({ id }) => id);
		expect(ids).toEqual(
			expect.arrayContaining(['nano-banana-2-lite-edit', 'flux-2-pro-text', 'gpt-image-1']),
		);
	});

	it('lists them only to those with the key, unless a rule says otherwise', async () => {
		const refused = await fetch(`${sandbox.url}/v1/models`, {
			headers: { authorization: 'Bearer wrong' },
		});
		expect(refused.status).toBe(401);
		sandbox.addRule({ where: 'models', fault: { kind: 'html' }, times: 1 });
		const pages = [1, 2].map(async () => await getWithKey(sandbox, '/v1/models'));
		const types = (await Promise.all(pages)).map(({ headers }) => headers.get('content-type'));
		expect(types.sort()).toEqual([
			expect.stringContaining('application/json'),
			expect.stringContaining('text/html'),
		]);
		expect(sandbox.requests.map(({ where, provider }) => [where, provider])).toEqual(
			Array.from({ length: 3 }, () => ['models', 'oakgen']),
		);
	});

	it('lets only so many requests through when it has a rate limit', async () => {
		const limited = await startSandbox({
			plain: true,
			rateLimit: { requestsPerSecond: 0.001, burst: 2 },
		});
		const replies = await Promise.all([1, 2, 3].map(async () => await postOakgen(limited)));
		const refused = replies.filter((reply) => reply.status === 429);
		expect(refused).toHaveLength(1);
		expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(1);
		expect(limited.bill()).toBe(2);
		await limited.close();
	});
});
