import { readOakgenReply } from '../../../../nodes/OakgenImage/providers/oakgen/reply';
import { httpReply, imageRequest } from '../../../support/imageRequest';

const url = 'https://files.example/preview.png';

function read(body: object) {
	return readOakgenReply(httpReply({ id: 'job-1', ...body }), imageRequest());
}

describe('a picture beside a state that nobody knows is held back', () => {
	it.each([
		['under a name that nobody knows', { genState: 'brewing', images: [url] }],
		['under a name of another kind', { condition: 'cooking', image_url: url }],
		['in an object', { status: { name: 'brewing' }, images: [url] }],
		['in a list', { status: ['brewing'], images: [url] }],
		['as a number', { state: 7, images: [url] }],
	])('%s', (_, body) => {
		expect(read(body)).toMatchObject({ status: 'pending', job: { id: 'job-1' } });
	});
});

describe('a state of something else does not hold a picture back', () => {
	it.each([
		{ moderation_status: 'passed' },
		{ billing_state: 'charged' },
		{ cache_status: 'HIT' },
		{ webhookStatus: 'none' },
		{ upload_status: 'mirrored' },
	])('%j', (body) => {
		expect(read({ ...body, images: [url] }).status).toBe('done');
	});
});

it.each([
	['in an object', { status: { state: 'FAILED' }, images: [url] }],
	['as a flag', { error: true, message: 'no capacity', images: [url] }],
	['under a name that nobody knows', { renderPhase: 'crashed', images: [url] }],
])('a failure counts %s', (_, body) => {
	expect(read(body).status).toBe('failed');
});

it('a list that is empty still says that the job’s own address is no picture', () => {
	const job = 'https://api.example/jobs/job-1';
	expect(read({ url: job, images: [] })).toMatchObject({ status: 'pending', images: [] });
	expect(read({ url, images: [url] }).status).toBe('done');
});

describe('a code in the answer to a poll is about the asking, not about the job', () => {
	const job = { id: 'job-1', statusUrl: null, resultUrl: null };
	const poll = (body: object) =>
		readOakgenReply(httpReply(body), imageRequest(), { baseUrl: 'https://api.example', job });

	it.each([
		[{ code: 429, msg: 'slow down', data: null }, 'pending'],
		[{ code: 503, message: 'busy' }, 'pending'],
		[{ error: { code: 401, message: 'invalid api key' } }, 'unclear'],
		[{ code: 402, msg: 'quota not enough' }, 'unclear'],
		[{ code: 429, state: 'failed', msg: 'the model was overloaded' }, 'failed'],
		[{ code: 422, msg: 'flagged' }, 'failed'],
	])('%j: %s', (body, status) => {
		expect(poll(body).status).toBe(status);
	});
});
