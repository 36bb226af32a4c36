import { CATALOGUE } from '../../../nodes/OakgenImage/models/catalogue';
import type { ModelAt } from '../../../nodes/OakgenImage/models/capabilities';
import { checkFormat, checkMask, checkReferences } from '../../../nodes/OakgenImage/models/check';
import type { Format } from '../../../nodes/OakgenImage/providers/types';
import { failureOf } from '../../support/failure';
import { providers } from '../../support/providers';

const usual: Format = { aspectRatio: 'auto', resolution: '1K' };
/** Takes all that any provider takes, so that the model alone decides. */
const provider: ModelAt['provider'] = {
	label: 'Anybody',
	formatChoices: {
		...providers.gemini.formatChoices,
		...providers.oakgen.formatChoices,
	},
	takesMask: true,
};
const unknown: ModelAt = { entry: null, provider };

/** Of Nano Banana 2 Lite, except for what the test is about. */
function modelWith(change: Partial<NonNullable<ModelAt['entry']>>): ModelAt {
	return { entry: { ...CATALOGUE['nano-banana-2-lite'], name: 'X', ...change }, provider };
}

it.each(Object.entries(CATALOGUE))('%s can do all that its entry says', (_, entry) => {
	const model = { entry, provider };
	for (const aspectRatio of ['auto', ...entry.aspectRatios]) {
		for (const resolution of entry.resolutions) {
			expect(() => checkFormat(model, { aspectRatio, resolution })).not.toThrow();
		}
	}
	for (const [option, values] of Object.entries(entry.options)) {
		for (const value of values) {
			const format = { ...usual, resolution: entry.resolutions[0], [option]: value };
			expect(() => checkFormat(model, format)).not.toThrow();
		}
	}
	expect(() => checkReferences(model, entry.maxReferences)).not.toThrow();
	expect(failureOf(() => checkReferences(model, entry.maxReferences + 1))).toMatch(
		`takes at most ${entry.maxReferences} reference images, this item has ${entry.maxReferences + 1}`,
	);
});

it.each<[Parameters<typeof modelWith>[0], Partial<Format>, RegExp]>([
	[
		{ resolutions: ['1K'] },
		{ resolution: '4K' },
		/X does not have resolution 4K, only 1K — Set Resolution to/,
	],
	[
		{ aspectRatios: ['1:1', '2:3'] },
		{ aspectRatio: '8:1' },
		/does not have aspect ratio 8:1, only 1:1, 2:3, auto — Set Aspect Ratio to/,
	],
	[
		{ options: { thinkingLevel: ['minimal', 'high'] } },
		{ thinkingLevel: 'medium' },
		/thinking level medium, only minimal, high — Set Thinking Level to/,
	],
	[{ options: {} }, { thinkingLevel: 'high' }, /X has no thinking level to set — .*another model/],
	[{ options: {} }, { quality: 'high' }, /X has no quality to set — Remove the option Quality/],
	[
		{ options: { outputFormat: ['png', 'jpeg'] } },
		{ outputFormat: 'webp' },
		/output format webp, only png, jpeg — Set Output Format to/,
	],
	[
		{ options: { background: ['opaque'] } },
		{ background: 'transparent' },
		/X does not have background transparent, only opaque — Set Background to/,
	],
])('a model with %j cannot do %j, and the error says what it can', (change, wanted, message) => {
	const failure = failureOf(() => checkFormat(modelWith(change), { ...usual, ...wanted }));
	expect(failure).toMatch(message);
});

it('a model of which nothing is known is not checked', () => {
	const anything = { aspectRatio: '7:3', resolution: '8K', thinkingLevel: 'high', quality: 'high' };
	expect(() => checkFormat(unknown, anything)).not.toThrow();
	expect(() => checkReferences(unknown, 99)).not.toThrow();
	expect(() => checkMask(unknown)).not.toThrow();
});

it('what the model decides by itself is no demand', () => {
	const nothing = modelWith({ options: {} });
	const auto = { ...usual, quality: 'auto', background: 'auto' };
	expect(() => checkFormat(nothing, auto)).not.toThrow();
	expect(() => checkFormat({ ...unknown, provider: providers.gemini }, auto)).not.toThrow();
});

it.each<[Partial<Format>, RegExp]>([
	[{ quality: 'high' }, /^input: Google Gemini has no quality to set — .*another provider/],
	[{ background: 'transparent' }, /^input: Google Gemini has no background to set/],
	[
		{ outputFormat: 'png' },
		/^input: Google Gemini does not have output format png, only jpeg — .*another provider/,
	],
	[
		{ outputFormat: 'webp' },
		/^input: Google Gemini does not have output format webp, only jpeg — .*another provider/,
	],
])('Google takes no %j, of whatever model', (wanted, message) => {
	for (const entry of [null, CATALOGUE['nano-banana-2-lite'] ?? null]) {
		const model = { entry, provider: providers.gemini };
		expect(failureOf(() => checkFormat(model, { ...usual, ...wanted }))).toMatch(message);
	}
});

it('a mask is refused by a provider or a model that takes none', () => {
	const none = modelWith({ mask: false });
	expect(failureOf(() => checkMask(none))).toMatch(
		/^input: X takes no mask — Remove .* choose a model/,
	);
	expect(() => checkMask(modelWith({ mask: true }))).not.toThrow();
	const atGoogle = { ...modelWith({ mask: true }), provider: providers.gemini };
	expect(failureOf(() => checkMask(atGoogle))).toMatch(
		/^input: Google Gemini takes no mask — .*provider/,
	);
});
