import { providerNamed } from '../../../nodes/OakgenImage/providers';
import type { ReferenceRole } from '../../../nodes/OakgenImage/providers/types';
import { imageRequest } from '../../support/imageRequest';
import { providers, type ProviderName } from '../../support/providers';

it.each<[ProviderName, object]>([
	[
		'oakgen',
		{
			label: 'Oakgen',
			credential: expect.objectContaining({ name: 'oakgenApi' }),
			// It may answer with the image itself.
			headers: { Accept: 'application/json, image/*' },
			takesIdempotencyKey: true,
		},
	],
	[
		'gemini',
		{
			label: 'Google Gemini',
			credential: expect.objectContaining({ name: 'geminiImageApi' }),
			headers: { Accept: 'application/json' },
			takesIdempotencyKey: false,
		},
	],
])('%s: its name, its credential, and what its requests carry', (name, expected) => {
	expect(providers[name]).toMatchObject({ name, ...expected });
});

it.each<[name: string, expected: object | undefined]>([
	['oakgen', providers.oakgen],
	['gemini', providers.gemini],
	['midjourney', undefined],
	['', undefined],
])('the provider of the name %j', async (name, expected) => {
	expect(await providerNamed(name)).toBe(expected);
});

it.each<[ProviderName, modelId: string, forGenerate: boolean, forEdit: boolean]>([
	['oakgen', 'fox-1-text', true, false],
	['oakgen', 'fox-1-edit', false, true],
	['oakgen', 'fox-1', true, true],
	['oakgen', '-edit-fox-1', true, true],
	['gemini', 'fox-1-edit', true, true],
])('%s: the model %s generates: %j, edits: %j', (name, modelId, forGenerate, forEdit) => {
	const { isForOther } = providers[name];
	expect(isForOther(modelId, 'generate')).toBe(!forGenerate);
	expect(isForOther(modelId, 'edit')).toBe(!forEdit);
});

describe('what Additional Fields must not replace', () => {
	const order = { model: 'Model', prompt: 'Prompt' };
	const images = 'the reference images of this node';
	const mask = 'the mask of this node';
	it.each<[ProviderName, sent: ReferenceRole[], settings: object, expected: object]>([
		['oakgen', [], {}, order],
		['oakgen', ['image'], {}, { ...order, image_urls: images }],
		['oakgen', ['image', 'mask'], {}, { ...order, image_urls: images, mask_url: mask }],
		['oakgen', ['image'], { imageField: 'pictures' }, { ...order, pictures: images }],
		['oakgen', ['mask'], { maskField: 'hole' }, { ...order, hole: mask }],
		['gemini', [], {}, { model: 'Model', input: 'Prompt and the reference images' }],
	])('%s, with %j sent and %j set', (name, sent, settings, expected) => {
		expect(providers[name].ownFields(imageRequest({ settings }).settings, sent)).toEqual(expected);
	});
});

describe('what else to check when a request was refused', () => {
	const { gemini, oakgen } = providers;

	it('is the earlier image, when it continues one', () => {
		const { settings } = imageRequest({ settings: { previousInteractionId: 'int_1' } });
		expect(gemini.refusalAdvice(settings)).toMatch(
			/Previous Interaction ID.*Store Interaction.*limited time/,
		);
	});

	it('is nothing otherwise', () => {
		expect(gemini.refusalAdvice(imageRequest().settings)).toBe('');
		expect(oakgen.refusalAdvice(imageRequest().settings)).toBe('');
	});
});
