import {
	errorItem,
	finishedImage,
	outputItems,
	type ImageFacts,
} from '../../../nodes/OakgenImage/output/item';
import type { StoredImage } from '../../../nodes/OakgenImage/output/storeImage';

const facts: ImageFacts = {
	provider: 'oakgen',
	operation: 'generate',
	model: 'nano-banana-2-lite-text',
	modelKey: 'nano-banana-2-lite',
	modelName: 'Nano Banana 2 Lite',
	prompt: 'a red fox',
	url: 'https://files.example/1.png',
	mimeType: 'image/webp',
	aspectRatio: 'auto',
	resolution: '1K',
	attempts: 2,
	durationMs: 1234,
	reviewRecommended: true,
	adjusted: { resolution: { asked: '4K', used: '1K' } },
	fallbackFrom: null,
	generation: {
		id: 'gen_1',
		credits: 3,
		usage: { images: 1 },
		text: 'Here.',
		contentFiltered: false,
	},
};
const stored: StoredImage = {
	binary: { data: '', mimeType: 'image/png', id: 'filesystem:1' },
	fileName: 'a-red-fox-1.png',
	mimeType: 'image/png',
	fileExtension: 'png',
	fileSize: 999,
	width: 1024,
	height: 576,
	warning: null,
};

const whole = { simplify: false, inputFields: null };

/** All keys of an item: workflows rely on these, and on no other. */
const keys =
	'provider operation model modelKey modelName prompt index url generationId fileName mimeType fileExtension fileSize width height aspectRatio resolution attempts durationMs credits usage text contentFiltered reviewRecommended adjusted fallbackFrom warnings';

describe('an image as an output item', () => {
	it('has exactly the keys that workflows rely on', () => {
		for (const file of [stored, null]) {
			expect(Object.keys(finishedImage(facts, file).json)).toEqual(keys.split(' '));
		}
		const withRaw = finishedImage({ ...facts, rawResponse: null }, stored);
		expect(Object.keys(withRaw.json)).toEqual([...keys.split(' '), 'rawResponse']);
	});

	it('tells what may be wrong with its file, and recommends to look at it', () => {
		const damaged = { ...stored, warning: 'The image may be damaged.' };
		const { json } = finishedImage({ ...facts, reviewRecommended: false }, damaged);
		expect(json).toMatchObject({ reviewRecommended: true, warnings: [damaged.warning] });
	});

	it('tells what is known', () => {
		expect(finishedImage(facts, stored)).toEqual({
			json: {
				provider: 'oakgen',
				operation: 'generate',
				model: 'nano-banana-2-lite-text',
				modelKey: 'nano-banana-2-lite',
				modelName: 'Nano Banana 2 Lite',
				prompt: 'a red fox',
				index: 0,
				url: 'https://files.example/1.png',
				generationId: 'gen_1',
				fileName: 'a-red-fox-1.png',
				mimeType: 'image/png',
				fileExtension: 'png',
				fileSize: 999,
				width: 1024,
				height: 576,
				aspectRatio: 'auto',
				resolution: '1K',
				attempts: 2,
				durationMs: 1234,
				credits: 3,
				usage: { images: 1 },
				text: 'Here.',
				contentFiltered: false,
				reviewRecommended: true,
				adjusted: { resolution: { asked: '4K', used: '1K' } },
				fallbackFrom: null,
				warnings: [],
			},
			binary: stored.binary,
		});
	});

	it('is null where nothing is known, never absent', () => {
		const nothing = { id: null, credits: null, usage: null, text: null, contentFiltered: false };
		const unknown = { ...facts, modelKey: null, url: null, mimeType: null, generation: nothing };
		const { json, binary } = finishedImage(unknown, null);
		const unset = Object.entries(json).filter(([, value]) => value === null);
		expect(unset.map(([name]) => name)).toEqual(
			'modelKey url generationId fileName mimeType fileExtension fileSize width height credits usage text fallbackFrom'.split(
				' ',
			),
		);
		expect(binary).toBeNull();
	});

	it('tells the declared type when the file was not fetched', () => {
		expect(finishedImage(facts, null).json.mimeType).toBe('image/webp');
	});

	it('is numbered among the images of its item and paired with it', () => {
		const images = [finishedImage(facts, stored), finishedImage(facts, null)];
		expect(outputItems(images, 5, { ...whole, binaryProperty: 'picture' })).toEqual([
			{
				json: { ...images[0].json, index: 0 },
				binary: { picture: stored.binary },
				pairedItem: { item: 5 },
			},
			{ json: { ...images[1].json, index: 1 }, pairedItem: { item: 5 } },
		]);
	});

	it('is not changed by being handed out', () => {
		const image = finishedImage(facts, stored);
		outputItems([finishedImage(facts, null), image], 0, { ...whole, binaryProperty: 'data' });
		expect(image.json.index).toBe(0);
	});
});

it('an error item has the one key that makes n8n take it for a failure', () => {
	expect(errorItem('no', 3)).toEqual({ json: { error: 'no' }, pairedItem: { item: 3 } });
});
