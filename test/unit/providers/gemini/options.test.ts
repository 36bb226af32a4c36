import { readGeminiSettings } from '../../../../nodes/OakgenImage/providers/gemini/options';
import { optionReader } from '../../../support/parameters';

// What only Google Gemini has in Options.

const read = (options: Record<string, unknown> = {}) => readGeminiSettings(optionReader(options));

const usual = read();

it('keeps nothing at Google, and leaves the tier to it, unless somebody says so', () => {
	expect(usual).toEqual({
		systemInstruction: '',
		previousInteractionId: '',
		storeInteraction: false,
		serviceTier: null,
	});
});

it.each([
	{ systemInstruction: 'Draw flat.' },
	{ previousInteractionId: 'int_1' },
	{ storeInteraction: true },
	{ serviceTier: 'flex' },
	{ serviceTier: 'standard' },
])('takes %j, and leaves the rest as it was', (options) => {
	expect(read(options)).toEqual({ ...usual, ...options });
});
