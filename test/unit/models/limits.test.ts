import { type INodeParameters, type INodeTypeDescription, NodeHelpers } from 'n8n-workflow';

import { CATALOGUE } from '../../../nodes/OakgenImage/models/catalogue';
import { OakgenImage } from '../../../nodes/OakgenImage/OakgenImage.node';

const description: INodeTypeDescription = new OakgenImage().description;
const notices = description.properties.filter(({ type }) => type === 'notice');

const usual = {
	...{ resource: 'image', operation: 'generate', provider: 'oakgen' },
	...{ resolution: '1K', aspectRatio: 'auto' },
};

/** The notices about a model that the editor shows for these values. */
function shown(name: string, parameters: INodeParameters): string[] {
	return notices
		.filter((notice) => notice.name === name)
		.filter((notice) =>
			NodeHelpers.displayParameter(
				{ ...usual, ...parameters },
				notice,
				{ typeVersion: 1 },
				description,
			),
		)
		.map(({ displayName }) => displayName);
}

const chosen = (value: string, mode = 'list') => ({ modelId: { __rl: true, mode, value } });

const choices = (name: string) =>
	(description.properties.find((property) => property.name === name)?.options ?? []).flatMap(
		(option) => ('value' in option ? [String(option.value)] : []),
	);

describe('what a model does not have', () => {
	it.each(Object.entries(CATALOGUE))('is said of %s where it is asked for', (key, entry) => {
		for (const operation of ['generate', 'edit']) {
			for (const resolution of choices('resolution')) {
				const texts = shown('modelLimits', { ...chosen(key), operation, resolution });
				expect(texts).toHaveLength(entry.resolutions.includes(resolution) ? 0 : 1);
			}
			for (const aspectRatio of choices('aspectRatio')) {
				const texts = shown('modelLimits', { ...chosen(key), operation, aspectRatio });
				const has = ['auto', ...entry.aspectRatios].includes(aspectRatio);
				expect(texts).toHaveLength(has ? 0 : 1);
			}
		}
	});

	it('is a sentence', () => {
		expect(shown('modelLimits', { ...chosen('nano-banana-pro'), resolution: '512' })).toEqual([
			'Nano Banana Pro makes 1K, 2K and 4K only. Choose that, or another model.',
		]);
		expect(shown('modelLimits', { ...chosen('gpt-image-1', 'id'), aspectRatio: '8:1' })).toEqual([
			'GPT Image 1 makes no such shape, only 1:1, 2:3 and 3:2. Choose that, or another model.',
		]);
	});

	const odd = { resolution: '512', aspectRatio: '8:1' };
	it.each<[string, INodeParameters]>([
		['the model is chosen by an expression', { ...chosen('={{ $json.model }}'), ...odd }],
		['by another id', { ...chosen('nano-banana-2-lite-text', 'id'), ...odd }],
		['from the account', { ...chosen('id:nano-banana-3'), ...odd }],
		['not at all', { ...chosen(''), ...odd }],
		['for a comparison', { ...chosen('gpt-image-1'), ...odd, operation: 'compare' }],
		[
			'with a size by expression',
			{ ...chosen('gpt-image-1'), resolution: '={{ 1 }}', aspectRatio: '={{ 2 }}' },
		],
	])('is not said when %s', (_, parameters) => {
		expect(shown('modelLimits', parameters)).toEqual([]);
	});

	it('is said right below the parameters that it is about', () => {
		const names = description.properties.map(({ name }) => name);
		const at = names.indexOf('aspectRatio');
		expect(names.slice(at, at + 3)).toEqual(['aspectRatio', 'resolution', 'modelLimits']);
	});
});

describe('what speaks against the chosen model', () => {
	const said = (key: string, parameters: INodeParameters = {}) =>
		shown('modelNotice', { ...chosen(key), ...parameters }).join(' ');

	it('is that it is retired, with what to choose instead', () => {
		expect(said('nano-banana-2', { provider: 'gemini' })).toBe(
			'Nano Banana 2 is retired: Google has deprecated it in favour of Nano Banana 2.1 (2026-10-06). Choose Nano Banana 2.1 instead.',
		);
		expect(said('gpt-image-1')).toMatch(/is retired: OpenAI .* Choose GPT Image 2 instead\.$/);
	});

	it('is that its id is not published, by operation', () => {
		expect(said('flux-3')).toMatch(/^Oakgen has not published the id of FLUX 3.*By ID\.$/);
		expect(said('gpt-image-1')).not.toMatch(/not published/);
		expect(said('gpt-image-1', { operation: 'edit' })).toMatch(/not published the id of GPT/);
		expect(said('flux-3', { provider: 'gemini' })).not.toMatch(/not published/);
	});

	it('is that the provider lacks it', () => {
		const text = 'GPT Image 2 is not offered by Google Gemini: set Provider to Oakgen, or choose';
		expect(said('gpt-image-2', { provider: 'gemini' })).toMatch(text);
		expect(said('gpt-image-2', { provider: 'gemini', operation: 'edit' })).toMatch(text);
	});

	it.each<[string, string, INodeParameters]>([
		['nothing', 'nano-banana-2-lite', {}],
		['nothing at Google', 'nano-banana-2.1', { provider: 'gemini' }],
		['nothing in a comparison', 'gpt-image-1', { operation: 'compare' }],
		['nothing of a model by expression', '={{ $json.model }}', {}],
	])('is %s: %s', (_, key, parameters) => {
		expect(said(key, parameters)).toBe('');
	});

	it('is said right below Model', () => {
		const names = description.properties.map(({ name }) => name);
		expect(names[names.lastIndexOf('modelId') + 1]).toBe('modelNotice');
	});
});

it('a comparison says what it costs', () => {
	const text = /each model .* times Number of Images, for every input item/;
	expect(shown('comparisonCost', { operation: 'compare' })).toEqual([expect.stringMatching(text)]);
	expect(shown('comparisonCost', { operation: 'edit' })).toEqual([]);
});
