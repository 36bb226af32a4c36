import { gemini } from '../../../../nodes/OakgenImage/providers/gemini';
import { toGeminiRequest } from '../../../../nodes/OakgenImage/providers/gemini/request';
import { bytesReference, imageRequest, urlReference } from '../../../support/imageRequest';

type Overrides = Parameters<typeof imageRequest>[0];

function bodyOf(overrides: Overrides): object {
	const request = imageRequest({ modelId: 'gemini-3.1-flash-lite-image', ...overrides });
	const { body } = toGeminiRequest(request);
	if (body?.kind !== 'json') throw new Error('The body is not JSON');
	return body.fields;
}

const text = { type: 'text', text: 'a red fox' };
const base = {
	model: 'gemini-3.1-flash-lite-image',
	input: [text],
	response_format: { type: 'image', image_size: '1K' },
	store: false,
};

it('is posted to the Interactions API', () => {
	expect(toGeminiRequest(imageRequest())).toMatchObject({
		method: 'POST',
		path: '/interactions',
	});
});

it('is asked for again at its escaped id', () => {
	expect(gemini.statusPath('int/1', imageRequest().settings)).toBe('/interactions/int%2F1');
});

it('equals the body of facts/gemini-api.md when everything is set', () => {
	const references = [bytesReference(Buffer.from('PNG bytes'))];
	const body = bodyOf({
		aspectRatio: '16:9',
		seed: 1,
		references,
		thinkingLevel: 'minimal',
		settings: {
			systemInstruction: 'Draw flat.',
			previousInteractionId: 'int_1',
		},
	});
	expect(body).toEqual({
		model: 'gemini-3.1-flash-lite-image',
		input: [text, { type: 'image', mime_type: 'image/png', data: 'UE5HIGJ5dGVz' }],
		response_format: { type: 'image', aspect_ratio: '16:9', image_size: '1K' },
		generation_config: { thinking_level: 'minimal', seed: 1 },
		system_instruction: 'Draw flat.',
		previous_interaction_id: 'int_1',
		store: true,
	});
});

it.each<[string, Overrides, object]>([
	['nothing but what is needed', {}, base],
	[
		'an aspect ratio',
		{ aspectRatio: '21:9' },
		{ ...base, response_format: { type: 'image', aspect_ratio: '21:9', image_size: '1K' } },
	],
	[
		'a resolution',
		{ resolution: '512' },
		{ ...base, response_format: { type: 'image', image_size: '512' } },
	],
	[
		'a file format as its type',
		{ outputFormat: 'jpeg' },
		{ ...base, response_format: { type: 'image', image_size: '1K', mime_type: 'image/jpeg' } },
	],
	['a service tier', { settings: { serviceTier: 'flex' } }, { ...base, service_tier: 'flex' }],
	['a seed of 0', { seed: 0 }, { ...base, generation_config: { seed: 0 } }],
	[
		'a thinking level',
		{ thinkingLevel: 'high' },
		{ ...base, generation_config: { thinking_level: 'high' } },
	],
	[
		'a reference by URL, which is not downloaded to learn its type',
		{ references: [urlReference('https://a.example/1.png')] },
		{ ...base, input: [text, { type: 'image', uri: 'https://a.example/1.png' }] },
	],
	[
		'references in order',
		{
			references: [
				bytesReference(Buffer.from('a'), 'a.jpg', 'image/jpeg'),
				bytesReference(Buffer.from('b'), 'b.webp', 'image/webp'),
			],
		},
		{
			...base,
			input: [
				text,
				{ type: 'image', mime_type: 'image/jpeg', data: 'YQ==' },
				{ type: 'image', mime_type: 'image/webp', data: 'Yg==' },
			],
		},
	],
	['storage when asked for', { settings: { storeInteraction: true } }, { ...base, store: true }],
	[
		'storage with a previous turn, asked for or not',
		{ settings: { storeInteraction: false, previousInteractionId: 'int_1' } },
		{ ...base, previous_interaction_id: 'int_1', store: true },
	],
	[
		'additional fields, merged deep',
		{ seed: 1, additionalFields: { generation_config: { temperature: 1 }, store: true } },
		{ ...base, generation_config: { seed: 1, temperature: 1 }, store: true },
	],
	[
		'nothing from __proto__',
		{ additionalFields: JSON.parse('{"__proto__": {"store": true}}') as Record<string, never> },
		base,
	],
])('carries %s', (_, overrides, body) => {
	expect(bodyOf(overrides)).toEqual(body);
});
