import type { IDataObject } from 'n8n-workflow';

import { toOakgenRequest } from '../../../../nodes/OakgenImage/providers/oakgen/request';
import type { RequestBody } from '../../../../nodes/OakgenImage/transport/types';
import {
	bytesReference,
	imageRequest,
	maskReference,
	urlReference,
} from '../../../support/imageRequest';

const png = Buffer.from('PNG bytes');
const jpeg = Buffer.from('JPEG bytes');
const base = { model: 'nano-banana-2-lite-text', prompt: 'a red fox', resolution: '1K' };

type Overrides = Parameters<typeof imageRequest>[0];

function bodyOf(overrides: Overrides): RequestBody | undefined {
	return toOakgenRequest(imageRequest(overrides)).body;
}

function jsonFields(overrides: Overrides): object {
	const body = bodyOf(overrides);
	if (body?.kind !== 'json') throw new Error('The body is not JSON');
	return body.fields;
}

function multipart(overrides: Overrides) {
	const settings = { imageTransfer: 'multipart' as const, ...overrides?.settings };
	const body = bodyOf({ ...overrides, settings });
	if (body?.kind !== 'multipart') throw new Error('The body is not multipart');
	return body;
}

it('is posted to the published path', () => {
	expect(toOakgenRequest(imageRequest())).toMatchObject({
		method: 'POST',
		path: '/v1/generate/image',
	});
});

it('equals the body of Oakgen’s guide', () => {
	expect(JSON.stringify(jsonFields({ aspectRatio: '16:9' }))).toBe(
		'{"model":"nano-banana-2-lite-text","prompt":"a red fox","resolution":"1K","aspect_ratio":"16:9"}',
	);
});

describe('as JSON', () => {
	it.each<[string, Overrides, object]>([
		['an aspect ratio auto is not sent', {}, base],
		['an aspect ratio', { aspectRatio: '9:16' }, { ...base, aspect_ratio: '9:16' }],
		['a resolution', { resolution: '4K' }, { ...base, resolution: '4K' }],
		['a seed', { seed: 7 }, { ...base, seed: 7 }],
		['a seed of 0', { seed: 0 }, { ...base, seed: 0 }],
		['a quality', { quality: 'high' }, { ...base, quality: 'high' }],
		['a quality auto, which was set', { quality: 'auto' }, { ...base, quality: 'auto' }],
		['a file format', { outputFormat: 'webp' }, { ...base, output_format: 'webp' }],
		['a background', { background: 'transparent' }, { ...base, background: 'transparent' }],
		[
			'an option by another name',
			{ quality: 'high', additionalFields: { quality: 'hd', fileType: 'png' } },
			{ ...base, quality: 'hd', fileType: 'png' },
		],
		[
			'a mask, alone and not in the list',
			{ references: [bytesReference(jpeg), maskReference(png)] },
			{
				...base,
				image_urls: ['data:image/png;base64,SlBFRyBieXRlcw=='],
				mask_url: 'data:image/png;base64,UE5HIGJ5dGVz',
			},
		],
		[
			'a mask in the field that the user names',
			{
				references: [urlReference('https://a.example'), maskReference(png)],
				settings: { maskField: 'mask_image' },
			},
			{
				...base,
				image_urls: ['https://a.example'],
				mask_image: 'data:image/png;base64,UE5HIGJ5dGVz',
			},
		],
		[
			'references by URL',
			{ references: [urlReference('https://a.example/1.png'), urlReference('https://b.example')] },
			{ ...base, image_urls: ['https://a.example/1.png', 'https://b.example'] },
		],
		[
			'references as data URIs, in order with URLs',
			{
				references: [
					bytesReference(png),
					urlReference('https://a.example/1.png'),
					bytesReference(jpeg, 'in.jpg', 'image/jpeg'),
				],
			},
			{
				...base,
				image_urls: [
					'data:image/png;base64,UE5HIGJ5dGVz',
					'https://a.example/1.png',
					'data:image/jpeg;base64,SlBFRyBieXRlcw==',
				],
			},
		],
		[
			'the field that the user names',
			{ references: [urlReference('https://a.example')], settings: { imageField: 'images' } },
			{ ...base, images: ['https://a.example'] },
		],
		['no file, so no multipart', { settings: { imageTransfer: 'multipart' } }, base],
	])('%s', (_, overrides, fields) => {
		expect(jsonFields(overrides)).toEqual(fields);
	});

	it.each<[string, IDataObject, object]>([
		['are added', { style: 'ink', n: 1 }, { ...base, style: 'ink', n: 1 }],
		['replace', { resolution: '2K', prompt: 'b' }, { ...base, resolution: '2K', prompt: 'b' }],
		['may be null', { resolution: null }, { ...base, resolution: null }],
		['may be nested', { a: { b: [1, { c: 2 }] } }, { ...base, a: { b: [1, { c: 2 }] } }],
	])('additional fields %s', (_, additionalFields, fields) => {
		expect(jsonFields({ additionalFields })).toEqual(fields);
	});
});

describe('as multipart', () => {
	it('has the same fields and one part for each file', () => {
		const references = [
			bytesReference(png, 'cat.png'),
			bytesReference(jpeg, 'd.jpg', 'image/jpeg'),
		];
		expect(multipart({ aspectRatio: '1:1', seed: 3, references })).toEqual({
			kind: 'multipart',
			fields: [
				['model', 'nano-banana-2-lite-text'],
				['prompt', 'a red fox'],
				['resolution', '1K'],
				['aspect_ratio', '1:1'],
				['seed', '3'],
			],
			files: [
				{ name: 'image_urls', fileName: 'cat.png', mimeType: 'image/png', bytes: png },
				{ name: 'image_urls', fileName: 'd.jpg', mimeType: 'image/jpeg', bytes: jpeg },
			],
		});
	});

	it('has a part of its own for the mask, and the options as text', () => {
		const references = [bytesReference(jpeg, 'in.jpg', 'image/jpeg'), maskReference(png)];
		const options = { quality: 'low', outputFormat: 'png', background: 'opaque' };
		const { fields, files } = multipart({ ...options, references });
		expect(fields.slice(3)).toEqual([
			['quality', 'low'],
			['output_format', 'png'],
			['background', 'opaque'],
		]);
		expect(files).toEqual([
			{ name: 'image_urls', fileName: 'in.jpg', mimeType: 'image/jpeg', bytes: jpeg },
			{ name: 'mask_url', fileName: 'mask.png', mimeType: 'image/png', bytes: png },
		]);
	});

	it('is multipart for a mask beside a reference by URL', () => {
		const references = [urlReference('https://a.example/1.png'), maskReference(png)];
		const { fields, files } = multipart({ references, settings: { maskField: 'mask' } });
		expect(fields.at(-1)).toEqual(['image_urls', 'https://a.example/1.png']);
		expect(files.map(({ name }) => name)).toEqual(['mask']);
	});

	it('sends references by URL as text fields of the same name', () => {
		const references = [urlReference('https://a.example/1.png'), bytesReference(png)];
		const { fields, files } = multipart({ references, settings: { imageField: 'image' } });
		expect(fields.at(-1)).toEqual(['image', 'https://a.example/1.png']);
		expect(files.map(({ name }) => name)).toEqual(['image']);
	});

	it('writes additional fields that are no text as JSON', () => {
		const additionalFields = { a: { b: 1 }, list: [1, 'x'], yes: true, none: null, text: 't' };
		const { fields } = multipart({ references: [bytesReference(png)], additionalFields });
		expect(fields.slice(3)).toEqual([
			['a', '{"b":1}'],
			['list', '[1,"x"]'],
			['yes', 'true'],
			['none', 'null'],
			['text', 't'],
		]);
	});
});

it('changes neither the request nor its additional fields', () => {
	const request = imageRequest({
		additionalFields: { a: { b: 1 } },
		references: [urlReference('https://a.example')],
	});
	const before = structuredClone(request);
	toOakgenRequest(request);
	expect(request).toEqual(before);
});
