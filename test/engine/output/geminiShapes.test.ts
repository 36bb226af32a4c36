import {
	geminiReplyNames,
	type ReplyName,
	type Sandbox,
	startSandbox,
} from '../../../tools/sandbox/index.ts';
import { bytesOf, fileOf, type ImageRun, itemsFrom, only, paidRequests } from '../support.ts';
import { expectedJson, generationFor, keys, runShapes } from './support.ts';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ plain: true });
});

afterAll(() => sandbox.close());

describe.each(['filesystem', 'default'] as const)('Gemini, binary mode %s: every shape', (mode) => {
	let run: ImageRun;
	const gemini = { provider: 'gemini' };
	const intro = 'Here is your image, drawn by the local sandbox.';
	const withoutText = ['image-without-text', 'no-echo'];
	const reasons: Partial<Record<ReplyName, string>> = {
		'text-only': 'I cannot create this image, because it goes against the content policy.',
		failed: 'The model could not finish this image.',
		incomplete: 'incomplete',
		'model-output-error': 'Image generation failed.',
		'safety-block': 'The image was blocked by the safety filter.',
		'no-steps': 'completed',
		'in-progress-fails': 'The model could not finish this image.',
		'in-progress-text-only':
			'I cannot create this image, because it goes against the content policy.',
	};

	beforeAll(async () => {
		sandbox.reset();
		run = await runShapes(sandbox, geminiReplyNames, gemini, mode);
	});

	test.each(geminiReplyNames)('%s', async (shape) => {
		const position = geminiReplyNames.indexOf(shape);
		const items = itemsFrom(run, position);
		const reason = reasons[shape];
		if (reason !== undefined) {
			const { json, pairedItem } = only(items);
			expect(Object.keys(json)).toEqual(['error']);
			expect(json.error).toContain(reason);
			expect(json.error).toMatch(/v1_[0-9a-f]{32}/);
			expect(pairedItem).toEqual({ item: position });
			return;
		}
		const generation = generationFor(sandbox, shape, 'generate');
		// A thought may hold a draft: only the model's output counts.
		const results = shape === 'thought-image' ? generation.images.slice(1) : generation.images;
		expect(items).toHaveLength(results.length);
		for (const [place, item] of items.entries()) {
			const image = results[place];
			const suffix = items.length > 1 ? `-${place + 1}` : '';
			expect(item.json).toEqual(
				expectedJson(generation, place, {
					provider: 'gemini',
					url: shape === 'image-uri' ? image?.url : null,
					generationId: generation.id,
					fileName: `${shape}${suffix}.png`,
					fileSize: image?.bytes.length,
					text: withoutText.includes(shape) ? null : intro,
					usage: expect.objectContaining({
						total_output_tokens: generation.images.length * 1120 + 12,
					}),
				}),
			);
			expect(Object.keys(item.json)).toEqual(keys);
			expect(fileOf(item).id === undefined).toBe(mode === 'default');
			expect((await bytesOf(item)).equals(image?.bytes as Buffer)).toBe(true);
		}
	});

	test('nothing was paid twice', () => {
		expect(paidRequests(sandbox)).toHaveLength(geminiReplyNames.length);
	});
});
