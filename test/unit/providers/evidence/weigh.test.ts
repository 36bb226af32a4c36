import { readOakgenReply } from '../../../../nodes/OakgenImage/providers/oakgen/reply';
import { httpReply, imageRequest, urlReference } from '../../../support/imageRequest';
import { other, outcome, read, url } from '../../../support/readOakgen';

// Which rule of `weigh` decides, rule by rule: the number is that of its doc comment.

/** What an order, or a poll, comes to; `Path`: Image URL Path is `mine`. */
const PATH = { settings: { imageUrlPath: 'mine' } };
const WAYS = {
	order: (body: object) => read(body),
	poll: (body: object) => read(body, {}, 'j1'),
	orderPath: (body: object) => read(body, {}, null, PATH),
	pollPath: (body: object) => read(body, {}, 'j1', PATH),
};
type Row = [way: keyof typeof WAYS, body: object, expected: string | string[]];

const check = (way: keyof typeof WAYS, body: object, expected: string | string[]) => {
	expect(outcome(WAYS[way](body))).toEqual(expected);
};

const odd = { status: 'polished' };
const done = { status: 'completed' };
const error = 'the model broke';
const moderated = 'Text Risk Not Pass';
const own = { code: 50412, message: moderated };

describe('1: what says that it failed', () => {
	it.each<Row>([
		['order', { status: 'failed' }, 'failed'],
		['order', { id: 'j1', status: 'failed' }, 'failed'],
		['order', { status: 'failed', images: [url] }, 'failed'],
		['orderPath', { status: 'failed', mine: url }, 'failed'],
		['poll', { status: 'failed' }, 'failed'],
		// A status of HTTP, unless the result is there all the same.
		['order', { code: 500 }, 'failed'],
		['order', { code: 500, id: 'j1' }, 'failed'],
		['order', { code: 500, images: [url] }, 'failed'],
		['order', { code: 500, ...done }, 'failed'],
		['order', { code: 500, ...done, images: [url] }, [url]],
		['orderPath', { code: 500, mine: url }, [url]],
		// One inside may be about something else, if there is a job or an image.
		['order', { data: { code: 500 } }, 'failed'],
		['order', { data: { code: 500 }, id: 'j1' }, 'pending'],
		['order', { data: { code: 500 }, images: [url] }, [url]],
		['order', { data: { code: 500 }, ...done }, 'unclear'],
		['order', { data: { code: 500 }, status: 'running' }, 'unclear'],
		['poll', { data: { code: 500 } }, 'pending'],
		// An error beside a state that nobody knows, or where the path leads to nothing.
		['order', { ...odd, error }, 'failed'],
		['order', { ...odd, error, id: 'j1' }, 'failed'],
		['order', { ...odd, error, images: [url] }, [url]],
		['order', { ...odd, error, id: 'j1', images: [url] }, 'pending'],
		['poll', { ...odd, error }, 'failed'],
		['poll', { ...odd, error: {} }, 'pending'],
		['orderPath', { error, images: [url] }, 'failed'],
		['orderPath', { error, mine: url }, [url]],
		['orderPath', { ...odd, error, images: [url] }, 'failed'],
		['orderPath', { ...done, error, images: [url] }, [url]],
		['order', { error, images: [url] }, [url]],
	])('%s %j: %j', check);
});

describe('1: a status that may be about the asking', () => {
	it.each<Row>([
		['poll', { code: 503 }, 'pending'],
		['poll', { code: 429, images: [url] }, 'pending'],
		['poll', { code: 401 }, 'unclear'],
		['poll', { code: 402 }, 'unclear'],
		['poll', { code: 403 }, 'unclear'],
		['poll', { code: 405 }, 'unclear'],
		['poll', { code: 407 }, 'unclear'],
		['poll', { code: 404 }, 'unclear'],
		['poll', { code: 410 }, 'unclear'],
		['poll', { code: 404, message: moderated }, 'failed'],
		['poll', { code: 410, message: moderated }, 'failed'],
		['poll', { code: 400 }, 'failed'],
		['poll', { code: 422 }, 'failed'],
		['poll', { code: 401, status: 'failed' }, 'failed'],
		['poll', { code: 503, status: 'cancelled' }, 'failed'],
		// The conflict with another order of the image; what that one makes, its job tells.
		['order', { code: 409, id: 'j2' }, 'pending'],
		['order', { code: 409 }, 'unclear'],
		['order', { code: 503, id: 'j2' }, 'failed'],
		['order', { code: 401, id: 'j2' }, 'failed'],
		['order', { code: 404, id: 'j2' }, 'failed'],
	])('%s %j: %s', check);

	it('shows no image of such an answer', () => {
		const held = { status: 'pending', images: [], isChosen: false, isDone: false };
		expect(WAYS.poll({ code: 503, images: [url] })).toMatchObject(held);
	});
});

describe('2: what says that it goes on', () => {
	const yet = 'the job is still processing';
	it.each<Row>([
		['order', { status: 'running' }, 'unclear'],
		['order', { id: 'j1', status: 'running', images: [url] }, 'pending'],
		['order', { id: 'j1', status: 'running', error }, 'pending'],
		['orderPath', { id: 'j1', status: 'running', mine: url }, 'pending'],
		['poll', { status: 'running', images: [url] }, 'pending'],
		// By the words of an error about a job.
		['poll', { error: yet }, 'pending'],
		['poll', { error: yet, images: [url] }, 'pending'],
		['poll', { error }, 'failed'],
		['order', { task_id: 't1', error: yet, images: [url] }, 'pending'],
		['order', { task_id: 't1', error }, 'failed'],
		['order', { id: 'r1', error: yet }, 'failed'],
		['order', { error: yet }, 'failed'],
		['poll', { code: 400, message: yet }, 'pending'],
		['poll', { code: 400, message: error }, 'failed'],
		['poll', { data: { code: 400, message: yet }, images: [url] }, 'pending'],
		['poll', { message: yet, images: [url] }, [url]],
		['poll', { ...done, error: yet, images: [url] }, [url]],
		['poll', { ...done, error: yet }, 'failed'],
		// A bare failure, and what is more than that.
		['poll', { status: 'error', message: yet }, 'pending'],
		['poll', { status: 'error', message: error }, 'failed'],
		['poll', { status: 'bad request', message: yet }, 'pending'],
		['poll', { status: 404, message: yet }, 'pending'],
		['poll', { status: 'failed', message: yet }, 'failed'],
		['poll', { status: 'cancelled', message: yet }, 'failed'],
		['poll', { status: 'failed 1', message: yet }, 'failed'],
		['poll', { status: '1 failed', message: yet }, 'failed'],
		['poll', { success: false, status: 'pending' }, 'pending'],
		['poll', { success: false, status: 'pending', message: error }, 'failed'],
		['poll', { success: false, status: 'polished' }, 'failed'],
		['poll', { success: false }, 'failed'],
		['poll', { success: false, data: { status: 'error', stage: 'running' } }, 'failed'],
	])('%s %j: %j', check);

	it.each<[status: number, body: object, expected: string | string[]]>([
		[202, { id: 'j1', error }, 'pending'],
		[202, { error: { message: error, job_id: 'j1' } }, 'pending'],
		[202, { error }, 'failed'],
		[200, { id: 'j1', error }, 'failed'],
		[202, { id: 'j1', status: 'failed', error }, 'failed'],
		[202, { id: 'j1', ...done, error, images: [url] }, [url]],
		[202, { id: 'j1', images: [url] }, [url]],
	])('an order that is accepted by HTTP %d, with %j: %j', (status, body, expected) => {
		const reply = httpReply(body, { status });
		expect(outcome(readOakgenReply(reply, imageRequest()))).toEqual(expected);
	});

	it.each<Row>([
		['poll', own, 'failed'],
		['poll', { ...own, images: [url] }, [url]],
		['poll', { message: moderated }, 'pending'],
		['poll', { code: 1008, message: 'insufficient balance' }, 'pending'],
		['poll', { code: 7, message: 'content moderation in progress' }, 'pending'],
		['pollPath', own, 'failed'],
	])('a moderation in place of a job, %s %j: %j', check);
});

describe('3: images where Image URL Path leads', () => {
	it.each<Row>([
		['orderPath', { mine: url, images: [other] }, [url]],
		['orderPath', { id: 'j1', mine: url }, [url]],
		['orderPath', { id: 'j1', ...odd, mine: url }, [url]],
		['pollPath', { ...odd, mine: url, remaining: 1 }, [url]],
		['pollPath', { error, mine: url }, [url]],
		['orderPath', { mine: 'not yet', images: [other] }, [other]],
		['order', { mine: url, images: [other] }, [other]],
	])('%s %j: %j', check);
});

describe('4: a code of the provider’s own in place of a result', () => {
	const busy = { code: 50411, message: 'try another one', data: null };
	it.each<Row>([
		['order', busy, 'failed'],
		['orderPath', busy, 'failed'],
		['order', { ...busy, images: [url] }, [url]],
		['order', { ...busy, message: undefined }, 'unclear'],
		['order', { ...busy, id: 'j1' }, 'pending'],
		['poll', busy, 'pending'],
	])('%s %j: %j', check);
});

describe('5: a state that nobody knows', () => {
	it.each<Row>([
		['order', { id: 'j1', ...odd }, 'pending'],
		['order', { id: 'j1', ...odd, images: [url] }, 'pending'],
		['order', odd, 'unclear'],
		['order', { ...odd, images: [url] }, [url]],
		['poll', { ...odd, images: [url] }, 'pending'],
		// A part is left to be made.
		['poll', { remaining: 1, images: [url] }, 'pending'],
		['poll', { remaining: 1, data: { images: [url] } }, 'pending'],
		['poll', { remaining: 0, images: [url] }, [url]],
		['poll', { remaining: 1, images: [url], ...done }, [url]],
		['order', { remaining: 1, images: [url] }, [url]],
	])('%s %j: %j', check);
});

describe('6: nothing but what may have been sent', () => {
	const edit = { references: [urlReference('https://in.example/in.png')] };
	it.each<[object, string | string[]]>([
		[{ task_id: 't1', image_urls: [url] }, 'pending'],
		[{ task_id: 't1', image_urls: [other], images: [url] }, [url]],
		[{ task_id: 't1', ...done, image_urls: [url] }, [url]],
		[{ id: 'r1', image_urls: [url] }, [url]],
		[{ image_urls: [url] }, [url]],
	])('the reply to an edit, %j: %j', (body, expected) => {
		expect(outcome(read(body, {}, null, edit))).toEqual(expected);
	});

	it('the answer to a poll of an edit', () => {
		expect(outcome(read({ image_urls: [url] }, {}, 'j1', edit))).toBe('pending');
		const chosen = { ...edit, settings: { imageUrlPath: 'image_urls' } };
		expect(outcome(read({ image_urls: [url] }, {}, 'j1', chosen))).toEqual([url]);
		expect(outcome(read({ image_urls: [url] }, {}, 'j1'))).toEqual([url]);
	});

	it.each<Row>([
		['orderPath', { id: 'j1', images: [url] }, 'pending'],
		['pollPath', { images: [url] }, 'pending'],
		['pollPath', { ...done, images: [url] }, [url]],
		['orderPath', { images: [url] }, [url]],
		['order', { id: 'j1', images: [url] }, [url]],
	])('nothing where the path leads, %s %j: %j', check);
});

describe('8: an error of any kind', () => {
	it.each<Row>([
		['order', { error }, 'failed'],
		['order', { error, id: 'j1' }, 'failed'],
		['order', { ...done, error }, 'failed'],
		['poll', { error }, 'failed'],
		['order', { error: {} }, 'failed'],
		['order', { error: {}, id: 'j1' }, 'pending'],
		['poll', { error: {} }, 'pending'],
	])('%s %j: %j', check);
});

describe('9: done, or filtered, and no image', () => {
	const filtered = { nsfw: true };
	const result = { response_url: 'https://api.example/r/1' };
	it.each<Row>([
		['order', done, 'unclear'],
		['order', { ...done, id: 'j1' }, 'pending'],
		['order', { ...done, ...result }, 'pending'],
		['order', { ...done, ...filtered }, 'failed'],
		['order', { ...done, ...filtered, ...result, id: 'j1' }, 'failed'],
		['order', filtered, 'failed'],
		['order', { ...filtered, id: 'j1' }, 'pending'],
		['poll', filtered, 'pending'],
		['order', { ...done, text: 'I cannot draw that.', id: 'j1' }, 'failed'],
		['order', { text: 'I cannot draw that.', id: 'j1' }, 'pending'],
		['order', { ...done, message: 'Flagged by our safety system', id: 'j1' }, 'failed'],
		['order', { ...done, message: 'It took 3 seconds', id: 'j1' }, 'pending'],
		['poll', { ...done, ...own }, 'failed'],
	])('%s %j: %j', check);

	it('what is said to be done can be waited for no longer', () => {
		expect(WAYS.order(done)).toMatchObject({ isDone: true });
		expect(WAYS.poll(done)).toMatchObject({ isDone: true, job: { id: 'j1', resultUrl: null } });
		expect(WAYS.poll(filtered)).toMatchObject({ isDone: false });
		expect(WAYS.poll({})).toMatchObject({ isDone: false });
	});

	it('the result’s own address, told now or before', () => {
		const resultUrl = result.response_url;
		const job = { id: null, statusUrl: null, resultUrl };
		const ended = { status: 'pending', isDone: true, images: [] };
		expect(WAYS.order({ ...done, ...result })).toMatchObject({ ...ended, job });
		const known = { id: 'j1', statusUrl: null, resultUrl: null, promisedUrl: resultUrl };
		const context = { baseUrl: '', job: known };
		const later = readOakgenReply(httpReply({ id: 'j1', ...done }), imageRequest(), context);
		expect(later).toMatchObject({ ...ended, job: { id: 'j1', resultUrl } });
	});
});

describe('10 and 11: a code with words of a failure, and anything else', () => {
	const data = { trace: 'abc', tries: 2 };
	const failed = { code: 1008, message: 'generation failed', data };
	it.each<Row>([
		['order', failed, 'failed'],
		['order', { ...failed, message: 'hello there' }, 'unclear'],
		['order', { ...failed, code: 1 }, 'unclear'],
		['order', { ...failed, task_id: 't1' }, 'pending'],
		['order', { ...failed, message: 'too many requests' }, 'failed'],
		['order', { ...failed, message: 'too many requests', ...odd }, 'unclear'],
		['poll', failed, 'pending'],
		['order', {}, 'unclear'],
		['order', { id: 'j1' }, 'pending'],
		['poll', {}, 'pending'],
	])('%s %j: %s', check);
});
