import { listModels } from '../../../nodes/OakgenImage/editor/search';
import { keyNamed } from '../../../nodes/OakgenImage/models/choose';
import { offeredBy } from '../../../nodes/OakgenImage/models/offers';
import type { ModelOperation } from '../../../nodes/OakgenImage/providers/types';
import { providers, type ProviderName } from '../../support/providers';

const keysAt = (name: ProviderName) => offeredBy(providers[name]).map(({ key }) => key);

describe('the list behind Model', () => {
	const valuesFor = (name: ProviderName, operation: ModelOperation, filter: string) =>
		listModels(providers[name], operation, filter).map(({ value }) => value);

	it.each<ProviderName>(['oakgen', 'gemini'])('of %s has all that it offers', (name) => {
		expect(valuesFor(name, 'generate', '').toSorted()).toEqual(keysAt(name).toSorted());
	});

	it.each<[ProviderName, ModelOperation, string, string]>([
		['oakgen', 'generate', 'FLUX 2', 'flux-2-pro'],
		['oakgen', 'generate', ' gpt ', 'gpt-image-2'],
		['oakgen', 'generate', '4k', 'flux-3'],
		['oakgen', 'generate', 'openai', 'gpt-image-2.6'],
		['oakgen', 'edit', 'Google', 'nano-banana-pro'],
		['oakgen', 'generate', 'photo', 'flux-2-pro'],
		['oakgen', 'generate', 'transparent', 'seedream-5.5'],
		['oakgen', 'generate', 'transparent openai', 'gpt-image-2.6'],
		['oakgen', 'edit', 'mask', 'gpt-image-2'],
		['oakgen', 'generate', 'draft', 'nano-banana-2-lite'],
		['gemini', 'generate', '4k', 'nano-banana-2.1'],
		['oakgen', 'edit', 'flux-2-pro-edit', 'flux-2-pro'],
		['gemini', 'edit', 'flash-lite', 'nano-banana-2-lite'],
	])('of %s to %s, searched for "%s", has %s and not all', (name, operation, filter, key) => {
		const values = valuesFor(name, operation, filter);
		expect(values).toContain(key);
		expect(values.length).toBeLessThan(keysAt(name).length);
	});

	it.each<[ProviderName, ModelOperation, string]>([
		['oakgen', 'generate', '-edit'],
		['oakgen', 'edit', 'flash-lite'],
		['gemini', 'generate', 'gpt'],
		['oakgen', 'generate', '.*'],
	])('of %s to %s has nothing for "%s"', (name, operation, filter) => {
		expect(valuesFor(name, operation, filter)).toEqual([]);
	});

	it('shows in the name what matters for the choice, retired models last', () => {
		const names = listModels(providers.oakgen, 'generate', '').map(({ name }) => name);
		expect(names[0]).toBe('Nano Banana 2 Lite · draft · 1K');
		expect(names).toContain('GPT Image 2.6 · final · up to 4K · id not published');
		expect(names.slice(-2)).toEqual([
			'Nano Banana 2 · retired, use Nano Banana 2.1 · id not published',
			'GPT Image 1 · retired, use GPT Image 2',
		]);
	});

	it('has names that mean the model wherever one is named', () => {
		for (const { name, value } of listModels(providers.oakgen, 'generate', '')) {
			expect(keyNamed(name)).toBe(value);
		}
	});

	it('says which ids Oakgen has not published, and what to do then', () => {
		const hint =
			/not published by Oakgen: if it is refused, copy the id from your dashboard into By ID/;
		for (const { key, ids } of offeredBy(providers.oakgen)) {
			for (const operation of ['generate', 'edit'] as const) {
				const entry = listModels(providers.oakgen, operation, key).find(
					({ value }) => value === key,
				);
				expect(hint.test(entry?.description ?? '')).toBe(!ids[operation].published);
			}
		}
	});

	it('says of each model its tier, its resolutions and how many references it takes', () => {
		for (const { description } of listModels(providers.oakgen, 'generate', '')) {
			expect(description).toMatch(
				/^(Draft|Final): .+\. Resolutions: .+\. (Aspect ratios: .+\. )?Up to \d+ reference images(, and a mask)?\./,
			);
		}
	});
});

describe('the list behind Model, with what the account has', () => {
	const found = ['nano-banana-2-text', 'flux-2-pro-edit', 'new-text', 'new-edit', 'new/any'].map(
		(id) => ({ id, name: `Model ${id.toUpperCase()}` }),
	);
	const listed = (operation: ModelOperation, filter = '') =>
		listModels(providers.oakgen, operation, filter, found);

	it.each<[ModelOperation, string[]]>([
		['generate', ['id:new-text', 'id:new/any']],
		['edit', ['id:new-edit', 'id:new/any']],
	])('to %s, ends with what the catalogue does not have', (operation, others) => {
		const values = listed(operation).map(({ value }) => value);
		expect(values.slice(keysAt('oakgen').length)).toEqual(others);
	});

	it('takes names from the account, and says that no more is known', () => {
		expect(listed('generate').at(-1)).toEqual({
			name: 'Model NEW/ANY',
			value: 'id:new/any',
			description: 'Found in your account; what it can do is not known to this node',
		});
	});

	it.each<[string, string[]]>([
		['NEW-', ['id:new-text']],
		['MODEL new/', ['id:new/any']],
		['nano-banana-2-text', ['nano-banana-2']],
		['id:', []],
	])('is searched for "%s"', (filter, values) => {
		expect(listed('generate', filter).map(({ value }) => value)).toEqual(values);
	});

	it('says of the catalogue what is in the account, which confirms an id', () => {
		const end = (operation: ModelOperation, key: string) =>
			listed(operation)
				.find(({ value }) => value === key)
				?.description.replace(/^.* reference images(, and a mask)?\. /, '')
				.replace(/Retired: .*?\)\. /, '');
		const missing = 'Not in your account’s list.';
		const hint = 'The id is not published by Oakgen: if it is refused, copy the id from';
		expect(end('generate', 'nano-banana-2')).toBe('In your account.');
		expect(end('edit', 'nano-banana-2')).toMatch(`${missing} ${hint}`);
		expect(end('generate', 'nano-banana-2-lite')).toBe(missing);
		expect(end('edit', 'flux-2-pro')).toBe('In your account.');
	});

	it('does not show a model of the catalogue twice', () => {
		const all = offeredBy(providers.gemini).map(({ ids }) => ({ id: ids.edit.id, name: 'x' }));
		const values = listModels(providers.gemini, 'edit', '', all).map(({ value }) => value);
		expect(values.toSorted()).toEqual(keysAt('gemini').toSorted());
	});
});
