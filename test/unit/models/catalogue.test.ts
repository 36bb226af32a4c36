import { CATALOGUE } from '../../../nodes/OakgenImage/models/catalogue';
import type { ModelEntry } from '../../../nodes/OakgenImage/models/types';
import { defaultModelOf, idsAt } from '../../../nodes/OakgenImage/models/offers';
import { PROVIDERS } from '../../../nodes/OakgenImage/providers';
import { flawsOf } from './flaws';

/** Workflows store the keys: none of these may ever go or get another name. New ones may come. */
const FROZEN = {
	'nano-banana-2-lite': 'Nano Banana 2 Lite',
	'nano-banana-2': 'Nano Banana 2',
	'nano-banana-2.1': 'Nano Banana 2.1',
	'nano-banana-pro': 'Nano Banana Pro',
	'gpt-image-2': 'GPT Image 2',
	'gpt-image-1': 'GPT Image 1',
	'flux-2-pro': 'Flux 2 Pro',
	'gpt-image-2.6': 'GPT Image 2.6',
	'flux-3': 'FLUX 3',
	'seedream-5.5': 'Seedream 5.5',
};

/** All ids that Oakgen has published (oakgen.ai, 2026-10). */
const PUBLISHED = ['nano-banana-2-lite-text', 'nano-banana-2-lite-edit', 'gpt-image-1'];

it('keeps the keys and names that workflows and users know', () => {
	const names = Object.entries(CATALOGUE).map(([key, { name }]) => [key, name]);
	expect(Object.fromEntries(names)).toMatchObject(FROZEN);
});

it('has no flaws', () => {
	expect(flawsOf(CATALOGUE)).toEqual([]);
});

it('names as published only what Oakgen has published', () => {
	const published = Object.values(CATALOGUE)
		.flatMap(({ ids: { oakgen } }) => (oakgen ? [oakgen.generate, oakgen.edit] : []))
		.flatMap(({ id, published }) => (published ? [id] : []));
	expect(PUBLISHED).toEqual(expect.arrayContaining(published));
});

it('has retired what its maker has given up, and nothing that is current', () => {
	const retired = Object.entries(CATALOGUE).flatMap(([key, entry]) =>
		entry.retired ? [[key, entry.retired.since, entry.retired.successor]] : [],
	);
	expect(retired).toEqual([
		['nano-banana-2', '2026-10-06', 'nano-banana-2.1'],
		['gpt-image-1', '2026-10-23', 'gpt-image-2'],
	]);
});

describe.each(PROVIDERS)('$label', (provider) => {
	it('begins with models that it offers and that are not retired', () => {
		const defaults = [defaultModelOf(provider) ?? [], provider.comparedModels].flat();
		expect(defaults.filter((key) => CATALOGUE[key]?.retired !== undefined)).toEqual([]);
		expect(defaults.filter((key) => idsAt(provider, key) === undefined)).toEqual([]);
	});

	it('has ids for models of the catalogue alone', () => {
		const named = Object.keys(provider.modelIds ?? {});
		expect(named.filter((key) => CATALOGUE[key] === undefined)).toEqual([]);
	});
});

describe('an entry', () => {
	const lite = CATALOGUE['nano-banana-2-lite'];
	const [other] = Object.entries(CATALOGUE).slice(-1);
	const ids = (id: string) => ({
		generate: { id, published: true },
		edit: { id, published: true },
	});

	it.each<[string, Partial<ModelEntry>, string]>([
		['New_Model', {}, 'New_Model: the key is not in kebab-case'],
		['new', { name: ' ' }, 'new: name is empty'],
		['new', { name: other[1].name }, `two models are named "${other[1].name}"`],
		['new', { maker: '' }, 'new: maker is empty'],
		['new', { mask: undefined as never }, 'new: mask is neither'],
		[
			'new',
			{ retired: { since: 'May', successor: 'flux-3', where: 'x' } },
			'new: retired since "May" is no day',
		],
		[
			'new',
			{ retired: { since: '2026-10-06', successor: 'flux-9', where: 'x' } },
			'new: its successor flux-9 is not in the catalogue',
		],
		[
			'new',
			{ retired: { since: '2026-10-06', successor: 'gpt-image-1', where: 'x' } },
			'new: its successor gpt-image-1 is retired too',
		],
		['new', { options: { quality: ['max'] } }, 'new: quality: max is no choice of Quality'],
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
		['new', { options: { thinkingLevel: ['deep'] } }, 'new: thinkingLevel: deep is no choice of'],
		['new', { ids: {} }, 'new: no provider offers it'],
		['new', { ids: { oakgen: ids('') } }, 'new: the id "" is empty'],
		[
			'new',
			{ ids: { oakgen: ids('gpt-image-1') } },
			'two models have the id "gpt-image-1" at oakgen',
		],
		['new', { ids: { nobody: ids('x') } }, 'new: there is no provider "nobody"'],
		[
			'new',
			{ sources: { ids: { gemini: ' ' }, capabilities: 'x' } },
			'new: sources.ids.gemini is missing',
		],
		['new', { sources: { ids: {}, capabilities: 'x' } }, 'new: sources.ids.gemini is missing'],
		[
			'new',
			{ sources: { ids: { oakgen: 'x' }, capabilities: 'x' } },
			'new: sources.ids.oakgen is of no id',
		],
		[
			'new',
			{ sources: { ids: { gemini: 'x' }, capabilities: '' } },
			'new: sources.capabilities is missing',
		],
	])('would be refused with %s: %j', (key, change, flaw) => {
		const sources = { ids: { gemini: 'x' }, capabilities: 'x' };
		const entry = { ...lite, name: 'New', ids: { gemini: ids('new') }, sources, ...change };
		expect(flawsOf({ ...CATALOGUE, [key]: entry })).toContainEqual(expect.stringContaining(flaw));
	});

	it.each<[string, Pick<ModelEntry, 'ids' | 'sources'>]>([
		[
			'of another model',
			{
				ids: { oakgen: ids('new'), gemini: ids('new') },
				sources: { ids: { oakgen: 'x', gemini: 'x' }, capabilities: 'x' },
			},
		],
		[
			'of a model that one provider alone has',
			{ ids: { gemini: ids('new') }, sources: { ids: { gemini: 'x' }, capabilities: 'x' } },
		],
	])('%s would be taken', (_, change) => {
		const entry = { ...lite, name: 'New', ...change };
		expect(flawsOf({ ...CATALOGUE, 'new-2.1': entry })).toEqual([]);
	});
});
