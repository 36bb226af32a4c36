import { CATALOGUE } from '../../../nodes/OakgenImage/models/catalogue';
import { chooseModel, namedModel } from '../../../nodes/OakgenImage/models/choose';
import { offeredBy } from '../../../nodes/OakgenImage/models/offers';
import type { ModelOperation } from '../../../nodes/OakgenImage/providers/types';
import { failureOf } from '../../support/failure';
import { providers, type ProviderName } from '../../support/providers';

const list = (value: string) => ({ mode: 'list' as const, value });
const byId = (value: string) => ({ mode: 'id' as const, value });
type Choice = ReturnType<typeof list> | ReturnType<typeof byId>;

const uses = (['oakgen', 'gemini'] as const).flatMap((name) =>
	(['generate', 'edit'] as const).map((operation) => ({ provider: providers[name], operation })),
);

describe('a model of the catalogue', () => {
	const cases = uses.flatMap((use) => offeredBy(use.provider).map((offered) => ({ use, offered })));

	it.each(cases)('$offered.key is sent by its id', ({ use, offered: { key, entry, ids } }) => {
		const chosen = { id: ids[use.operation].id, key, entry };
		for (const text of [key, entry.name, ` ${key} `, entry.name.toUpperCase()]) {
			expect(chooseModel(list(text), use)).toEqual(chosen);
			expect(chooseModel(byId(text), use)).toEqual(chosen);
			expect(namedModel(text, use)).toEqual(chosen);
		}
	});
});

it.each<[Choice, ProviderName, ModelOperation, string, string | null]>([
	[byId(' my/model:7 '), 'gemini', 'generate', 'my/model:7', null],
	[list('id:my-model'), 'oakgen', 'edit', 'my-model', null],
	// Who enters an id wants it as it is, unchecked.
	[byId('flux-2-pro-edit'), 'oakgen', 'edit', 'flux-2-pro-edit', null],
])('%j at %s to %s is sent as %s', (choice, name, operation, id, key) => {
	const entry = key === null ? null : CATALOGUE[key];
	const chosen = chooseModel(choice, { provider: providers[name], operation });
	expect(chosen).toEqual({ id, key, entry });
});

it.each<[string, Choice, ProviderName, RegExp]>([
	['nothing', list(''), 'oakgen', /No model is chosen/],
	['spaces', byId('  '), 'oakgen', /No model is chosen/],
	['an unknown key', list('dall-e-9'), 'oakgen', /"dall-e-9" is not in the list.*By ID/],
	['a prototype', list('__proto__'), 'oakgen', /not in the list/],
	['an inherited name', list('toString'), 'gemini', /not in the list/],
	['a misspelt name', byId('Nano Bananna 2'), 'oakgen', /"Nano Bananna 2" is not in the list/],
	[
		'a model that Google lacks',
		list('gpt-image-2'),
		'gemini',
		/GPT Image 2 is not offered by Google Gemini.*Set Provider to Oakgen, or.*Nano Banana 2 Lite/,
	],
])('cannot be %s', (_, choice, name, message) => {
	const use = { provider: providers[name], operation: 'generate' as const };
	expect(failureOf(() => chooseModel(choice, use))).toMatch(message);
});
