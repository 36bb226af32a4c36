import { readGeminiReply } from '../../../../nodes/OakgenImage/providers/gemini/reply';
import { bytesReference, httpReply, imageRequest } from '../../../support/imageRequest';
import { base64, other, outcome, png, url } from '../../../support/readOakgen';

// What decides about an interaction, in the reply to an order and in the answer about a job.

const baseUrl = 'https://api.example/v1beta';
const polled = { baseUrl, job: { id: 'int_1', statusUrl: null, resultUrl: null } };
const WAYS = {
	order: (body: unknown) => readGeminiReply(httpReply(body), imageRequest()),
	poll: (body: unknown) => readGeminiReply(httpReply(body), imageRequest(), polled),
};
type Row = [way: keyof typeof WAYS, body: object, expected: string | string[]];
const check = (way: keyof typeof WAYS, body: object, expected: string | string[]) => {
	expect(outcome(WAYS[way](body))).toEqual(expected);
};

const of = (...content: object[]) => ({ steps: [{ type: 'model_output', content }] });
const image = of({ type: 'image', uri: url });
const words = of({ type: 'text', text: 'I cannot draw that.' });
const error = (code?: number) => ({ error: { code, message: 'the model is overloaded' } });
const completed = { status: 'completed' };
const running = { id: 'int_1', status: 'in_progress' };
const failed = { status: 'failed' };
const odd = { id: 'int_1', status: 'polishing' };
const unread = { result: { canvas_data: 'AAAABBBBCCCC' } };
const blocked = { blocked: true, message: 'It shows a trademark' };

describe('an interaction that has ended', () => {
	it.each<Row>([
		['order', completed, 'failed'],
		['order', { ...completed, ...image }, [url]],
		['order', { ...completed, ...words }, 'failed'],
		['order', { ...completed, ...error() }, 'failed'],
		['order', { ...completed, ...error(), ...image }, [url]],
		// An answer about a job may come before its images.
		['poll', completed, 'pending'],
		['poll', { ...completed, ...image }, [url]],
		['poll', { ...completed, ...words }, 'failed'],
		['poll', { ...completed, ...error() }, 'failed'],
		['order', failed, 'failed'],
		['poll', failed, 'failed'],
		['order', { ...failed, ...image }, 'failed'],
		['poll', { ...failed, ...error(503) }, 'failed'],
		// Something that is not understood can be the picture, unless it is said why there is none.
		['order', { ...completed, ...unread }, 'unclear'],
		['poll', { ...completed, ...unread }, 'unclear'],
		['order', { ...completed, ...unread, ...words }, 'failed'],
		['order', { ...completed, ...unread, ...error() }, 'failed'],
		['order', { ...completed, ...unread, ...image }, [url]],
		['order', { ...failed, ...unread }, 'failed'],
		['order', { ...running, ...unread }, 'pending'],
	])('%s %j: %j', check);

	it('is not waited for', () => {
		expect(WAYS.order({ ...completed, ...unread })).toMatchObject({ isDone: true });
		expect(WAYS.poll(completed)).toMatchObject({ isDone: true, job: { id: 'int_1' } });
	});
});

describe('an interaction that goes on, or of which nobody knows', () => {
	it.each<Row>([
		['order', running, 'pending'],
		['order', { ...running, ...words }, 'pending'],
		['poll', { ...running, ...error() }, 'pending'],
		['poll', { ...running, ...image }, 'pending'],
		['order', odd, 'pending'],
		['order', { ...odd, ...words }, 'pending'],
		['order', { status: 'polishing', ...words }, 'unclear'],
		['order', { ...odd, ...error() }, 'failed'],
		['poll', { ...odd, ...error(503) }, 'failed'],
		['order', { status: 'constructor', id: 'int_1' }, 'pending'],
		['order', { status: 'Completed', ...image }, [url]],
		['order', { status: 'REQUIRES_ACTION', ...image }, [url]],
		['order', { status: 'INCOMPLETE', ...words }, 'failed'],
	])('%s %j: %j', check);
});

describe('an answer without a status', () => {
	it.each<Row>([
		['order', {}, 'unclear'],
		['order', { id: 'int_1' }, 'pending'],
		['order', image, [url]],
		['poll', image, [url]],
		['order', words, 'failed'],
		['poll', words, 'failed'],
		['order', { id: 'int_1', ...words }, 'failed'],
		['order', error(503), 'failed'],
		['order', { id: 'int_1', ...error(503) }, 'failed'],
		['poll', error(), 'failed'],
		['poll', error(400), 'failed'],
		// A code is about the asking, and says nothing of the job.
		['poll', error(503), 'pending'],
		['poll', error(429), 'pending'],
		['poll', error(401), 'unclear'],
		['poll', error(404), 'unclear'],
		['poll', { ...error(503), ...words }, 'pending'],
	])('%s %j: %j', check);
});

describe('what a filter says', () => {
	const step = (flags: object) => ({ steps: [{ type: 'model_output', content: [], ...flags }] });
	it.each<[body: object, reason: string]>([
		[{ ...completed, ...blocked }, 'It shows a trademark'],
		[{ ...completed, ...step(blocked) }, 'It shows a trademark'],
		[{ ...completed, candidates: [blocked] }, 'It shows a trademark'],
		[blocked, 'It shows a trademark'],
		[{ ...completed, ...blocked, error: { message: 'Stop' } }, 'Stop'],
		[
			{ ...completed, message: 'It shows a trademark' },
			'the interaction ended with "completed", but without an image: It shows a trademark',
		],
		[
			{ ...completed, blocked: true },
			'the interaction ended with "completed", but without an image',
		],
	])('instead of an image, %j: %s', (body, reason) => {
		expect(WAYS.order(body)).toMatchObject({ status: 'failed', reason });
	});

	it.each<[body: object, isFiltered: boolean]>([
		[{ ...completed, ...image, ...blocked }, true],
		[{ ...image, ...blocked }, true],
		[{ ...image, candidates: [{ blocked: true }] }, true],
		[{ ...image, message: 'Enjoy' }, false],
		[{ ...image, blocked: false }, false],
	])('beside an image, %j: %j', (body, isFiltered) => {
		const facts = { contentFiltered: isFiltered };
		expect(WAYS.order(body)).toMatchObject({ status: 'done', facts });
	});
});

describe('the errors of an interaction', () => {
	const many = (count: number) =>
		Array.from({ length: count }, (_, place) => ({ message: `e${place}` }));
	it.each<[body: object, reason: string]>([
		[{ error: { message: 'No', code: 'BAD' } }, 'No'],
		[{ error: { code: 'BAD' } }, 'BAD'],
		[{ error: { note: 'too wide' } }, 'note: too wide'],
		[{ error: 'Too wide' }, 'Too wide'],
		[{ error: 'none' }, 'the interaction ended with "failed", but without an image'],
		[{ error: 'Too wide', errors: [{ message: 'Again' }] }, 'Too wide; Again'],
		[{ errors: [{ message: '<br>' }] }, 'an error without words'],
		[{ steps: [{ error: 'Too wide' }, { error: 'Again' }] }, 'Too wide; Again'],
		[{ errors: many(5) }, 'e0; e1; e2; e3; e4'],
	])('%j: %s', (body, reason) => {
		expect(WAYS.order({ ...failed, ...body })).toMatchObject({ status: 'failed', reason });
	});

	it('of very many, the first', () => {
		const reason = expect.stringMatching(/^e0; e1; e2; e3; e4(; e\d)*$/) as string;
		expect(WAYS.order({ ...failed, errors: many(40) })).toMatchObject({ reason });
	});
});

describe('a reply that is no interaction', () => {
	it('the picture itself', () => {
		const images = [{ kind: 'bytes', bytes: png }];
		expect(WAYS.order(png)).toMatchObject({ status: 'done', images, warnings: [] });
	});

	it('the picture that was sent', () => {
		const asked = imageRequest({ references: [bytesReference(png)] });
		const sent = { type: 'image', data: base64 };
		expect(readGeminiReply(httpReply(png), asked)).toMatchObject({
			status: 'unclear',
			excerpt: 'it is the reference image',
			isDone: false,
		});
		const both = { ...completed, ...of(sent, { type: 'image', uri: url }) };
		expect(outcome(readGeminiReply(httpReply(both), asked))).toEqual([url]);
	});

	it('several interactions: the last word', () => {
		const list = [running, { ...completed, ...image }];
		expect(outcome(WAYS.order(list))).toEqual([url]);
		expect(outcome(WAYS.order({ interaction: { ...completed, ...image } }))).toEqual([url]);
	});
});

it('an address without a host is the service’s own, in all its forms', () => {
	const body = { ...completed, ...of({ type: 'image', uri: '/v1beta/files/a-1' }) };
	const file = 'https://api.example/v1beta/files/a-1';
	expect(WAYS.poll(body)).toMatchObject({
		images: [{ url: file, others: [{ url: `${file}:download?alt=media` }] }],
	});
});

it('what the model wrote, and what it used', () => {
	const usage = { total_tokens: 9 };
	const texts = [{ text: 'Bare' }, { type: 'text', text: 'Typed' }, { type: 'code', text: 'x' }];
	const body = { id: 'int_1', ...completed, usage, ...of(...texts, { type: 'image', uri: other }) };
	expect(WAYS.order(body).facts).toMatchObject({ id: 'int_1', usage, text: 'Bare\nTyped' });
	expect(WAYS.order({ ...body, usage: [1] }).facts.usage).toBeNull();
});
