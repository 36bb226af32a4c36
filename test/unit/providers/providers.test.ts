import { PROVIDERS } from '../../../nodes/OakgenImage/providers';
import type { Provider, ProviderName } from '../../../nodes/OakgenImage/providers/types';
import { imageRequest } from '../../support/imageRequest';

it.each<[ProviderName, Partial<Provider>]>([
	[
		'oakgen',
		{
			label: 'Oakgen',
			credential: 'oakgenApi',
			// It may answer with the image itself.
			headers: { Accept: 'application/json, image/*' },
			takesIdempotencyKey: true,
		},
	],
	[
		'gemini',
		{
			label: 'Google Gemini',
			credential: 'geminiImageApi',
			headers: { Accept: 'application/json' },
			takesIdempotencyKey: false,
		},
	],
])('%s: its name, its credential, and what its requests carry', (name, expected) => {
	expect(PROVIDERS[name]).toMatchObject({ name, ...expected });
});

describe('what else to check when a request was refused', () => {
	const { gemini, oakgen } = PROVIDERS;

	it('is the earlier image, when it continues one', () => {
		const request = imageRequest({ gemini: { previousInteractionId: 'int_1' } });
		expect(gemini.refusalAdvice(request)).toMatch(
			/Previous Interaction ID.*Store Interaction.*limited time/,
		);
	});

	it('is nothing otherwise', () => {
		expect(gemini.refusalAdvice(imageRequest())).toBe('');
		expect(oakgen.refusalAdvice(imageRequest())).toBe('');
	});
});
