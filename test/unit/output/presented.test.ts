import type { IDataObject } from 'n8n-workflow';

import { finishedImage, type ImageFacts } from '../../../nodes/OakgenImage/output/item';
import { presented } from '../../../nodes/OakgenImage/output/presented';

const facts: ImageFacts = {
	provider: 'oakgen',
	operation: 'generate',
	model: 'nano-banana-2-lite-text',
	modelKey: 'nano-banana-2-lite',
	modelName: 'Nano Banana 2 Lite',
	prompt: 'a red fox',
	url: 'https://files.example/1.png',
	mimeType: 'image/png',
	aspectRatio: 'auto',
	resolution: '1K',
	attempts: 1,
	durationMs: 1234,
	reviewRecommended: true,
	adjusted: null,
	fallbackFrom: null,
	generation: { id: 'gen_1', credits: 3, usage: null, text: null, contentFiltered: false },
};
const imageWith = (
	changes: Partial<ImageFacts>,
	generation: Partial<ImageFacts['generation']> = {},
) =>
	finishedImage({ ...facts, ...changes, generation: { ...facts.generation, ...generation } }, null)
		.json;

/** All keys of an item, in their order. */
const always =
	'fileName url width height mimeType prompt modelName generationId credits reviewRecommended'.split(
		' ',
	);

const simple = { simplify: true, inputFields: null };

describe('a simplified item', () => {
	it.each<[string, IDataObject, string[]]>([
		['has the keys that people use', imageWith({}), []],
		['tells what the model wrote', imageWith({}, { text: 'Here.' }), ['text']],
		[
			'tells what was changed',
			imageWith({ adjusted: { resolution: { asked: '4K', used: '1K' } } }),
			['adjusted'],
		],
		[
			'tells which models failed',
			imageWith({ fallbackFrom: [{ model: 'a', reason: 'gone' }] }),
			['fallbackFrom'],
		],
		['tells that it is filtered', imageWith({}, { contentFiltered: true }), ['contentFiltered']],
		['tells what is not certain', imageWith({ warnings: ['It may be.'] }), ['warnings']],
		['has the reply that was asked for', imageWith({ rawResponse: { a: 1 } }), ['rawResponse']],
		['has it also when there was none', imageWith({ rawResponse: null }), ['rawResponse']],
		[
			'has a text whatever it says',
			imageWith({ warnings: ['!'] }, { text: 'none' }),
			['text', 'warnings'],
		],
	])('%s', (_, json, more) => {
		const item = presented(json, simple);
		expect(Object.keys(item)).toEqual([...always, ...more]);
		expect(json).toMatchObject(item);
	});

	it('of a job that is not done says so first, and where to ask', () => {
		const pending = { ...imageWith({}), status: 'pending', statusUrl: 'https://a.example/1' };
		expect(Object.keys(presented(pending, simple))).toEqual(
			'status fileName url width height mimeType prompt modelName generationId statusUrl credits reviewRecommended'.split(
				' ',
			),
		);
	});

	it('is all there is when it is not to be simplified', () => {
		const json = imageWith({});
		expect(presented(json, { ...simple, simplify: false })).toEqual(json);
	});
});

describe('fields of the input item', () => {
	const inputFields = { id: 17, slug: 'fox', prompt: 'a fox', nested: { a: [1] } };

	it.each([true, false])('stand beside ours, which win (simplified: %s)', (simplify) => {
		const json = imageWith({});
		const item = presented(json, { simplify, inputFields });
		expect(item).toMatchObject({ id: 17, slug: 'fox', prompt: 'a red fox', nested: { a: [1] } });
		expect(Object.keys(item)).toEqual([
			...Object.keys(presented(json, { simplify, inputFields: null })),
			'id',
			'slug',
			'nested',
		]);
	});

	it.each(['text', 'adjusted', 'fallbackFrom', 'contentFiltered', 'warnings'])(
		'never pass for our own %s',
		(key) => {
			const json = imageWith({});
			const item = presented(json, { simplify: true, inputFields: { [key]: 'theirs' } });
			expect(item[key]).toEqual(json[key as keyof typeof json]);
		},
	);

	it.each([true, false])('leave out what n8n reads itself (simplified: %s)', (simplify) => {
		const own = imageWith({ warnings: ['First.'] });
		const left = { error: 'of the row', _files: { data: {} }, id: 1 };
		const item = presented(own, { simplify, inputFields: left });
		expect(item).not.toHaveProperty('error');
		expect(item).not.toHaveProperty('_files');
		expect(item.id).toBe(1);
		expect(item.warnings).toEqual(['First.', expect.stringContaining('“error”')]);
		// n8n makes _files itself: nothing of the user's is lost with it.
		const onlyFiles = presented(imageWith({}), { simplify: false, inputFields: { _files: {} } });
		expect(onlyFiles.warnings).toEqual([]);
	});

	it('never make an image look as if it were not done', () => {
		const ordered = { status: 'pending', statusUrl: 'https://a.example/1', id: 1 };
		const item = presented(imageWith({}), { simplify: true, inputFields: ordered });
		expect(item).toMatchObject({ id: 1 });
		expect(item).not.toHaveProperty('status');
		expect(item).not.toHaveProperty('statusUrl');
		const row = presented(imageWith({}), { simplify: true, inputFields: { status: 'new' } });
		expect(row.status).toBe('new');
	});

	it('leave the images as they are kept', () => {
		const json = imageWith({});
		const before = structuredClone(json);
		presented(json, { simplify: true, inputFields: { error: 'x' } });
		expect(json).toEqual(before);
	});
});
