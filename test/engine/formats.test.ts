import type { IDataObject, INodeParameters } from 'n8n-workflow';
import sharp, { type Create } from 'sharp';
import { sandboxOfFile } from './sandboxOfFile.ts';
import {
	byId,
	dataUri,
	fileOf,
	fromList,
	goOn,
	type InputItem,
	mustFail,
	mustRun,
	only,
	paidRequests,
} from './support.ts';

/** Quality, Output Format, Background, a mask and Service Tier: on the wire, or refused unpaid. */
const sandbox = sandboxOfFile({ plain: true });
let photo: Buffer;
let mask: Buffer;
let item: InputItem;

const size = { width: 120, height: 80 };
const flat = (background: string, { channels = 3, ...other }: Partial<Create> = {}) =>
	sharp({ create: { ...size, ...other, channels, background } });

beforeAll(async () => {
	photo = await flat('#cc0000').jpeg().toBuffer();
	mask = await flat('#00000000', { channels: 4 }).png().toBuffer();
	item = {
		files: {
			photo: { bytes: photo, fileName: 'photo.jpg', mimeType: 'image/jpeg' },
			mask: { bytes: mask, fileName: 'mask.png' },
			tall: { bytes: await flat('#fff', { width: 80, height: 120 }).png().toBuffer() },
			small: { bytes: await flat('#fff', { width: 60, height: 40 }).png().toBuffer() },
			sideways: {
				bytes: await flat('#0c0', { width: 80, height: 120 })
					.withMetadata({ orientation: 6 })
					.jpeg()
					.toBuffer(),
				mimeType: 'image/jpeg',
			},
			coloured: { bytes: await flat('#f00').png({ palette: true }).toBuffer() },
			text: { bytes: Buffer.from('no picture'), mimeType: 'image/png' },
		},
	};
});

async function bodyOf(parameters: INodeParameters): Promise<IDataObject> {
	await mustRun(sandbox, parameters, { items: [item] });
	return only(paidRequests(sandbox)).body as IDataObject;
}

const edit = { operation: 'edit', binaryPropertyName: 'photo' };
const withMask = (maskPropertyName = 'mask', options: INodeParameters = {}) => ({
	options: { maskPropertyName, ...options },
});
const gptImage = { modelId: fromList('gpt-image-2.6') };
const maskUri = () => dataUri(mask, 'image/png');
const photoUri = () => dataUri(photo, 'image/jpeg');

describe('is sent when it is set', () => {
	const cases: Array<[string, INodeParameters, () => object]> = [
		['quality', { ...gptImage, options: { quality: 'low' } }, () => ({ quality: 'low' })],
		['quality auto', { ...gptImage, options: { quality: 'auto' } }, () => ({ quality: 'auto' })],
		[
			'a file format, as spreadsheets have it',
			{ options: { outputFormat: '={{ "JPG" }}' } },
			() => ({ output_format: 'jpeg' }),
		],
		[
			'a transparent background',
			{
				modelId: fromList('seedream-5.5'),
				options: { background: 'transparent', outputFormat: 'png' },
			},
			() => ({ background: 'transparent', output_format: 'png' }),
		],
		[
			'anything to a model of which nothing is known',
			{
				modelId: byId('flux-2-pro-text'),
				options: { quality: 'high', outputFormat: 'webp', background: 'transparent' },
			},
			() => ({ quality: 'high', output_format: 'webp', background: 'transparent' }),
		],
		[
			'a mask',
			{ ...edit, ...gptImage, ...withMask() },
			() => ({ image_urls: [photoUri()], mask_url: maskUri() }),
		],
		[
			'a mask by another name',
			{ ...edit, ...gptImage, ...withMask('mask', { maskField: 'mask_image' }) },
			() => ({ image_urls: [photoUri()], mask_image: maskUri() }),
		],
		[
			'a mask with an image by address, whose size nobody knows',
			{
				...{ operation: 'edit', inputType: 'url', ...gptImage, ...withMask() },
				imageUrls: `={{ "${'https://example.com/a.png'}" }}`,
			},
			() => ({ image_urls: ['https://example.com/a.png'], mask_url: maskUri() }),
		],
		[
			'a mask for a photo that is to be turned',
			{ ...edit, ...gptImage, binaryPropertyName: 'sideways', ...withMask() },
			() => ({ mask_url: maskUri() }),
		],
	];
	const withoutDrawing = ['a mask with an image', 'a mask for a photo'];
	test.each(cases)('%s', async (name, parameters, fields) => {
		// The sandbox judges sizes by its own lights, and fetches no foreign address.
		if (withoutDrawing.some((part) => name.includes(part))) {
			sandbox.addRule({ where: 'generate', reply: 'url' });
		}
		await mustRun(sandbox, parameters, { items: [item], settings: goOn });
		expect(only(paidRequests(sandbox)).body).toEqual(expect.objectContaining(fields()));
	});

	test('nothing, when nothing is set', async () => {
		const fields = ['model', 'prompt', 'resolution', 'image_urls'];
		expect(Object.keys(await bodyOf({ ...edit, ...gptImage }))).toEqual(fields);
	});

	test('a mask that is none of all images of the item', async () => {
		const { photo: image, mask: masking } = item.files ?? {};
		const files = { masking, image } as NonNullable<InputItem['files']>;
		await mustRun(
			sandbox,
			{ ...edit, ...gptImage, binaryPropertyName: '*', ...withMask('masking') },
			{ items: [{ files }] },
		);
		expect(only(paidRequests(sandbox)).body).toEqual(
			expect.objectContaining({ image_urls: [photoUri()], mask_url: maskUri() }),
		);
	});

	test('a mask as a file part of its own', async () => {
		await mustRun(
			sandbox,
			{ ...edit, ...gptImage, ...withMask('mask', { imageTransfer: 'multipart' }) },
			{ items: [item] },
		);
		const files = (only(paidRequests(sandbox)).parts ?? [])
			.filter(({ filename }) => filename !== null)
			.map(({ name, filename, bytes }) => [name, filename, bytes]);
		expect(files).toEqual([
			['image_urls', 'photo.jpg', photo],
			['mask_url', 'mask.png', mask],
		]);
	});

	test('and the file that comes is what was asked for', async () => {
		const run = await mustRun(sandbox, {
			...gptImage,
			options: { background: 'transparent', outputFormat: 'webp' },
		});
		expect(fileOf(run.items[0]).mimeType).toBe('image/webp');
	});

	test('Google: the file format and the service tier', async () => {
		const options = { outputFormat: 'jpeg', serviceTier: 'flex' };
		const run = await mustRun(sandbox, { provider: 'gemini', options });
		expect(only(paidRequests(sandbox)).body).toEqual(
			expect.objectContaining({
				response_format: { type: 'image', image_size: '1K', mime_type: 'image/jpeg' },
				service_tier: 'flex',
			}),
		);
		expect(fileOf(run.items[0]).mimeType).toBe('image/jpeg');
	});
});

describe('is refused before anything is paid', () => {
	const atGoogle = { provider: 'gemini' };
	const maskEdit = { ...edit, ...gptImage };
	test.each<[string, INodeParameters, RegExp]>([
		[
			'a quality of a model that has none',
			{ options: { quality: 'high' } },
			/^Nano Banana 2 Lite has no quality to set/,
		],
		[
			'a background that a model does not have',
			{ modelId: fromList('gpt-image-2'), options: { background: 'transparent' } },
			/^GPT Image 2 does not have background transparent, only opaque/,
		],
		[
			'a file format that a model does not have',
			{ modelId: fromList('flux-3'), options: { outputFormat: 'webp' } },
			/^FLUX 3 does not have output format webp, only png, jpeg/,
		],
		[
			'a transparent JPEG',
			{ ...gptImage, options: { background: 'transparent', outputFormat: 'jpeg' } },
			/^A JPEG cannot have a transparent background/,
		],
		[
			'a transparent JPEG of an unknown model',
			{ modelId: byId('x-1'), options: { background: 'transparent', outputFormat: 'jpeg' } },
			/^A JPEG cannot have a transparent background/,
		],
		[
			'a quality that is none',
			{ ...gptImage, options: { quality: 'ultra' } },
			/^Quality is "ultra", which is not one of its choices/,
		],
		[
			'quality at Google',
			{ ...atGoogle, options: { quality: 'high' } },
			/^Google Gemini has no quality to set/,
		],
		[
			'a background at Google, of an unknown model too',
			{ ...atGoogle, modelId: byId('gemini-9'), options: { background: 'transparent' } },
			/^Google Gemini has no background to set/,
		],
		[
			'PNG at Google',
			{ ...atGoogle, options: { outputFormat: 'png' } },
			/^Google Gemini does not have output format png, only jpeg/,
		],
		['a mask at Google', { ...edit, ...atGoogle, ...withMask() }, /^Google Gemini takes no mask/],
		[
			'a mask for a model that takes none',
			{ ...edit, ...withMask() },
			/^Nano Banana 2 Lite takes no mask/,
		],
		[
			'a mask that is not there',
			{ ...maskEdit, ...withMask('Mask') },
			/^The item has no binary field "Mask", but photo, mask/,
		],
		[
			'a mask that is no picture',
			{ ...maskEdit, ...withMask('text') },
			/^The binary field "text" holds a text, not an image/,
		],
		[
			'a mask that is too small',
			{ ...maskEdit, ...withMask('small') },
			/^The mask in "small" has 60 × 40 pixels, the reference image 120 × 80/,
		],
		[
			'a mask that lies on its side',
			{ ...maskEdit, ...withMask('tall') },
			/^The mask in "tall" has 80 × 120 pixels, the reference image 120 × 80/,
		],
		[
			'a mask with colours',
			{ ...maskEdit, ...withMask('coloured') },
			/^The mask in "coloured" has colours and nothing transparent/,
		],
		[
			'the photo as its own mask',
			{ ...maskEdit, ...withMask('photo') },
			/^The binary field "photo" is both the mask and a reference image/,
		],
		[
			'a mask without reference images',
			{ operation: 'compare', ...withMask() },
			/^A mask needs the reference image that it belongs to/,
		],
		[
			'a mask field that is the image field',
			{ ...maskEdit, ...withMask('mask', { maskField: 'image_urls' }) },
			/^Image Field and Mask Field are both "image_urls"/,
		],
		[
			'a mask field that is another field',
			{ ...maskEdit, ...withMask('mask', { maskField: 'prompt' }) },
			/^Mask Field cannot be "prompt"/,
		],
		[
			'an additional field that would replace the mask',
			{ ...maskEdit, ...withMask('mask', { additionalFields: '{"mask_url":"https://x"}' }) },
			/^Additional Fields must not contain "mask_url"/,
		],
		[
			'a service tier that is none',
			{ ...atGoogle, options: { serviceTier: 'fast' } },
			/Service Tier is "fast", which is not one of its choices/,
		],
	])('%s', async (_, parameters, message) => {
		const error = await mustFail(sandbox, parameters, { items: [item] });
		expect(error.message).toMatch(message);
		expect(error.description?.length).toBeGreaterThan(20);
		expect(sandbox.requests).toEqual([]);
	});
});

describe('where models are compared', () => {
	const compare = { operation: 'compare', modelIds: ['gpt-image-2.6', 'nano-banana-2-lite'] };

	test('each gets what it has, and the output says what it lacks', async () => {
		const { json } = await mustRun(sandbox, {
			...compare,
			options: { quality: 'high', background: 'transparent', outputFormat: 'webp' },
		});
		expect(json.map(({ adjusted }) => adjusted)).toEqual([
			null,
			{
				quality: { asked: 'high', used: null },
				background: { asked: 'transparent', used: null },
				outputFormat: { asked: 'webp', used: 'png' },
			},
		]);
		const [lite] = paidRequests(sandbox)
			.map(({ body }) => body as IDataObject)
			.filter(({ model }) => model === 'nano-banana-2-lite-text');
		expect(lite).toEqual({
			...{ model: 'nano-banana-2-lite-text', prompt: 'a red fox', resolution: '1K' },
			output_format: 'png',
		});
	});

	test('a model that takes no mask edits without it, and the output says so', async () => {
		const parameters = { ...compare, useReferenceImages: true, binaryPropertyName: 'photo' };
		const { json } = await mustRun(sandbox, { ...parameters, ...withMask() }, { items: [item] });
		const lacks = { mask: { asked: 'mask', used: null } };
		expect(json.map(({ adjusted }) => adjusted)).toEqual([null, lacks]);
		const masks = paidRequests(sandbox).map(({ body }) => {
			const fields = body as IDataObject;
			return [fields.model, fields.mask_url];
		});
		expect(Object.fromEntries(masks)).toEqual({
			'gpt-image-2.6-edit': maskUri(),
			'nano-banana-2-lite-edit': undefined,
		});
	});

	test('Google’s models are compared without what Google does not have', async () => {
		const { json } = await mustRun(sandbox, {
			...{ provider: 'gemini', operation: 'compare' },
			options: { quality: 'low' },
		});
		expect(json.map(({ adjusted }) => adjusted)).toEqual(
			Array(3).fill({ quality: { asked: 'low', used: null } }),
		);
	});
});

describe('with fallback models', () => {
	const fallbackModelIds = 'FLUX 3, GPT Image 2.6';

	test('a model that has what is asked for is asked first', async () => {
		const { json } = await mustRun(sandbox, {
			modelId: fromList('gpt-image-2'),
			options: { background: 'transparent', fallbackModelIds },
		});
		expect(only(json)).toMatchObject({ modelKey: 'gpt-image-2.6', adjusted: null });
		expect(only(paidRequests(sandbox)).body).toMatchObject({ background: 'transparent' });
	});

	test('none edits without the mask', async () => {
		sandbox.addRule({
			where: 'generate',
			model: 'gpt-image-2-edit',
			fault: { kind: 'status', status: 404 },
		});
		const { json } = await mustRun(
			sandbox,
			{ ...edit, modelId: fromList('gpt-image-2'), ...withMask('mask', { fallbackModelIds }) },
			{ items: [item] },
		);
		expect(only(json)).toMatchObject({
			modelKey: 'gpt-image-2.6',
			fallbackFrom: [
				{ model: 'flux-3-edit', reason: expect.stringMatching(/^FLUX 3 takes no mask/) },
				{ model: 'gpt-image-2-edit', reason: expect.stringMatching(/404/) },
			],
		});
		expect(paidRequests(sandbox)).toHaveLength(2);
	});
});

test('another quality is another picture, another mask field is not', async () => {
	const run = await mustRun(
		sandbox,
		{ ...gptImage, options: { quality: '={{ $json.quality }}' } },
		{ items: [{ json: { quality: 'low' } }, { json: { quality: 'high' } }] },
	);
	expect(run.json).toHaveLength(2);
	const keys = paidRequests(sandbox).map(({ headers }) => headers['idempotency-key']);
	expect(new Set(keys).size).toBe(2);
});
