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
