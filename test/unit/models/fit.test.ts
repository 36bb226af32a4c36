import fc from 'fast-check';

import { CATALOGUE } from '../../../nodes/OakgenImage/models/catalogue';
import { checkFormat } from '../../../nodes/OakgenImage/models/check';
import { fitTo } from '../../../nodes/OakgenImage/models/fit';
import type { Format } from '../../../nodes/OakgenImage/providers/types';
import { providers } from '../../support/providers';

/** Takes all that any provider takes, so that the model alone decides. */
const provider = {
	label: 'Anybody',
	formatChoices: { ...providers.gemini.formatChoices, ...providers.oakgen.formatChoices },
	takesMask: true,
};
const asked: Format = { resolution: '1K', aspectRatio: 'auto' };
const ratios = '1:1 2:3 3:2 3:4 4:3 4:5 5:4 9:16 16:9 21:9 1:4 4:1 1:8 8:1'.split(' ');

describe('the format that a model has nearest to the one asked for', () => {
	it.each<[string, Partial<Format>, { [Name in keyof Format]?: string | null }]>([
		['nano-banana-2-lite', { resolution: '4K' }, { resolution: '1K' }],
		['flux-2-pro', { resolution: '4K' }, { resolution: '2K' }],
		['nano-banana-pro', { resolution: '512' }, { resolution: '1K' }],
		['gpt-image-1', { aspectRatio: '16:9' }, { aspectRatio: '3:2' }],
		['gpt-image-1', { aspectRatio: '9:16' }, { aspectRatio: '2:3' }],
		['gpt-image-1', { aspectRatio: '5:4' }, { aspectRatio: '3:2' }],
		['gpt-image-1', { aspectRatio: '1:8' }, { aspectRatio: '2:3' }],
		['gpt-image-2', { aspectRatio: '8:1' }, { aspectRatio: '21:9' }],
		['gpt-image-2', { aspectRatio: '1:4' }, { aspectRatio: '9:16' }],
		// Of two that are as near, the one that costs less.
		['nano-banana-2-lite', { thinkingLevel: 'medium' }, { thinkingLevel: 'minimal' }],
		['flux-2-pro', { thinkingLevel: 'high' }, { thinkingLevel: null }],
		['flux-2-pro', { quality: 'high' }, { quality: null }],
		['flux-2-pro', { outputFormat: 'webp' }, { outputFormat: 'png' }],
		['gpt-image-2', { background: 'transparent' }, { background: null }],
		['flux-3', { background: 'opaque' }, { background: null }],
	])('%s: %j becomes %j', (key, wanted, used) => {
		const entry = CATALOGUE[key] ?? null;
		const { format, adjusted } = fitTo({ entry, provider }, { ...asked, ...wanted });
		const [name] = Object.keys(wanted) as Array<keyof Format>;
		expect(format[name!] ?? null).toBe(used[name!]);
		expect(adjusted).toEqual({ [name!]: { asked: wanted[name!], used: used[name!] } });
	});

	const format = fc.record<Format>(
		{
			resolution: fc.constantFrom('512', '1K', '2K', '4K'),
			aspectRatio: fc.constantFrom('auto', ...ratios),
			thinkingLevel: fc.constantFrom('minimal', 'medium', 'high'),
			quality: fc.constantFrom('auto', 'low', 'medium', 'high'),
			outputFormat: fc.constantFrom('png', 'jpeg', 'webp'),
			background: fc.constantFrom('auto', 'transparent', 'opaque'),
		},
		{ requiredKeys: ['resolution', 'aspectRatio'] },
	);

	const cases = Object.entries({ ...CATALOGUE, 'a model that nobody knows': null }).flatMap(
		([key, entry]) =>
			[provider, providers.oakgen, providers.gemini].map((at) => ({ key, entry, at })),
	);
	it.each(cases)('$key at $at.label has whatever it is given', ({ entry, at }) => {
		const model = { entry, provider: at };
		fc.assert(
			fc.property(format, (wanted) => {
				const fitted = fitTo(model, wanted);
				expect(() => checkFormat(model, fitted.format)).not.toThrow();
				expect(fitTo(model, fitted.format)).toEqual({ format: fitted.format, adjusted: null });
				const { background, outputFormat } = fitted.format;
				expect(background === 'transparent' && outputFormat === 'jpeg').toBe(false);
				// What it has is not changed, and what nobody asked for is not told.
				const names = Object.keys(wanted) as Array<keyof Format>;
				const isChanged = names.some((name) => {
					const used = fitted.format[name] ?? null;
					return used !== wanted[name] && !(wanted[name] === 'auto' && used === null);
				});
				expect(fitted.adjusted !== null).toBe(isChanged);
			}),
			{ numRuns: 50 },
		);
	});

	it('of a file format at Google is the one that it has', () => {
		const model = { entry: CATALOGUE['nano-banana-pro'] ?? null, provider: providers.gemini };
		const { format, adjusted } = fitTo(model, { ...asked, outputFormat: 'webp', quality: 'high' });
		expect(format).toEqual({ ...asked, outputFormat: 'jpeg' });
		expect(adjusted).toEqual({
			outputFormat: { asked: 'webp', used: 'jpeg' },
			quality: { asked: 'high', used: null },
		});
	});

	it('is what was asked for when nothing is known of the model', () => {
		const wanted: Format = {
			resolution: '8K',
			aspectRatio: '7:3',
			thinkingLevel: 'high',
			quality: 'low',
		};
		expect(fitTo({ entry: null, provider }, wanted)).toEqual({ format: wanted, adjusted: null });
	});
});
