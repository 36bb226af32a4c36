import {
	type Generation,
	oakgenReplyNames,
	type ReplyName,
	type Sandbox,
	startSandbox,
} from '../../../tools/sandbox/index.ts';
import type { FinishedGeneration } from '../../../tools/sandbox/oakgen/finishedGeneration.ts';
import { jobShapes } from '../../../tools/sandbox/oakgen/jobShapes.ts';
import {
	isFailureReplyName,
	isImageReplyName,
	isJobReplyName,
} from '../../../tools/sandbox/oakgen/replyNames.ts';
import { bytesOf, fileOf, type ImageRun, itemsFrom, only, paidRequests } from '../support.ts';
import { expectedJson, generationFor, keys, runShapes } from './support.ts';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ plain: true });
});

afterAll(() => sandbox.close());

const isInline = (shape: string) => /base64|b64_json|data-uri|raw-bytes/.test(shape);
const isWithId = (shape: string) => /^usual$|own-url/.test(shape);
const isWithCredits = (shape: string) => /^usual$|credits|(^|\.)cost$/i.test(shape);

const imageShapes = oakgenReplyNames.filter(isImageReplyName);
/** As far as a job's replies are made of it. */
const ofJob = ({ id }: Generation) =>
	({ id, images: [], statusUrl: sandbox.url, credits: 3 }) as unknown as FinishedGeneration;

/** Wrappers are read the same way whatever was asked for, except where the request is echoed. */
const shapesOfEdits = imageShapes.filter(
	(name) =>
		(!name.includes('.') || name.includes('echo')) &&
		// There image_url may be the reference's own address, so it does not stand in for a page.
		name !== 'page-url-and-image_url',
);
const failureShapes = oakgenReplyNames.filter(isFailureReplyName);
const jobs = oakgenReplyNames.filter(isJobReplyName);
const goodJobs = jobs.filter((name) => jobShapes[name].makesImage);
const badJobs = jobs.filter((name) => !jobShapes[name].makesImage);

describe.each([
	['generate', 'filesystem', imageShapes, {}],
	[
		'edit',
		'default',
		shapesOfEdits,
		{
			operation: 'edit',
			inputType: 'url',
			imageUrls: 'https://example.com/a.png, https://example.com/b.png',
		},
	],
] as const)(
	'Oakgen, %s, binary mode %s: every shape of a finished image',
	(operation, mode, shapes, parameters) => {
		let run: ImageRun;

		beforeAll(async () => {
			sandbox.reset();
			run = await runShapes(sandbox, shapes, parameters, mode);
		});

		test.each(shapes)('%s', async (shape) => {
			const items = itemsFrom(run, shapes.indexOf(shape));
			const generation = generationFor(sandbox, shape, operation);
			expect(items).toHaveLength(generation.images.length);
			for (const [place, item] of items.entries()) {
				const suffix = items.length > 1 ? `-${place + 1}` : '';
				expect(item.json).toEqual(
					expectedJson(generation, place, {
						operation,
						fileName: `${shape}${suffix}.png`,
						...(isInline(shape) && { url: null }),
						...(isWithCredits(shape) && { credits: 3 }),
						...(isWithId(shape) && { generationId: generation.id }),
						...(shape.endsWith('usage.credits') && { usage: { credits: 3 } }),
					}),
				);
				expect(Object.keys(item.json)).toEqual(keys);
				expect(Object.keys(item.binary ?? {})).toEqual(['data']);
				const file = fileOf(item);
				expect(file.id === undefined).toBe(mode === 'default');
				expect(file).toMatchObject({ mimeType: 'image/png', fileName: `${shape}${suffix}.png` });
				expect((await bytesOf(item)).equals(generation.images[place]?.bytes as Buffer)).toBe(true);
			}
		});

		test('nothing was paid twice', () => {
			expect(paidRequests(sandbox)).toHaveLength(shapes.length);
		});
	},
);

describe('Oakgen: every shape of a job', () => {
	let first: ImageRun;
	let second: ImageRun;
	const half = 30;

	beforeAll(async () => {
		sandbox.reset();
		// 50 images at a time are the most, and a job takes two seconds to its first poll.
		[first, second] = await Promise.all([
			runShapes(sandbox, jobs.slice(0, half), {}, 'filesystem'),
			runShapes(sandbox, jobs.slice(half), {}, 'filesystem'),
		]);
	});

	const itemOf = (shape: ReplyName) => {
		const position = jobs.findIndex((job) => job === shape);
		return only(itemsFrom(position < half ? first : second, position % half));
	};

	test.each(goodJobs)('%s', async (shape) => {
		const item = itemOf(shape);
		const generation = generationFor(sandbox, shape, 'generate');
		const { ended, alias } = jobShapes[shape];
		expect(item.json).toEqual(
			expectedJson(generation, 0, {
				// Names that differ by their case alone are numbered.
				fileName: expect.stringMatching(new RegExp(`^${shape}(-2)?\\.png$`)),
				generationId: alias?.(ofJob(generation)) ?? generation.id,
				credits: ended(ofJob(generation)).body.includes('credits_used') ? 3 : null,
			}),
		);
		expect((await bytesOf(item)).equals(generation.images[0]?.bytes as Buffer)).toBe(true);
	});

	test.each(badJobs)('%s', (shape) => {
		const { json, pairedItem } = itemOf(shape);
		const words: Partial<Record<ReplyName, string>> = {
			'job-no-image': 'contains no image that this node can find',
			'job-refused': 'The prompt was rejected by the safety filter',
		};
		expect(Object.keys(json)).toEqual(['error']);
		expect(json.error).toContain(words[shape] ?? 'The upstream model failed');
		expect(json.error).toMatch(/gen_[0-9a-f]{32}/);
		expect(pairedItem).toEqual({ item: jobs.findIndex((job) => job === shape) % half });
	});

	test('each job was paid once', () => {
		expect(paidRequests(sandbox)).toHaveLength(jobs.length);
		expect(sandbox.bill()).toBe(goodJobs.length);
	});
});

describe('Oakgen: replies without an image', () => {
	const runs = new Map<ReplyName, ImageRun>();

	// Each by itself: after some replies in a row that cannot be read, a run orders nothing more.
	beforeAll(async () => {
		sandbox.reset();
		for (const shape of failureShapes) {
			runs.set(shape, await runShapes(sandbox, [shape], {}, 'filesystem'));
		}
	});

	const safety = 'The prompt was rejected by the safety filter';
	const words: Record<(typeof failureShapes)[number], string> = {
		'success-false': safety,
		'success-false-object': safety,
		'success-false-message': safety,
		'status-failed': 'The upstream model failed',
		'status-nsfw': safety,
		'code-500': 'The upstream model failed',
		refusal: 'I cannot create this image.',
		'no-images': 'gen_none',
		'null-url': 'gen_null',
		'empty-object': 'contains no image',
		'empty-array': 'contains no image',
		'json-null': 'contains no image',
		'json-string': 'done',
		'error-object': 'prompt is too long',
		'error-string': 'prompt is too long',
		'error-message': 'prompt is too long',
		'error-detail': 'prompt is too long',
		'error-detail-list': 'prompt is too long',
		'error-text': 'prompt is too long',
	};

	test.each(failureShapes)('%s is an error in the words of the provider', (shape) => {
		const { json, binary } = only(itemsFrom(runs.get(shape)!, 0));
		expect(Object.keys(json)).toEqual(['error']);
		expect(binary).toBeUndefined();
		expect(json.error).toContain(words[shape]);
		expect(json.error).toContain('[item 0]');
		expect(json.error).not.toMatch(/TypeError|undefined|\[object/);
	});

	test('none of them was sent twice', () => {
		expect(paidRequests(sandbox)).toHaveLength(failureShapes.length);
	});
});
