import { CATALOGUE } from '../../../nodes/OakgenImage/models/catalogue';
import { checkFormat, checkReferences } from '../../../nodes/OakgenImage/models/check';
import type { ChosenModel } from '../../../nodes/OakgenImage/models/choose';
import type { Format } from '../../../nodes/OakgenImage/providers/types';
import { failureOf } from '../../support/failure';

const usual: Format = { aspectRatio: 'auto', resolution: '1K' };
const unknown: ChosenModel = { id: 'x', key: null, entry: null };

/** Of Nano Banana 2 Lite, except for what the test is about. */
function modelWith(change: Partial<NonNullable<ChosenModel['entry']>>): ChosenModel {
	return { id: 'x', key: 'x', entry: { ...CATALOGUE['nano-banana-2-lite'], name: 'X', ...change } };
}

it.each(Object.entries(CATALOGUE))('%s can do all that its entry says', (key, entry) => {
	const model = { id: key, key, entry };
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
	[{ options: {} }, { thinkingLevel: 'high' }, /has no thinking level to set/],
])('a model with %j cannot do %j, and the error says what it can', (change, wanted, message) => {
	const failure = failureOf(() => checkFormat(modelWith(change), { ...usual, ...wanted }));
	expect(failure).toMatch(message);
});

it('a model of which nothing is known is not checked', () => {
	const anything = { aspectRatio: '7:3', resolution: '8K', thinkingLevel: 'high' };
	expect(() => checkFormat(unknown, anything)).not.toThrow();
	expect(() => checkReferences(unknown, 99)).not.toThrow();
});
