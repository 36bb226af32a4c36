import { createHash } from 'node:crypto';
import type { INodeParameters } from 'n8n-workflow';
import { sandboxOfFile } from './sandboxOfFile.ts';
import {
	dataUri,
	fromList,
	goOn,
	type InputFile,
	type InputItem,
	mustFail,
	mustRun,
	only,
	paidRequests,
	picture,
	runImage,
} from './support.ts';

const sandbox = sandboxOfFile({ plain: true });
let red: Buffer;
let green: Buffer;
let blue: Buffer;

beforeAll(async () => {
	[red, green, blue] = await Promise.all([
		picture('#cc0000', 'png'),
		picture('#00cc00', 'webp'),
		picture('#0000cc', 'jpeg'),
	]);
});

const text: InputFile = {
	bytes: Buffer.from('name;price\nfox;12\n'),
	fileName: 'list.csv',
	mimeType: 'text/csv',
};
const edit = { operation: 'edit' };
const byUrl = { operation: 'edit', inputType: 'url' };

/** The references as they came to the provider. */
function sentReferences(): unknown {
	return (only(paidRequests(sandbox)).body as { image_urls: unknown }).image_urls;
}

const threeFiles = (): InputItem => ({
	files: {
		red: { bytes: red },
		notes: text,
		green: { bytes: green, mimeType: 'image/webp' },
		blue: { bytes: blue, mimeType: 'image/jpeg' },
	},
});

describe.each(['filesystem', 'default'] as const)('binary fields, mode %s', (binaryMode) => {
	const cases: Array<[string, string, () => string[]]> = [
		['one', 'green', () => [dataUri(green, 'image/webp')]],
		[
			'several, in the order in which they are named',
			' blue ,red,',
			() => [dataUri(blue, 'image/jpeg'), dataUri(red, 'image/png')],
		],
		['one per line', 'red\nblue', () => [dataUri(red, 'image/png'), dataUri(blue, 'image/jpeg')]],
		['named twice, sent once', 'red, red', () => [dataUri(red, 'image/png')]],
		[
			'* is every image of the item, and not the text',
			'*',
			() => [dataUri(red, 'image/png'), dataUri(green, 'image/webp'), dataUri(blue, 'image/jpeg')],
		],
		[
			'a name and *: no image twice',
			'blue, *',
			() => [dataUri(blue, 'image/jpeg'), dataUri(red, 'image/png'), dataUri(green, 'image/webp')],
		],
	];

	test.each(cases)('%s', async (_name, binaryPropertyName, expected) => {
		await mustRun(sandbox, { ...edit, binaryPropertyName }, { items: [threeFiles()], binaryMode });
		expect(sentReferences()).toEqual(expected());
	});

	test('each item brings its own', async () => {
		const items = [red, blue].map((bytes) => ({ files: { data: { bytes } } }));
		await mustRun(sandbox, { ...edit, options: { concurrency: 1 } }, { items, binaryMode });
		const sent = paidRequests(sandbox).map(
			({ body }) => (body as { image_urls: string[] }).image_urls,
		);
		expect(sent).toEqual([[dataUri(red, 'image/png')], [dataUri(blue, 'image/jpeg')]]);
	});

	test('the MIME type is that of the bytes, whatever the field claims', async () => {
		const files = { data: { bytes: blue, fileName: 'a.png', mimeType: 'image/png' } };
		await mustRun(sandbox, edit, { items: [{ files }], binaryMode });
		expect(sentReferences()).toEqual([dataUri(blue, 'image/jpeg')]);
	});

	test('an image that was made by an earlier node is read back whole', async () => {
		const large = await picture('#808080', 'png');
		const files = { data: { bytes: large } };
		await mustRun(sandbox, edit, { items: [{ files }], binaryMode });
		const sha256 = createHash('sha256').update(large).digest('hex');
		expect(only(only(sandbox.generations).references)).toMatchObject({
			source: 'data-uri',
			sha256,
			byteLength: large.length,
		});
	});
});

test('a number of images of one item all carry the references', async () => {
	const items = [{ files: { data: { bytes: red } } }];
	await mustRun(sandbox, { ...edit, numberOfImages: 3 }, { items });
	const sent = paidRequests(sandbox).map(
		({ body }) => (body as { image_urls: string[] }).image_urls,
	);
	expect(sent).toEqual(Array(3).fill([dataUri(red, 'image/png')]));
});

describe('multipart', () => {
	test('files as parts in their order, URLs as fields of the same name', async () => {
		await mustRun(
			sandbox,
			{ ...edit, binaryPropertyName: 'blue, red', options: { imageTransfer: 'multipart' } },
			{ items: [threeFiles()] },
		);
		const { parts = [] } = only(paidRequests(sandbox));
		const files = parts.filter(({ filename }) => filename !== null);
		expect(files.map(({ name, filename, contentType }) => [name, filename, contentType])).toEqual([
			['image_urls', 'blue.png', 'image/jpeg'],
			['image_urls', 'red.png', 'image/png'],
		]);
		expect(files.map(({ bytes }) => bytes)).toEqual([blue, red]);
	});

	test('by URL', async () => {
		const imageUrls = 'https://example.com/a.png, https://example.com/b.png';
		await mustRun(sandbox, { ...byUrl, imageUrls, options: { imageTransfer: 'multipart' } });
		const { parts = [] } = only(paidRequests(sandbox));
		expect(
			parts.filter(({ name }) => name === 'image_urls').map(({ bytes }) => bytes.toString()),
		).toEqual(['https://example.com/a.png', 'https://example.com/b.png']);
	});
});

describe('Gemini', () => {
	const input = () => (only(paidRequests(sandbox)).body as { input: unknown[] }).input.slice(1);

	test('files', async () => {
		await mustRun(
			sandbox,
			{ ...edit, provider: 'gemini', binaryPropertyName: 'blue, red' },
			{ items: [threeFiles()] },
		);
		expect(input()).toEqual([
			{ type: 'image', mime_type: 'image/jpeg', data: blue.toString('base64') },
			{ type: 'image', mime_type: 'image/png', data: red.toString('base64') },
		]);
	});

	test('URL and data URI', async () => {
		const imageUrls = `https://example.com/a.png\n${dataUri(green, 'image/webp')}`;
		await mustRun(sandbox, { ...byUrl, provider: 'gemini', imageUrls });
		expect(input()).toEqual([
			{ type: 'image', uri: 'https://example.com/a.png' },
			{ type: 'image', mime_type: 'image/webp', data: green.toString('base64') },
		]);
	});
});

describe('URLs', () => {
	const a = 'https://example.com/a.png';
	const b = 'https://example.com/b.png?size=2,3&x=1';
	const cases: Array<[string, () => INodeParameters[string], () => string[]]> = [
		['one', () => a, () => [a]],
		['with commas', () => `${a}, ${b}`, () => [a, b]],
		['with commas, no blanks', () => `${a},${b},`, () => [a, b]],
		['one per line, with empty lines', () => `\n${a}\n\n  ${b}\n`, () => [a, b]],
		['an array by expression', () => `={{ ['${a}', '${b}'] }}`, () => [a, b]],
		['an array with blanks and empty texts', () => `={{ [' ${a} ', ''] }}`, () => [a]],
		['from the item', () => '={{ $json.url }}', () => [b]],
		['a data URI', () => dataUri(red, 'image/png'), () => [dataUri(red, 'image/png')]],
		[
			'a data URI with a wrong type is sent with the right one',
			() => dataUri(blue, 'image/png'),
			() => [dataUri(blue, 'image/jpeg')],
		],
		[
			'data URI and URL together',
			() => `${dataUri(red, 'image/png')}, ${a}`,
			() => [dataUri(red, 'image/png'), a],
		],
	];

	test.each(cases)('%s', async (_name, imageUrls, expected) => {
		await mustRun(sandbox, { ...byUrl, imageUrls: imageUrls() }, { items: [{ json: { url: b } }] });
		expect(sentReferences()).toEqual(expected());
	});
});

describe('refused before any request', () => {
	afterEach(() => expect(sandbox.requests).toEqual([]));

	const lying: InputFile = { ...text, fileName: 'photo.png', mimeType: 'image/png' };
	const svg: InputFile = {
		bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"></svg>'),
		mimeType: 'image/svg+xml',
	};
	const cases: Array<[string, INodeParameters, InputItem, RegExp, RegExp]> = [
		[
			'a missing field',
			{ ...edit, binaryPropertyName: 'photo' },
			{ files: { notes: text } },
			/no binary field "photo"/,
			/Image URL\(s\)/,
		],
		[
			'a text file',
			{ ...edit, binaryPropertyName: 'notes' },
			{ files: { notes: text } },
			/"notes" holds a text, not an image/,
			/PNG, JPEG, WebP, GIF or AVIF/,
		],
		[
			'a text file that claims to be an image',
			edit,
			{ files: { data: lying } },
			/"data" holds a text, not an image/,
			/PNG/,
		],
		[
			'a text file that claims to be an image, by *',
			{ ...edit, binaryPropertyName: '*' },
			{ files: { data: lying } },
			/"data" holds a text, not an image/,
			/PNG/,
		],
		[
			'a name in other letters',
			{ ...edit, binaryPropertyName: 'Product Photo' },
			{ files: { product_photo: { bytes: Buffer.from('x') } } },
			/no binary field "Product Photo", but product_photo/,
			/to product_photo: the name has to be exactly the same/,
		],
		['an SVG drawing', edit, { files: { data: svg } }, /"data" holds an SVG drawing/, /PNG/],
		[
			'an empty file',
			edit,
			{ files: { data: { bytes: Buffer.alloc(0) } } },
			/"data" is empty/,
			/PNG/,
		],
		['no file at all, by name', edit, {}, /no binary field "data"/, /Image URL\(s\)/],
		[
			'no file at all, by *',
			{ ...edit, binaryPropertyName: '*' },
			{},
			/No reference image/,
			/binary field/,
		],
		[
			'an emptied field name',
			{ ...edit, binaryPropertyName: ' , ' },
			{},
			/No reference image/,
			/binary field/,
		],
		['no URL', { ...byUrl, imageUrls: "={{ '' }}" }, {}, /No reference image/, /Binary File/],
		[
			'an empty list of URLs',
			{ ...byUrl, imageUrls: '={{ [] }}' },
			{},
			/No reference image/,
			/Binary File/,
		],
		[
			'no URL but a word',
			{ ...byUrl, imageUrls: 'photo.png' },
			{},
			/"photo.png" is not a web address/,
			/https:\/\//,
		],
		[
			'a data URI with a text',
			{ ...byUrl, imageUrls: 'data:text/plain;base64,aGVsbG8=' },
			{},
			/data URI .* a text, not an image/,
			/PNG/,
		],
	];

	test.each(cases)('%s', async (_name, parameters, item, message, advice) => {
		const error = await mustFail(sandbox, parameters, { items: [item] });
		expect(error.name).toBe('NodeOperationError');
		expect(error.message).toMatch(message);
		expect(error.message).toContain('[item 0]');
		expect(error.description).toMatch(advice);
	});

	test('a missing field, where the item has others: they are named', async () => {
		const error = await mustFail(
			sandbox,
			{ ...edit, binaryPropertyName: 'photo' },
			{ items: [threeFiles()] },
		);
		expect(error.message).toContain('"photo", but red, notes, green, blue');
	});

	test.each([
		['nano-banana-2-lite', 14],
		['flux-2-pro', 8],
		['gpt-image-2', 16],
	])('more references than %s takes (%d)', async (model, most) => {
		const imageUrls = Array.from({ length: most + 1 }, (_, i) => `https://example.com/${i}.png`);
		const error = await mustFail(sandbox, {
			...byUrl,
			modelId: fromList(model),
			imageUrls: imageUrls.join('\n'),
		});
		expect(error.message).toContain(`at most ${most} reference images, this item has ${most + 1}`);
		expect(error.context.itemIndex).toBe(0);
	});
});

test('as many references as the model takes are taken', async () => {
	const imageUrls = Array.from({ length: 14 }, (_, i) => `https://example.com/${i}.png`);
	await mustRun(sandbox, { ...byUrl, imageUrls: imageUrls.join('\n') });
	expect(sentReferences()).toEqual(imageUrls);
});

test('in continue mode an item with a bad reference becomes an error, the others go on', async () => {
	const items = [{ files: { data: { bytes: red } } }, { files: { data: text } }, {}];
	const { items: output } = await runImage(sandbox, edit, {
		items,
		settings: goOn,
	});
	expect(output.map(({ json }) => Object.keys(json).length === 1)).toEqual([false, true, true]);
	expect(output[1]).toEqual({
		json: { error: expect.stringMatching(/"data" holds a text, not an image.*\[item 1\]/) },
		pairedItem: { item: 1 },
	});
	expect(output[2]).toMatchObject({ pairedItem: { item: 2 } });
	expect(sandbox.bill()).toBe(1);
});
