import { ImageFailure } from '../../../nodes/OakgenImage/errors';
import { CATALOGUE } from '../../../nodes/OakgenImage/models/catalogue';
import {
	checkFormat,
	checkReferences,
	chooseModel,
	type ChosenModel,
} from '../../../nodes/OakgenImage/models/choose';
import type { Format } from '../../../nodes/OakgenImage/models/fit';
import { listModels } from '../../../nodes/OakgenImage/editor/search';
import type { ModelEntry } from '../../../nodes/OakgenImage/models/types';
import type { Operation, ProviderName } from '../../../nodes/OakgenImage/providers/types';
import { flawsOf } from './flaws';

/** design.md §4 and §7. */
const ratios = '1:1 2:3 3:2 3:4 4:3 4:5 5:4 9:16 16:9 21:9 1:4 4:1 1:8 8:1'.split(' ');
const common = ratios.slice(0, 10);
const resolutions = ['512', '1K', '2K', '4K'];
const names = {
	'nano-banana-2-lite': 'Nano Banana 2 Lite',
	'nano-banana-2': 'Nano Banana 2',
	'nano-banana-2.1': 'Nano Banana 2.1',
	'nano-banana-pro': 'Nano Banana Pro',
	'gpt-image-2': 'GPT Image 2',
	'gpt-image-1': 'GPT Image 1',
	'flux-2-pro': 'Flux 2 Pro',
};

function failureOf(act: () => unknown): string {
	try {
		act();
	} catch (error) {
		if (error instanceof ImageFailure) return `${error.source}: ${error.message} — ${error.advice}`;
		throw error;
	}
	throw new Error('Nothing was thrown');
}

describe('the catalogue', () => {
	it('has the keys and names that workflows and users know', () => {
		const listed = Object.entries(CATALOGUE).map(([key, { name }]) => [key, name]);
		expect(Object.fromEntries(listed)).toEqual(names);
	});

	it('has no flaws', () => {
		expect(flawsOf(CATALOGUE)).toEqual([]);
	});

	const lite = CATALOGUE['nano-banana-2-lite'];
	const ids = (id: string) => ({
		generate: { id, published: true },
		edit: { id, published: true },
	});
	it.each<[string, Partial<ModelEntry>, string]>([
		['New_Model', {}, 'New_Model: the key is not in kebab-case'],
		['new', { name: ' ' }, 'new: name is empty'],
		['new', { name: 'GPT Image 2' }, 'two models are named "GPT Image 2"'],
		['new', { summary: '' }, 'new: summary is empty'],
		['new', { summary: 'x'.repeat(81) }, 'new: summary is longer than 80'],
		['new', { summary: 'Good.' }, 'new: summary ends with a full stop'],
		['new', { tier: 'best' as 'final' }, 'new: tier "best" is neither draft nor final'],
		['new', { resolutions: [] }, 'new: resolutions is empty'],
		['new', { resolutions: ['8K'] }, 'new: resolutions: 8K is no choice of Resolution'],
		[
			'new',
			{ aspectRatios: ['1:1', '7:3'] },
			'new: aspectRatios: 7:3 is no choice of Aspect Ratio',
		],
		['new', { aspectRatios: ['auto'] }, 'new: aspectRatios: auto is no choice of Aspect Ratio'],
		['new', { aspectRatios: ['1:1', '1:1'] }, 'new: aspectRatios has 1:1 twice'],
		['new', { maxReferences: 1.5 }, 'new: maxReferences is no whole number'],
		['new', { ids: { oakgen: ids('x'), gemini: null } }, 'new: thinkingLevels are Google’s'],
		['new', { ids: { oakgen: null, gemini: null } }, 'new: no provider offers it'],
		['new', { ids: { oakgen: ids(''), gemini: null } }, 'new: the id "" is empty'],
		[
			'new',
			{ ids: { oakgen: ids('gpt-image-1'), gemini: null } },
			'two models have the Oakgen id "gpt-image-1"',
		],
		[
			'new',
			{ ids: { oakgen: null, gemini: ids('gemini-3-pro-image') } },
			'two models have the Gemini id "gemini-3-pro-image"',
		],
		['new', { sources: { oakgenIds: '', capabilities: 'x' } }, 'new: sources.oakgenIds is missing'],
		[
			'new',
			{ sources: { oakgenIds: 'x', capabilities: '' } },
			'new: sources.capabilities is missing',
		],
	])('would be refused with %s: %j', (key, change, flaw) => {
		const entry = { ...lite, name: 'New', ids: { oakgen: null, gemini: ids('new') }, ...change };
		expect(flawsOf({ ...CATALOGUE, [key]: entry })).toContainEqual(expect.stringContaining(flaw));
	});

	it('would take another model', () => {
		const entry = { ...lite, name: 'New', ids: { oakgen: ids('new'), gemini: ids('new') } };
		expect(flawsOf({ ...CATALOGUE, 'new-2.1': entry })).toEqual([]);
	});

	it('names as published only what Oakgen has published', () => {
		const published = Object.values(CATALOGUE)
			.flatMap(({ ids: { oakgen } }) => (oakgen ? [oakgen.generate, oakgen.edit] : []))
			.flatMap(({ id, published }) => (published ? [id] : []));
		expect(published).toEqual([
			'nano-banana-2-lite-text',
			'nano-banana-2-lite-edit',
			'gpt-image-1',
		]);
	});

	it('has only Lite as a draft model', () => {
		const drafts = Object.entries(CATALOGUE).filter(([, { tier }]) => tier === 'draft');
		expect(drafts.map(([key]) => key)).toEqual(['nano-banana-2-lite']);
	});

	// facts/gemini-api.md, Models
	it.each<[string, string | null, string[], string[], number, string[]]>([
		['nano-banana-2-lite', 'gemini-3.1-flash-lite-image', ['1K'], ratios, 14, ['minimal', 'high']],
		['nano-banana-2', 'gemini-3.1-flash-image', resolutions, ratios, 14, ['minimal', 'high']],
		[
			'nano-banana-2.1',
			'gemini-nano-banana-2.1',
			['1K', '2K', '4K'],
			ratios,
			14,
			['minimal', 'medium', 'high'],
		],
		['nano-banana-pro', 'gemini-3-pro-image', ['1K', '2K', '4K'], common, 14, []],
		['gpt-image-2', null, ['1K', '2K', '4K'], common, 16, []],
		['gpt-image-1', null, ['1K'], ['1:1', '2:3', '3:2'], 16, []],
		['flux-2-pro', null, ['1K', '2K'], common, 8, []],
	])(
		'%s can do what its maker says',
		(key, gemini, sizes, shapes, maxReferences, thinkingLevels) => {
			expect(CATALOGUE[key]).toMatchObject({
				resolutions: sizes,
				aspectRatios: shapes,
				maxReferences,
				thinkingLevels,
			});
		},
	);
});

describe('the chosen model', () => {
	const list = (value: string) => ({ mode: 'list' as const, value });
	const byId = (value: string) => ({ mode: 'id' as const, value });

	it.each<
		[
			ReturnType<typeof list> | ReturnType<typeof byId>,
			ProviderName,
			Operation,
			string,
			string | null,
		]
	>([
		[
			list('nano-banana-2-lite'),
			'oakgen',
			'generate',
			'nano-banana-2-lite-text',
			'nano-banana-2-lite',
		],
		[list('nano-banana-2-lite'), 'oakgen', 'edit', 'nano-banana-2-lite-edit', 'nano-banana-2-lite'],
		[
			list('nano-banana-2-lite'),
			'gemini',
			'generate',
			'gemini-3.1-flash-lite-image',
			'nano-banana-2-lite',
		],
		[
			list('nano-banana-2-lite'),
			'gemini',
			'edit',
			'gemini-3.1-flash-lite-image',
			'nano-banana-2-lite',
		],
		[list(' gpt-image-1 '), 'oakgen', 'generate', 'gpt-image-1', 'gpt-image-1'],
		[list('flux-2-pro'), 'oakgen', 'edit', 'flux-2-pro-edit', 'flux-2-pro'],
		[byId('nano-banana-2-lite'), 'oakgen', 'edit', 'nano-banana-2-lite', null],
		[byId(' my/model:7 '), 'gemini', 'generate', 'my/model:7', null],
	])('%j at %s to %s is sent as %s', (choice, provider, operation, id, key) => {
		expect(chooseModel(choice, provider, operation)).toEqual({
			id,
			key,
			entry: key === null ? null : CATALOGUE[key],
		});
	});

	it.each<[string, ReturnType<typeof list> | ReturnType<typeof byId>, ProviderName, RegExp]>([
		['nothing', list(''), 'oakgen', /No model is chosen/],
		['spaces', byId('  '), 'oakgen', /No model is chosen/],
		['an unknown key', list('dall-e-9'), 'oakgen', /"dall-e-9" is not in the list.*By ID/],
		['a prototype', list('__proto__'), 'oakgen', /not in the list/],
		['an inherited name', list('toString'), 'gemini', /not in the list/],
		[
			'a model that Google lacks',
			list('gpt-image-2'),
			'gemini',
			/GPT Image 2 is not offered by Google Gemini.*Set Provider to Oakgen, or.*Nano Banana 2 Lite, Nano Banana 2, Nano Banana 2.1, Nano Banana Pro/,
		],
	])('cannot be %s', (_, choice, provider, message) => {
		expect(failureOf(() => chooseModel(choice, provider, 'generate'))).toMatch(message);
	});
});

describe('what a model is asked for', () => {
	type Wanted = Format & { references: number };
	const checkCapabilities = (chosen: ChosenModel, { references, ...format }: Wanted) => {
		checkFormat(chosen, format);
		checkReferences(chosen, references);
	};
	const wanted: Wanted = {
		aspectRatio: 'auto',
		resolution: '1K',
		references: 0,
		thinkingLevel: null,
	};
	const model = (key: string): ChosenModel => ({ id: 'x', key, entry: CATALOGUE[key] });

	it.each<[string, Partial<Wanted>]>([
		['nano-banana-2-lite', {}],
		['nano-banana-2-lite', { aspectRatio: '8:1', references: 14, thinkingLevel: 'high' }],
		['nano-banana-2', { resolution: '512' }],
		['nano-banana-2.1', { resolution: '4K', thinkingLevel: 'medium' }],
		['gpt-image-2', { references: 16, aspectRatio: '21:9' }],
		['flux-2-pro', { references: 8, resolution: '2K' }],
	])('%s can do %j', (key, change) => {
		expect(() => checkCapabilities(model(key), { ...wanted, ...change })).not.toThrow();
	});

	it.each<[string, Partial<Wanted>, RegExp]>([
		[
			'nano-banana-2-lite',
			{ resolution: '4K' },
			/Nano Banana 2 Lite does not have resolution 4K, only 1K — Set Resolution to/,
		],
		[
			'nano-banana-pro',
			{ aspectRatio: '8:1' },
			/does not have aspect ratio 8:1, only 1:1, 2:3.*, auto — Set Aspect Ratio to/,
		],
		['flux-2-pro', { references: 9 }, /takes at most 8 reference images, this item has 9/],
		[
			'nano-banana-2',
			{ thinkingLevel: 'medium' },
			/thinking level medium, only minimal, high — Set Thinking Level to/,
		],
		['nano-banana-pro', { thinkingLevel: 'high' }, /has no thinking level to set/],
	])('%s cannot do %j, and the error says what it can', (key, change, message) => {
		expect(failureOf(() => checkCapabilities(model(key), { ...wanted, ...change }))).toMatch(
			message,
		);
	});

	it('is not checked when the model is given By ID', () => {
		const unknown: ChosenModel = { id: 'x', key: null, entry: null };
		const anything = {
			aspectRatio: '7:3',
			resolution: '8K',
			references: 99,
			thinkingLevel: 'high' as const,
		};
		expect(() => checkCapabilities(unknown, anything)).not.toThrow();
	});
});

describe('the list behind Model', () => {
	const keysFor = (provider: ProviderName, operation: Operation, filter: string) =>
		listModels(provider, operation, filter).map(({ value }) => value);
	const google = ['nano-banana-2-lite', 'nano-banana-2', 'nano-banana-2.1', 'nano-banana-pro'];

	it.each<[ProviderName, Operation, string, string[]]>([
		['oakgen', 'generate', '', Object.keys(names)],
		['gemini', 'generate', '', google],
		['oakgen', 'generate', 'FLUX', ['flux-2-pro']],
		['oakgen', 'generate', ' gpt ', ['gpt-image-2', 'gpt-image-1']],
		['oakgen', 'edit', 'gpt-image-1-edit', ['gpt-image-1']],
		['oakgen', 'generate', '-edit', []],
		['gemini', 'edit', 'flash-lite', ['nano-banana-2-lite']],
		['oakgen', 'edit', 'flash-lite', []],
		['gemini', 'generate', 'gpt', []],
		['oakgen', 'generate', '.*', []],
	])('of %s to %s, searched for "%s"', (provider, operation, filter, keys) => {
		expect(keysFor(provider, operation, filter)).toEqual(keys);
	});

	it('says which ids Oakgen has not published, and what to do then', () => {
		const hint =
			/not published by Oakgen: if it is refused, copy the id from your dashboard into By ID/;
		const hinted = (provider: ProviderName, operation: Operation) =>
			listModels(provider, operation, '')
				.filter(({ description }) => hint.test(description))
				.map(({ value }) => value);
		expect(hinted('gemini', 'generate')).toEqual([]);
		expect(hinted('oakgen', 'generate')).not.toContain('gpt-image-1');
		expect(hinted('oakgen', 'edit')).toContain('gpt-image-1');
		expect(hinted('oakgen', 'edit')).not.toContain('nano-banana-2-lite');
	});

	it('has entries of name, value and description', () => {
		expect(listModels('oakgen', 'generate', 'lite')).toEqual([
			{
				name: 'Nano Banana 2 Lite',
				value: 'nano-banana-2-lite',
				description:
					'Draft: Fast and cheap drafts; review before publishing. Resolutions: 1K. Aspect ratios: 14. Up to 14 reference images.',
			},
		]);
	});

	it('names the tier, and the ratios that are not the ten common ones', () => {
		const described = listModels('oakgen', 'generate', '').map(({ description }) => description);
		expect(described.map((text) => text.slice(0, 5))).toEqual([
			'Draft',
			...Array.from({ length: 6 }, () => 'Final'),
		]);
		expect(described.map((text) => /Aspect ratios: (.*?)\./.exec(text)?.[1])).toEqual([
			'14',
			'14',
			'14',
			undefined,
			undefined,
			'1:1, 2:3, 3:2',
			undefined,
		]);
	});
});

describe('the list behind Model, with what the account has', () => {
	const found = ['nano-banana-2-text', 'flux-2-pro-edit', 'new-text', 'new-edit', 'new/any'].map(
		(id) => ({ id, name: `Model ${id.toUpperCase()}` }),
	);
	const listed = (provider: ProviderName, operation: Operation, filter = '') =>
		listModels(provider, operation, filter, found);

	it.each<[Operation, string[]]>([
		['generate', ['id:new-text', 'id:new/any']],
		['edit', ['id:new-edit', 'id:new/any']],
	])('to %s, ends with what the catalogue does not have', (operation, others) => {
		const values = listed('oakgen', operation).map(({ value }) => value);
		expect(values).toEqual([...Object.keys(names), ...others]);
	});

	it('takes names from the account, and says that no more is known', () => {
		expect(listed('oakgen', 'generate').at(-1)).toEqual({
			name: 'Model NEW/ANY',
			value: 'id:new/any',
			description: 'Found in your account; what it can do is not known to this node',
		});
	});

	it.each<[string, string[]]>([
		['NEW-', ['id:new-text']],
		['model', ['id:new-text', 'id:new/any']],
		['nano-banana-2-text', ['nano-banana-2']],
		['id:', []],
	])('is searched for "%s"', (filter, values) => {
		expect(listed('oakgen', 'generate', filter).map(({ value }) => value)).toEqual(values);
	});

	it('says of the catalogue what is in the account, which confirms an id', () => {
		const end = (operation: Operation, key: string) =>
			listed('oakgen', operation)
				.find(({ value }) => value === key)
				?.description.replace(/^.* reference images\. /, '');
		const missing = 'Not in your account’s list.';
		const hint = 'The id is not published by Oakgen: if it is refused, copy the id from';
		expect(end('generate', 'nano-banana-2')).toBe('In your account.');
		expect(end('edit', 'nano-banana-2')).toMatch(`${missing} ${hint}`);
		expect(end('generate', 'gpt-image-1')).toBe(missing);
		expect(end('edit', 'flux-2-pro')).toBe('In your account.');
	});

	it('does not show a model of the catalogue twice', () => {
		const ids = Object.values(CATALOGUE).flatMap(({ ids: { gemini } }) =>
			gemini ? [{ id: gemini.generate.id, name: 'x' }] : [],
		);
		const values = listModels('gemini', 'edit', '', ids).map(({ value }) => value);
		expect(values).toEqual(Object.keys(names).slice(0, 4));
	});
});
