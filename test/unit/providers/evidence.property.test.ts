import fc from 'fast-check';

import { readGeminiReply } from '../../../nodes/OakgenImage/providers/gemini/reply';
import { readOakgenReply } from '../../../nodes/OakgenImage/providers/oakgen/reply';
import type { FoundImage, Generation } from '../../../nodes/OakgenImage/providers/types';
import { imageReplies, URL_1, wrappers } from '../../fixtures/oakgen/imageReplies';
import { bytesReference, httpReply, imageRequest, urlReference } from '../../support/imageRequest';
import { imageHeads } from '../../support/images';

const job = { id: 'job_1', statusUrl: null, resultUrl: null };
const followed = { baseUrl: 'https://api.oakgen.ai', job };

function imagesOf(generation: Generation): FoundImage[] {
	return generation.status === 'done' ? generation.images : [];
}

/** A reply with an image, in whatever wrapper. */
const withImage = fc
	.tuple(fc.constantFrom(...imageReplies), fc.constantFrom(...wrappers))
	.map(([[, body], [, wrap]]) => ({ body, wrap }));

const stateField = fc.constantFrom('status', 'state', 'task_status', 'taskStatus', 'job_state');
const spelled = (words: string[]) =>
	fc
		.tuple(fc.constantFrom(...words), fc.constantFrom('_', '-', ' '), fc.constantFrom(0, 1, 2))
		.map(([word, mark, form]) => {
			const joined = word.replaceAll(' ', mark);
			return [joined, joined.toUpperCase(), joined.replace(/^./, (c) => c.toUpperCase())][form];
		});

const FAILED = [
	...['failed', 'task failed', 'error', 'cancelled', 'rejected', 'expired', 'nsfw', 'blocked'],
	...['content moderated', 'timed out', 'aborted', 'task not found', 'out of memory', 'refused'],
];
const UNKNOWN = ['sparkling', 'phase two', 'half cooked', 'omega', 'quasi done', 'x7', 'level 3'];

it('no image comes of a reply with a failure in its state', () => {
	fc.assert(
		fc.property(withImage, stateField, spelled(FAILED), ({ body, wrap }, field, word) => {
			const inner = wrap({ ...body, [field]: word });
			const outer = { ...wrap(body), [field]: word };
			for (const reply of [inner, outer]) {
				expect(readOakgenReply(httpReply(reply), imageRequest()).status).toBe('failed');
				expect(readOakgenReply(httpReply(reply), imageRequest(), followed).status).toBe('failed');
			}
		}),
		{ numRuns: 1000 },
	);
});

it('no image comes of an unknown state, as long as it can be asked for again', () => {
	const state = fc.oneof(spelled(UNKNOWN), fc.integer({ min: 2, max: 99 }));
	fc.assert(
		fc.property(withImage, stateField, state, ({ body, wrap }, field, word) => {
			const rest = { ...(body as Record<string, unknown>) };
			delete rest.status;
			const reply = httpReply(wrap({ ...rest, id: 'job_1', [field]: word }));
			expect(imagesOf(readOakgenReply(reply, imageRequest()))).toEqual([]);
			const answer = httpReply(wrap({ ...rest, [field]: word }));
			expect(readOakgenReply(answer, imageRequest(), followed).status).toBe('pending');
		}),
		{ numRuns: 1000 },
	);
});

it('no answer without an end is taken for one, whatever it leaves out', () => {
	const answer = fc.oneof(
		fc.constantFrom<object>({}, { done: false, waiting: 1 }, { progress: 40 }, { data: null }),
		spelled(['processing', 'in progress', 'queued', 'warming up', ...UNKNOWN]).map((status) => ({
			status,
		})),
	);
	fc.assert(
		fc.property(answer, (body) => {
			for (const read of [readOakgenReply, readGeminiReply]) {
				const generation = read(httpReply(body), imageRequest() as never, followed);
				expect(generation).toMatchObject({ status: 'pending', job: { id: 'job_1' } });
			}
		}),
	);
});

it('whatever address stands in the request never comes out', () => {
	const address = fc
		.tuple(fc.constantFrom('https://a.example', 'http://b.example:8080'), fc.webPath())
		.map(([origin, path]) => `${origin}/x${path}`);
	const place = fc.constantFrom(
		'url',
		'image_url',
		'images',
		'output',
		'data',
		'result',
		'webhook',
	);
	fc.assert(
		fc.property(address, place, fc.nat(2), (sent, field, where) => {
			const request = imageRequest({
				references: where === 0 ? [urlReference(sent)] : [],
				additionalFields: where === 1 ? { webhook: { url: sent } } : {},
				prompt: where === 2 ? `like ${sent} but blue` : 'a fox',
			});
			const value = ['images', 'data'].includes(field) ? [{ url: sent }] : sent;
			const bodies = [
				{ [field]: value },
				{ result: { [field]: value } },
				{ [field]: value, outputs: [URL_1, sent] },
			];
			for (const body of bodies) {
				for (const image of imagesOf(readOakgenReply(httpReply(body), request))) {
					expect(image).not.toMatchObject({ url: sent });
					expect(image.others ?? []).not.toContainEqual(expect.objectContaining({ url: sent }));
				}
			}
		}),
		{ numRuns: 500 },
	);
});

it('Gemini: no image is a reference that was sent', () => {
	const request = imageRequest({
		references: [bytesReference(imageHeads.GIF), urlReference(URL_1)],
	});
	const content = fc.constantFrom(
		{ type: 'image', data: imageHeads.GIF.toString('base64') },
		{ type: 'image', uri: URL_1 },
		{ type: 'image', data: imageHeads.PNG.toString('base64') },
	);
	fc.assert(
		fc.property(fc.array(content, { minLength: 1, maxLength: 4 }), (contents) => {
			const steps = [{ type: 'model_output', content: contents }];
			const reply = httpReply({ id: 'int_1', status: 'completed', steps });
			const wanted = contents.filter(({ data }) => data === imageHeads.PNG.toString('base64'));
			expect(imagesOf(readGeminiReply(reply, request))).toHaveLength(wanted.length);
		}),
	);
});

it.each(['1e999', '-1e999', '"Infinity"', '"1e999"'])('%s are no credits', (credits) => {
	const reply = httpReply(`{"url": "${URL_1}", "credits": ${credits}}`);
	expect(readOakgenReply(reply, imageRequest()).facts.credits).toBeNull();
});
