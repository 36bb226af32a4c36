import fc from 'fast-check';

import { IMAGE_FIELDS } from '../../../../nodes/OakgenImage/providers/evidence/assumptions';
import { readOakgenReply } from '../../../../nodes/OakgenImage/providers/oakgen/reply';
import { bytesReference, httpReply, imageRequest } from '../../../support/imageRequest';
import { base64, other, outcome, png, read, url } from '../../../support/readOakgen';

// Pictures that tell of their own state, and replies that tell of it in other ways than by a state.

const imageName = fc.constantFrom(...IMAGE_FIELDS);
const isRunning = fc.constantFrom<object>(
	...[{ status: 'processing' }, { state: 'rendering' }, { ready: false }, { progress: 40 }],
	...[{ is_placeholder: true }, { phase: 'queued' }],
);

describe('a picture that is an object with a state', () => {
	it('is no result as long as that runs, also where the whole is said to be done', () => {
		fc.assert(
			fc.property(imageName, isRunning, fc.boolean(), (name, state, isNamed) => {
				const body = { [name]: { ...state, url: other } };
				expect(outcome(read({ id: 'j1', ...body }))).toBe('pending');
				const status = isNamed ? { status: 'completed' } : {};
				expect(outcome(read({ ...status, ...body }, {}, 'j1'))).toBe('pending');
			}),
		);
	});

	it('has failed when that says so', () => {
		fc.assert(
			fc.property(imageName, fc.constantFrom('failed', 'error', 'rejected'), (name, status) => {
				const generation = read({ id: 'j1', [name]: { status, url: other, error: 'too dark' } });
				expect(generation).toMatchObject({ status: 'failed', reason: 'too dark' });
			}),
		);
	});

	it('is the job where there is no other', () => {
		expect(read({ image: { id: 'i1', status: 'queued' } })).toMatchObject({
			status: 'pending',
			job: { id: 'i1' },
		});
		const done = { image: { id: 'i1', status: 'completed', url } };
		expect(outcome(read(done, {}, 'i1'))).toEqual([url]);
	});

	it.each<[object, string[] | string]>([
		[
			{ images: { 0: { status: 'processing', url }, 1: { status: 'done', url: other } } },
			'pending',
		],
		[{ images: { 0: { status: 'done', url }, 1: { status: 'done', url: other } } }, [url, other]],
		[{ status: 'completed', asset: { status: 'failed', url: other }, images: [url] }, [url]],
		[{ status: 'completed', image: { status: 'public', url } }, [url]],
		[{ status: 'completed', images: [{ url, auditStatus: 3 }] }, [url]],
	])('%j: %j', (body, expected) => {
		expect(outcome(read({ id: 'j1', ...body }))).toEqual(expected);
	});
});

describe('what says in other ways whether it is done', () => {
	it.each<[object, string[] | string]>([
		[{ is_pending: true, url }, 'pending'],
		[{ in_progress: true, url }, 'pending'],
		[{ running: 1, url }, 'pending'],
		[{ pending: false, url }, [url]],
		[{ status: 'completed', pending: 3, running: 2, url }, [url]],
		[{ completed: 1, total: 2, images: [url] }, 'pending'],
		[{ progress: { current: 3, total: 20 }, url }, 'pending'],
		[{ progress: { current: 20, total: 20 }, url }, [url]],
		[{ completed: 2, total: 2, images: [url] }, [url]],
		[{ completed_at: null, url }, 'pending'],
		[{ completed_at: '2026-11-28', url }, [url]],
		[{ status: 'success', data: { finished_at: null, url } }, [url]],
		[{ event: 'job.progress', data: { url } }, 'pending'],
		[{ type: 'preview', url }, 'pending'],
		[{ type: 'image.generation.partial_image', image: { url } }, 'pending'],
		[{ event: 'job.failed', data: { note: 'ran dry' } }, 'failed'],
		[{ has_error: 1, url }, 'failed'],
		[{ has_error: 0, failed: 0, url }, [url]],
		[{ success: 'no', url }, 'failed'],
		[{ event: 'job.completed', data: { url } }, [url]],
		[{ type: 'gpt-image-1-preview', url }, [url]],
		[{ type: 'upscale', status: 'completed', url }, [url]],
		[{ status: 'completed', stage: 'mirrored', url }, [url]],
		[{ status: 'completed', stage: 'rendering', url }, 'pending'],
		[{ status: 'success', state: 'mirrored', url }, 'pending'],
		[{ status: 'upload_complete', url }, [url]],
		[{ status: 'uploading', url }, 'pending'],
	])('%j: %j', (body, expected) => {
		expect(outcome(read({ id: 'j1', ...body }))).toEqual(expected);
	});
});

describe('pictures beside the result', () => {
	const inline = (data: string, more: object = {}) => ({
		...more,
		inlineData: { mimeType: 'image/png', data },
	});
	const gif = Buffer.from('GIF89a').toString('base64');

	it.each<[object, string[]]>([
		[
			{
				outputs: [
					{ asset_type: 'preview', url: other },
					{ asset_type: 'image', url },
				],
			},
			[url],
		],
		[
			{
				variants: [
					{ label: 'thumbnail', url: other },
					{ label: 'original', url },
				],
			},
			[url],
		],
		[
			{
				images: [
					{ size: 'thumb', url: other },
					{ size: 'full', url },
				],
			},
			[url],
		],
		[{ images: [{ url: other, is_placeholder: true }, { url }] }, [url]],
		[{ history: { images: [other] }, url }, [url]],
		[
			{ candidates: [{ content: { parts: [inline(gif, { thought: true }), inline(base64)] } }] },
			['bytes'],
		],
		[
			{
				candidates: [
					{ content: { parts: [{ text: 'Not like this.' }] } },
					{ content: { parts: [inline(base64)] } },
				],
			},
			['bytes'],
		],
	])('are none: %j', (body, expected) => {
		expect(outcome(read(body))).toEqual(expected);
	});

	it.each([
		{ history: { images: [other] } },
		{ watermark: { url: other } },
		{ owner: { image: other } },
	])('nor are they where there is none: %j', (body) => {
		expect(read(body).status).toBe('unclear');
	});
});

describe('a task of an edit that shows nothing but the field in which images were sent', () => {
	const request = imageRequest({ operation: 'edit', references: [bytesReference(png)] });
	const readEdit = (body: object) => outcome(readOakgenReply(httpReply(body), request));

	it('is waited for', () => {
		expect(readEdit({ task_id: 't-1', image_urls: [other] })).toBe('pending');
		expect(readEdit({ task_id: 't-1', image_urls: [other], output: [url] })).toEqual([url]);
	});

	it.each([
		{ task_id: 't-1', status: 'completed', image_urls: [url] },
		{ id: 'g-1', image_urls: [url] },
		{ image_urls: [url] },
		{ task_id: 't-1', image: url },
	])('unless it may be the result: %j', (body) => {
		expect(readEdit(body)).toEqual([url]);
	});
});
