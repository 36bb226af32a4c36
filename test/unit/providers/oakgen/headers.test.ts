import { fieldsOf } from '../../../../nodes/OakgenImage/providers/evidence/headers';
import { readOakgenReply } from '../../../../nodes/OakgenImage/providers/oakgen/reply';
import { httpReply, imageRequest } from '../../../support/imageRequest';
import { outcome, read, url } from '../../../support/readOakgen';

// What a reply tells in its headers, under whatever name.

type Headers = Record<string, string>;

const JOBS = 'https://api.example/jobs/7';

const order = (status: number, headers: Headers, body: unknown = '') =>
	readOakgenReply(httpReply(body, { status, headers }), imageRequest());

describe('the job stands in', () => {
	it.each<[status: number, headers: Headers, job: { id?: string; statusUrl?: string }]>([
		[200, { 'x-job-id': 'j-7' }, { id: 'j-7' }],
		[201, { 'x-acme-task-id': 'j-7' }, { id: 'j-7' }],
		[204, { 'acme-prediction-id': 'j-7' }, { id: 'j-7' }],
		[200, { 'nginx-job-id': 'j-7' }, { id: 'j-7' }],
		[200, { 'x-task-id': ' ', 'x-job-id': 'j-7' }, { id: 'j-7' }],
		[200, { 'x-job-id': ' ', 'x-task-id': 'j-7' }, { id: 'j-7' }],
		[202, { 'x-generation-id': 'j-7', 'x-request-id': 'r-1' }, { id: 'j-7' }],
		[202, { 'nvcf-reqid': 'r-1' }, { id: 'r-1' }],
		[202, { 'x-request-id': 'r-1' }, { id: 'r-1' }],
		[200, { 'operation-location': JOBS }, { statusUrl: JOBS }],
		[200, { 'azure-asyncoperation': JOBS }, { statusUrl: JOBS }],
		[200, { 'x-status-url': JOBS }, { statusUrl: JOBS }],
		[200, { 'x-acme-poll-url': '/jobs/7' }, { statusUrl: '/jobs/7' }],
		[202, { 'x-progress-endpoint': JOBS }, { statusUrl: JOBS }],
		[200, { link: `<${JOBS}>; rel="status"` }, { statusUrl: JOBS }],
		[
			200,
			{ link: `</help>; rel=help, <${JOBS}>; title="a job"; rel=monitor` },
			{ statusUrl: JOBS },
		],
		[200, { link: `</help>; title=help, <${JOBS}>; rel="status"` }, { statusUrl: JOBS }],
		[200, { link: `<${JOBS}>; rel="status", </jobs/8>; rel="status"` }, { statusUrl: JOBS }],
		[202, { link: `<${JOBS}>; rel="self job"` }, { statusUrl: JOBS }],
		[202, { link: `<${JOBS}>; rel="self"` }, { statusUrl: JOBS }],
		[201, { link: `<${JOBS}>; REL = "Result"` }, { statusUrl: JOBS }],
		[201, { location: JOBS, link: '</elsewhere>; rel="self"' }, { statusUrl: JOBS }],
		[303, { 'content-location': JOBS }, { statusUrl: JOBS }],
	])('HTTP %d, %j', (status, headers, job) => {
		for (const body of ['', {}, { message: 'accepted' }]) {
			// The name of the HTTP request counts only where nothing else is said.
			if (body !== '' && job.id === 'r-1') continue;
			expect(order(status, headers, body)).toMatchObject({ status: 'pending', job });
		}
	});

	it.each<[headers: Headers, body: unknown, expected: unknown]>([
		[{ 'x-job-id': 'j-7' }, { images: [url] }, [url]],
		[{ 'x-job-id': 'j-7' }, { error: 'the prompt was refused' }, 'failed'],
		[{ link: `<${JOBS}>; rel="status"` }, { images: [url] }, [url]],
	])('but with %j, %j is what its body says', (headers, body, expected) => {
		expect(outcome(read(body, headers))).toEqual(expected);
	});

	it('the body first', () => {
		const headers = { 'x-job-id': 'j-7', 'x-status-url': JOBS };
		const job = { id: 'j-8', statusUrl: '/jobs/8' };
		expect(read({ job_id: 'j-8', status_url: '/jobs/8' }, headers)).toMatchObject({ job });
	});

	it('nothing about another one, in the answer about a job', () => {
		expect(read({ status: 'processing' }, { 'x-task-id': 'call-9' }, 'j-7')).toMatchObject({
			status: 'pending',
			job: { id: 'j-7' },
		});
	});
});

test.each<[status: number, headers: Headers]>([
	[200, { location: JOBS }],
	[200, { 'x-request-id': 'r-1' }],
	[200, { link: `<${JOBS}>; rel="self"` }],
	[202, { link: `<${JOBS}>; rel="terms-of-service"` }],
	[202, { link: JOBS }],
	[200, { 'x-cache-status': 'MISS', 'x-served-by': '/cache/1', 'x-rate-limit-check': '/7' }],
	[200, { 'x-webhook-status-url': JOBS }],
	[200, { 'x-parent-job-id': 'j-6' }],
	[200, { 'function-execution-id': 'e-9', 'x-process-id': '2214' }],
	[200, { 'x-status-url': 'none' }],
	[200, { 'x-account-id': 'a-7', 'cf-ray': '7', 'x-amz-id': '7' }],
	[200, { 'x-job-id': ' ' }],
])('HTTP %d, %j: no job', (status, headers) => {
	expect(order(status, headers)).toMatchObject({ status: 'unclear' });
});

test.each<[isFiltered: boolean, headers: Headers]>([
	[true, { 'finish-reason': 'CONTENT_FILTERED' }],
	[true, { 'x-finish-reason': 'safety' }],
	[true, { 'x-content-filtered': 'true' }],
	[true, { 'x-nsfw': '1' }],
	[true, { 'x-acme-nsfw-detected': 'yes' }],
	[true, { 'x-moderation': 'flagged' }],
	[true, { 'x-acme-content-safety': 'blocked' }],
	[true, { 'x-venice-is-blurred': 'true' }],
	[true, { 'x-venice-is-content-violation': 'true' }],
	[true, { 'x-image-safe': 'false' }],
	[true, { warning: '199 - "the image was blurred"' }],
	[false, { 'finish-reason': 'SUCCESS' }],
	[false, { 'x-traffic-classification': 'flagged' }],
	[false, { 'x-nsfw': 'false' }],
	[false, { 'x-moderation': 'not flagged' }],
	[false, { 'x-venice-is-blurred': 'false' }],
	[false, { 'x-image-safe': 'true' }],
	[false, { 'x-ratelimit-blocked-reason-codes': '' }],
	[
		false,
		{ 'content-security-policy': 'block-all-mixed-content', 'x-xss-protection': '1; mode=block' },
	],
])('whether a picture was filtered, %s: %j', (contentFiltered, headers) => {
	expect(read({ images: [url] }, headers)).toMatchObject({ facts: { contentFiltered } });
});

test.each<[body: unknown, headers: Headers, expected: string[] | string]>([
	['', { 'x-error-message': 'the lens cap is on' }, 'failed'],
	['Sorry', { 'x-rejection-reason': 'the lens cap is on' }, 'failed'],
	[{}, { 'x-error': 'the lens cap is on' }, 'failed'],
	[{}, { 'x-error': 'none' }, 'unclear'],
	[{}, { 'x-error-id': '7' }, 'unclear'],
	// What else is told counts more, and an address must not get lost.
	[{ images: [url] }, { 'x-error': 'the lens cap is on' }, [url]],
	[{ picture_of_a_fox: url }, { 'x-error': 'the lens cap is on' }, 'unclear'],
	[{ picture_of_a_fox: 'http://cdn.example/a' }, { 'x-error': 'the lens cap is on' }, 'unclear'],
	[{ id: 'j-7', status: 'queued' }, { 'x-error': 'the lens cap is on' }, 'pending'],
])('a reason beside %j in the headers %j: %j', (body, headers, expected) => {
	const generation = read(body, headers);
	expect(outcome(generation)).toEqual(expected);
	if (generation.status === 'failed') expect(generation.reason).toBe('the lens cap is on');
});

test.each<[what: string, header: string, names: string[]]>([
	['of the job', 'X-Job-Id', ['job-id']],
	['of a service', 'x-acme-job-id', ['acme-job-id', 'job-id']],
	['of one word', 'x-nsfw', ['nsfw']],
	[
		'of more words than any',
		'a-b-c-d-e-image-job-id',
		['c-d-e-image-job-id', 'd-e-image-job-id', 'e-image-job-id', 'image-job-id', 'job-id'],
	],
	['of something else', 'x-webhook-job-id', ['webhook-job-id']],
])('the names of a header %s', (_, header, names) => {
	expect(Object.keys(fieldsOf({ [header]: 'j-7' }))).toEqual(names);
});
