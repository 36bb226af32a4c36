import { PROVIDERS } from '../../../nodes/OakgenImage/providers';
import type { Format, ImageRequest, Provider } from '../../../nodes/OakgenImage/providers/types';
import { bytesReference, imageRequest } from '../../support/imageRequest';

type Whole<Value> = { [Name in keyof Value]-?: NonNullable<Value[Name]> };

/**
 * Something else than the default in every field: the compiler asks for a new one. Settings are each
 * provider's own, and have tests beside it. Which operation is wanted, the id of the model says, or the
 * images that go along.
 */
const OTHERWISE: Whole<Omit<ImageRequest, 'operation' | 'format' | 'settings'>> = {
	modelId: 'another',
	prompt: 'a blue fox',
	seed: 7,
	references: [bytesReference(Buffer.from('a'))],
	additionalFields: { more: 1 },
};

const FORMAT_OTHERWISE: Whole<Format> = {
	aspectRatio: '16:9',
	resolution: '2K',
	quality: 'high',
	outputFormat: 'jpeg',
	background: 'transparent',
	thinkingLevel: 'high',
};

/** What a provider is not told, on purpose. Of the options of the format, its `formatChoices` say it. */
const NOT_TAKEN: Readonly<Record<string, ReadonlyArray<keyof ImageRequest>>> = {};

const sent = (provider: Provider, change: Partial<ImageRequest> = {}) =>
	JSON.stringify(provider.toRequest({ ...imageRequest(), ...change }));

describe.each(PROVIDERS)('a request to $label', ({ name, load }) => {
	let provider: Provider;
	beforeAll(async () => {
		provider = await load();
	});

	it.each(Object.keys(OTHERWISE) as Array<keyof typeof OTHERWISE>)(
		'is another with another %s, unless that is not taken',
		(field) => {
			const isOther = sent(provider, { [field]: OTHERWISE[field] }) !== sent(provider);
			expect(isOther).toBe(!(NOT_TAKEN[name] ?? []).includes(field));
		},
	);

	it.each(Object.keys(FORMAT_OTHERWISE) as Array<keyof Format>)(
		'is another with another %s, unless that is not taken',
		(field) => {
			const format = { ...imageRequest().format, [field]: FORMAT_OTHERWISE[field] };
			const isOther = sent(provider, { format }) !== sent(provider);
			const always = field === 'aspectRatio' || field === 'resolution';
			expect(isOther).toBe(always || provider.formatChoices[field] !== undefined);
		},
	);
});
