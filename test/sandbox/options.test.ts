import sharp from 'sharp';
import { startSandbox } from '../../tools/sandbox/index.ts';
import type { Sandbox } from '../../tools/sandbox/index.ts';
import { only } from '../engine/support.ts';
import { bytesOf, jsonOf, liteEdit, postGemini, postOakgen } from './support.ts';

interface ErrorReply {
	error: { message: string; code: string };
}

const width = 64;
const height = 48;
const dataUri = (bytes: Buffer): string => `data:image/png;base64,${bytes.toString('base64')}`;

/** Every pixel is another colour, so that none can be taken for its neighbour. */
async function colourful(): Promise<Buffer> {
	const pixels = Buffer.alloc(width * height * 3);
	for (let i = 0; i < pixels.length; i++) pixels[i] = (i * 37 + (i >> 6) * 11) % 256;
	return await sharp(pixels, { raw: { width, height, channels: 3 } })
		.png()
		.toBuffer();
}

const masks = {
	'white in black':
		'<rect width="64" height="48"/><rect x="8" y="6" width="30" height="30" fill="#fff"/>',
	'transparent in opaque': '<path fill="#000" fill-rule="evenodd" d="M0 0H64V48H0ZM8 6H38V36H8Z"/>',
};
const isOpen = (x: number, y: number): boolean => x >= 8 && x < 38 && y >= 6 && y < 36;

const maskOf = async (content: string): Promise<Buffer> =>
	await sharp(
		Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="64" height="48">${content}</svg>`),
	)
		.png()
		.toBuffer();

const rgbaOf = async (image: Buffer): Promise<Buffer> =>
	await sharp(image).toColourspace('srgb').ensureAlpha().raw().toBuffer();

describe.each([
	['drawn', false],
	['plain', true],
])('what an order may ask of a %s picture', (_name, plain) => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ plain });
	});
	afterEach(() => sandbox.reset());
	afterAll(async () => await sandbox.close());

	const imageOf = async (response: Response): Promise<Buffer> => {
		expect(response.status).toBe(200);
		return only(only(sandbox.generations).images).bytes;
	};

	it.each(['png', 'jpeg', 'webp'])('output_format %s', async (output_format) => {
		const bytes = await imageOf(await postOakgen(sandbox, { output_format, resolution: '512' }));
		expect((await sharp(bytes).metadata()).format).toBe(output_format);
		expect(only(sandbox.generations).options.outputFormat).toBe(output_format);
	});

	it.each([
		['transparent', 'png', false],
		['transparent', 'webp', false],
		['opaque', 'png', true],
		['auto', 'png', true],
	])('background %s as %s', async (background, output_format, isOpaque) => {
		const order = { background, output_format, resolution: '512' };
		const bytes = await imageOf(await postOakgen(sandbox, order));
		expect((await sharp(bytes).stats()).isOpaque).toBe(isOpaque);
		const corner = (await rgbaOf(bytes))[3];
		expect(corner).toBe(isOpaque ? 255 : 0);
	});

	it.each(Object.entries(masks))(
		'a mask that is %s: nothing changes outside of it',
		async (_kind, content) => {
			const reference = await colourful();
			const mask = await maskOf(content);
			const order = { model: liteEdit, image_urls: [dataUri(reference)], mask_url: dataUri(mask) };
			const bytes = await imageOf(await postOakgen(sandbox, order));
			expect(only(sandbox.generations).references).toHaveLength(1);
			expect(only(sandbox.generations).mask).toMatchObject({ source: 'data-uri' });
			const [before, after] = await Promise.all([rgbaOf(reference), rgbaOf(bytes)]);
			expect(after).toHaveLength(before.length);
			let changedInside = 0;
			const changedOutside: string[] = [];
			for (let i = 0; i < width * height; i++) {
				const same = before.subarray(i * 4, i * 4 + 4).equals(after.subarray(i * 4, i * 4 + 4));
				const [x, y] = [i % width, Math.floor(i / width)];
				if (!same && isOpen(x, y)) changedInside += 1;
				if (!same && !isOpen(x, y)) changedOutside.push(`${x},${y}`);
			}
			expect(changedOutside).toEqual([]);
			expect(changedInside).toBeGreaterThan(200);
		},
	);

	it('takes a mask as a file part, and the shape that is asked for', async () => {
		const form = new FormData();
		const part = async (bytes: Buffer) => new Blob([new Uint8Array(bytes)], { type: 'image/png' });
		for (const [name, value] of Object.entries({
			model: liteEdit,
			prompt: 'a blue fox',
			resolution: '512',
			aspect_ratio: '1:1',
		})) {
			form.append(name, value);
		}
		form.append('image_urls', await part(await colourful()), 'in.png');
		form.append('mask_url', await part(await maskOf(masks['white in black'])), 'mask.png');
		const headers = { authorization: `Bearer ${sandbox.oakgenApiKey}` };
		const url = `${sandbox.url}/v1/generate/image`;
		await imageOf(await fetch(url, { method: 'POST', headers, body: form }));
		expect(only(sandbox.generations)).toMatchObject({
			references: [{ source: 'file-part' }],
			mask: { source: 'file-part' },
			images: [{ width: 512, height: 512 }],
		});
	});

	it.each([
		[{ quality: 'splendid' }, 'validation_error', 'low, medium, high'],
		[{ output_format: 'bmp' }, 'validation_error', 'png, jpeg, webp'],
		[{ background: 'none' }, 'validation_error', 'transparent'],
		[{ background: 'transparent', output_format: 'jpeg' }, 'validation_error', 'png or webp'],
		[{ mask_url: 'https://example.com/mask.png' }, 'invalid_mask', 'mask'],
		[{ webhook_url: 'https://example.com/hook' }, 'invalid_webhook', '127.0.0.1'],
	])('refuses %j', async (body, code, words) => {
		const response = await postOakgen(sandbox, body);
		expect(response.status).toBe(422);
		const { error } = await jsonOf<ErrorReply>(response);
		expect(error.code).toBe(code);
		expect(error.message).toContain(words);
		expect(sandbox.bill()).toBe(0);
	});

	it('refuses a mask of another size', async () => {
		const mask = await sharp(await maskOf(masks['white in black']))
			.resize(65, 48)
			.png()
			.toBuffer();
		const image_urls = [dataUri(await colourful())];
		const order = { model: liteEdit, image_urls, mask_url: dataUri(mask) };
		const response = await postOakgen(sandbox, order);
		expect(response.status).toBe(422);
		expect((await jsonOf<ErrorReply>(response)).error.message).toContain('65 × 48');
	});

	it.each([
		[{ response_format: { type: 'image', mime_type: 'image/jpeg' } }, 200],
		[{ response_format: { type: 'image', mime_type: 'image/webp' } }, 400],
		[{ service_tier: 'flex' }, 200],
		[{ service_tier: 'priority' }, 200],
		[{ service_tier: 'fastest' }, 400],
	] as Array<[{ service_tier?: string }, number]>)(
		'Gemini answers %j with %i',
		async (body, status) => {
			const response = await postGemini(sandbox, body);
			expect(response.status).toBe(status);
			const reply = await jsonOf<{ service_tier?: string }>(response);
			expect(reply.service_tier).toBe(status === 200 ? body.service_tier : undefined);
			expect(sandbox.bill()).toBe(status === 200 ? 1 : 0);
		},
	);
});

it('writes the quality into the picture', async () => {
	const sandbox = await startSandbox();
	const draw = async (quality: string) => {
		await postOakgen(sandbox, { quality, resolution: '512', prompt: `a fox` });
		return sandbox.generations.at(-1)?.images[0]?.url ?? '';
	};
	const [low, high] = [await draw('low'), await draw('high')];
	const [first, second] = await Promise.all(
		[low, high].map(async (url) => await bytesOf(await fetch(url))),
	);
	expect(first?.equals(second ?? Buffer.alloc(0))).toBe(false);
	await sandbox.close();
});
