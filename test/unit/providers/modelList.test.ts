import fc from 'fast-check';

import { CATALOGUE } from '../../../nodes/OakgenImage/models/catalogue';
import { geminiModels } from '../../../nodes/OakgenImage/providers/gemini/models';
import { oakgenModels } from '../../../nodes/OakgenImage/providers/oakgen/models';

const ids = (models: Array<{ id: string }>) => models.map(({ id }) => id);

describe('the models in a reply of Oakgen', () => {
	const two = [
		{ id: 'a', name: 'A' },
		{ id: 'b', name: 'b' },
	];

	it.each<[string, unknown]>([
		['as OpenAI', { object: 'list', data: [{ id: 'a', name: 'A', object: 'model' }, { id: 'b' }] }],
		['under models', { models: [{ model: 'a', display_name: 'A', name: 'x' }, 'b'] }],
		['a bare list', [{ slug: 'a', name: 'A' }, { name: 'b' }]],
		['twice', [{ id: 'a', name: 'x' }, { id: 'a', name: 'A' }, 'b', ' b ']],
		['with spaces around', [two[0], ' b ']],
		['among what is none', { data: [null, 7, {}, [], '', ' ', { id: 7 }, two[0], { id: 'b' }] }],
		['under data, not models', { models: 7, data: [two[0], 'b'] }],
	])('%s', (_, reply) => {
		expect(oakgenModels.read(reply)).toEqual(two);
	});

	it.each<unknown>([undefined, null, 'a', 7, {}, [], { data: {} }, { error: { message: 'x' } }])(
		'none in %j',
		(reply) => {
			expect(oakgenModels.read(reply)).toEqual([]);
		},
	);

	it.each<[boolean, object]>([
		[true, {}],
		[true, { type: 'image' }],
		[true, { type: 'text-to-image' }],
		[true, { type: 'model' }],
		[true, { modality: 'text+image->text+image' }],
		[true, { capabilities: ['text', 'Image-Generation'] }],
		[true, { capabilities: { image_edit: true, chat: true } }],
		[true, { capabilities: ['text-rendering', '4k'] }],
		[false, { type: 'text' }],
		[false, { type: 'Video' }],
		[false, { type: 'audio-generation' }],
		[false, { type: 'image-to-video' }],
		[false, { type: 'image to text' }],
		[false, { modality: 'text+image->text' }],
		[false, { capabilities: ['chat', 'tools'] }],
		[false, { capabilities: { image: false, video: true } }],
		[false, { type: 'model', modality: 'speech' }],
	])('image model: %s, by %j', (isImage, facts) => {
		expect(ids(oakgenModels.read([{ id: 'a', ...facts }]))).toEqual(isImage ? ['a'] : []);
	});

	it.each(['a b', 'ä', 'a\u202eb', 'a\nb', 'x'.repeat(129)])('%j is no id', (id) => {
		expect(oakgenModels.read([id, 'b'])).toEqual([two[1]]);
	});

	it('gives names that are one short line', () => {
		const [hidden, long] = oakgenModels.read([
			{ id: 'a', name: 'A\u202e\n\u0007B' },
			{ id: 'b', name: 'x'.repeat(1000) },
		]);
		expect(hidden?.name).toBe('A B');
		expect(long?.name).toHaveLength(81);
		expect(oakgenModels.read([{ id: 'a', name: '\u200b' }])).toEqual([{ id: 'a', name: 'a' }]);
	});
});

describe('the models in a reply of Google', () => {
	it('are those that make images with the Interactions API', () => {
		const named = ([name, displayName]: string[]) => ({ name: `models/${name}`, displayName });
		const reply = {
			models: [
				['gemini-3.1-flash-image', 'Nano Banana 2'],
				['gemini-3.1-pro'],
				['imagen-4.0-generate-001', 'Imagen 4'],
				['gemini-nano-banana-2.1'],
				['text-embedding-004'],
			].map(named),
		};
		expect(geminiModels.read(reply)).toEqual([
			{ id: 'gemini-3.1-flash-image', name: 'Nano Banana 2' },
			{ id: 'gemini-nano-banana-2.1', name: 'gemini-nano-banana-2.1' },
		]);
	});

	it('lose the beginning of their names, and nothing else', () => {
		const reply = {
			models: ['image-1', 'models/models/image-2', 'my-models/image-3'].map((name) => ({ name })),
		};
		expect(ids(geminiModels.read(reply))).toEqual([
			'image-1',
			'models/image-2',
			'my-models/image-3',
		]);
	});

	it('can be all of the catalogue', () => {
		const known = Object.values(CATALOGUE).flatMap(
			({ ids: { gemini } }) => gemini?.generate.id ?? [],
		);
		const reply = { models: known.map((id) => ({ name: `models/${id}` })) };
		expect(ids(geminiModels.read(reply))).toEqual(known);
	});
});

describe('a reply of any kind', () => {
	const word = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constant('image'));
	const entry = fc.oneof(
		word,
		fc.jsonValue(),
		fc.dictionary(
			fc.constantFrom('id', 'name', 'model', 'slug', 'type', 'capabilities', '__proto__'),
			fc.oneof(word, fc.jsonValue()),
		),
	);
	const entries = fc.array(entry, { maxLength: 30 });
	const replies = fc.oneof(
		fc.jsonValue(),
		entries,
		fc.record({ data: entries }),
		fc.record({ models: entries }),
	);

	it.each([oakgenModels, geminiModels])('gives few, short and plain models', ({ read }) => {
		fc.assert(
			fc.property(replies, (reply) => {
				const models = read(reply);
				expect(models.length).toBeLessThanOrEqual(500);
				expect(new Set(ids(models)).size).toBe(models.length);
				for (const { id, name } of models) {
					expect(id).toMatch(/^[!-~]{1,128}$/);
					expect(name.length).toBeGreaterThan(0);
					expect(name.length).toBeLessThanOrEqual(128);
					expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Surrogate}]/u);
				}
			}),
			{ numRuns: 200 },
		);
		const many = Array.from({ length: 2000 }, (_, n) => ({ id: `image-${n}`, name: `image-${n}` }));
		expect(read({ models: many })).toHaveLength(500);
	});
});
