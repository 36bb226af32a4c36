import sharp from 'sharp';
import { padPng } from '../../tools/sandbox/draw/padded.ts';
import { type Sandbox, startSandbox } from '../../tools/sandbox/index.ts';
import { jsonOf, postOakgen } from './support.ts';

const PICTURE_BYTES = 300_000;

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ pictureBytes: PICTURE_BYTES });
});
afterAll(async () => await sandbox.close());

async function checkPicture(bytes: Buffer): Promise<void> {
	expect(bytes.length).toBe(PICTURE_BYTES);
	const { data, info } = await sharp(bytes, { failOn: 'warning' })
		.raw()
		.toBuffer({ resolveWithObject: true });
	expect(info).toMatchObject({ width: 1024, height: 1024 });
	expect(data.length).toBeGreaterThan(0);
}

async function post(path: string, body: unknown): Promise<Response> {
	return await fetch(`${sandbox.url}${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
}

describe('the sandbox under load', () => {
	it('makes valid pictures of exactly the size asked for, all of one buffer', async () => {
		const { images } = await jsonOf<{ images: [{ url: string }] }>(await postOakgen(sandbox));
		await checkPicture(Buffer.from(await (await fetch(images[0].url)).arrayBuffer()));

		await postOakgen(sandbox, { prompt: 'another' });
		const buffers = sandbox.generations.map((generation) => generation.images[0]?.bytes);
		expect(buffers).toHaveLength(2);
		expect(buffers[0]).toBe(buffers[1]);
	});

	it('refuses a size that no picture fits into', () => {
		expect(() => padPng(Buffer.alloc(100), 111)).toThrow('112 bytes or more');
	});

	it("answers n8n's OpenAI node, and logs it as an order", async () => {
		const reply = await post('/v1/images/generations', { model: 'gpt-image-1', prompt: 'a fox' });
		const { data } = await jsonOf<{ data: [{ b64_json: string }] }>(reply);
		await checkPicture(Buffer.from(data[0].b64_json, 'base64'));
		expect(sandbox.requests.at(-1)).toMatchObject({ where: 'generate', status: 200 });
	});

	it("answers n8n's Google Gemini node", async () => {
		const path = '/v1beta/models/gemini-3.1-flash-image:generateContent?key=any';
		const reply = await post(path, { contents: [{ parts: [{ text: 'a fox' }] }] });
		type Content = { parts: [{ inlineData: { mimeType: string; data: string } }] };
		const { candidates } = await jsonOf<{ candidates: [{ content: Content }] }>(reply);
		const { inlineData } = candidates[0].content.parts[0];
		expect(inlineData.mimeType).toBe('image/png');
		await checkPicture(Buffer.from(inlineData.data, 'base64'));
	});

	it('knows no other call of a model', async () => {
		expect((await post('/v1beta/models/any:predict', {})).status).toBe(404);
	});
});
