import {
	effectiveStatus,
	isFinalLimit,
	waitInBody,
} from '../../../../nodes/OakgenImage/providers/evidence/refusal';
import { httpReply } from '../../../support/imageRequest';
import { base64, png, url } from '../../../support/readOakgen';

// What a refusal is treated as: its status, its wait, and whether waiting helps.

const page = 'https://docs.example/errors';
const limit = 'rate limit exceeded';
const key = 'invalid api key';

describe('the status of a reply with an error status', () => {
	it.each<[status: number, body: unknown, expected: number]>([
		// A job that is under way.
		[500, { id: 'j1', status: 'running' }, 202],
		[504, { data: { task_id: 't1', state: 'queued' } }, 202],
		[500, { status: 'running' }, 500],
		[500, { request_id: 'r1', status: 'running' }, 500],
		[500, { id: 'j1' }, 500],
		[500, { id: 'j1', status: 'completed' }, 500],
		[500, { id: 'j1', status: 'failed' }, 500],
		[400, { error: { id: 'j1', status: 'running' } }, 400],
		// A conflict with an order whose job is named.
		[409, { job_id: 'j1' }, 202],
		[409, { error: { existing_job_id: 'j1', message: 'in flight' } }, 202],
		[409, { status_url: '/jobs/1' }, 202],
		[409, { image_url: url }, 202],
		[409, { id: 'r1' }, 409],
		[409, { message: 'in flight' }, 409],
		[409, { job_id: 'j1', message: 'the key was used with another request' }, 409],
		[400, { job_id: 'j1' }, 400],
		[500, { status_url: '/jobs/1' }, 500],
		// The picture is there.
		[500, { images: [url] }, 202],
		[500, { images: [url], status: 'completed' }, 202],
		[500, { b64_json: base64 }, 202],
		[500, { image_url: page }, 500],
		[500, { images: [page, url] }, 202],
		[500, { images: [url], error: 'broken' }, 500],
		[500, { images: [url], error: {} }, 500],
		[500, { images: [url], message: 'broken' }, 500],
		[500, { images: [url], code: 500 }, 500],
		[500, { images: [url], data: { code: 500 } }, 500],
		[500, { images: [url], status: 'failed' }, 500],
		[500, { images: [url], status: 'polished' }, 500],
		[500, { images: [url], status: 'running' }, 500],
		[500, png, 500],
		// A limit that is told as a refusal of access.
		[403, { message: limit }, 429],
		[403, limit, 429],
		[403, { message: 'your quota is exceeded' }, 403],
		[403, { message: key }, 403],
		[400, { message: limit }, 400],
		[401, '', 401],
	])('%d, %j: %d', (status, body, expected) => {
		expect(effectiveStatus(httpReply(body, { status }))).toBe(expected);
	});

	it('a conflict whose job stands in a header', () => {
		const headers = { 'operation-location': 'https://api.example/jobs/7' };
		expect(effectiveStatus(httpReply({}, { status: 409, headers }))).toBe(202);
		expect(effectiveStatus(httpReply({}, { status: 409 }))).toBe(409);
	});

	it('one document that tells of a job is enough', () => {
		const lines = '{"message":"oops"}\n{"id":"j1","status":"running"}\n';
		expect(effectiveStatus(httpReply(lines, { status: 500 }))).toBe(202);
	});
});

describe('the status that is told inside HTTP 200', () => {
	it.each([400, 401, 402, 403, 404, 405, 413, 415, 422, 429])('%d is treated as that', (code) => {
		expect(effectiveStatus(httpReply({ code }))).toBe(code);
	});

	// Nobody knows what was made, so that it is not to be sent again.
	it.each([408, 409, 425, 500, 502, 503, 504])('%d is not', (code) => {
		expect(effectiveStatus(httpReply({ code }))).toBe(200);
	});

	it.each<[body: unknown, expected: number]>([
		[{}, 200],
		[{ images: [url] }, 200],
		[png, 200],
		['', 200],
		// In words of an error.
		[{ error: limit }, 429],
		[{ error: key }, 401],
		[{ error: 'the model broke' }, 200],
		[{ error: key, images: [url] }, 200],
		[{ error: key, status: 'running' }, 200],
		[{ error: key, status: 'polished' }, 401],
		[{ error: key, status: 'completed' }, 401],
		[{ status: 'failed', message: limit }, 429],
		[{ message: limit }, 200],
		// By a code: the reply's own, one inside, or words.
		[{ code: 402, message: key }, 402],
		[{ data: { code: 401 } }, 401],
		[{ code: 402, data: { code: 401 } }, 402],
		[{ data: { code: 401 }, images: [url] }, 200],
		[{ error: { type: 'rate_limit_error', message: 'no' } }, 429],
		[{ errors: [{ message: 'no', extensions: { code: 'UNAUTHENTICATED' } }] }, 401],
		[{ errors: [{ message: 'sorry', extensions: { type: 'insufficient_quota' } }] }, 402],
		[{ error: { message: 'sorry', status: 'UNAUTHENTICATED' } }, 401],
		[{ errors: [{ message: 'sorry', errorCode: 'INSUFFICIENT_FUNDS' }] }, 402],
		[{ status: 'failed', code: 'too_many_requests' }, 429],
		// By a code of the provider's own.
		[{ code: 1008, message: 'insufficient balance', data: { tries: 2 } }, 402],
		[{ code: 7, type: 'insufficient_quota', message: 'try later', data: null }, 402],
		[{ code: 7, message: 'too many requests' }, 429],
		[{ code: 7, message: 'too many requests', images: [url] }, 200],
		[{ code: 7, message: 'too many requests', status: 'polished' }, 200],
		[{ code: 7, message: 'too many requests', status: 'completed' }, 200],
		[{ code: 0, message: 'too many requests' }, 200],
	])('%j: %d', (body, expected) => {
		expect(effectiveStatus(httpReply(body))).toBe(expected);
	});

	it.each<[body: object, expected: number]>([
		// What is about the account has made no job, whatever id is there.
		[{ code: 401, id: 'x1' }, 401],
		[{ code: 402, task_id: 't1' }, 402],
		[{ code: 403, status_url: '/jobs/1' }, 403],
		[{ code: 429, id: 'x1' }, 429],
		[{ code: 400, id: 'x1' }, 200],
		[{ code: 404, task_id: 't1' }, 200],
		[{ code: 422, status_url: '/jobs/1' }, 200],
		// A limit is waited for and the order sent again: not if it was begun or made.
		[{ code: 429, task_id: 't1' }, 200],
		[{ code: 429, status: 'failed', images: [url] }, 200],
		[{ code: 429, status: 'failed', images: [page] }, 429],
		[{ code: 429, status: 'failed', images: [page, url] }, 200],
		[{ code: 429, status: 'failed', b64_json: base64 }, 200],
		[{ code: 401, status: 'failed', images: [url] }, 401],
	])('beside a job or an image, %j: %d', (body, expected) => {
		expect(effectiveStatus(httpReply(body))).toBe(expected);
	});

	it.each<[text: string, expected: number]>([
		[`event: error\ndata: {"message": "${limit}"}\n\n`, 429],
		[`event: failed\ndata: {"message": "${key}"}\n\n`, 401],
		[`event: progress\ndata: {"message": "${limit}"}\n\n`, 200],
		[`event: completed\ndata: {"message": "${limit}"}\n\n`, 200],
		[`data: {"id": "x1"}\n\nevent: error\ndata: {"message": "${key}"}\n\n`, 401],
		[`{"error": "${key}"}\n{"error": "${limit}"}\n`, 401],
	])('in a stream, %j: %d', (text, expected) => {
		expect(effectiveStatus(httpReply(text))).toBe(expected);
	});
});

describe('the wait that a body names', () => {
	const headers = { date: 'Thu, 01 Jan 2026 00:00:00 GMT' };
	it.each<[body: unknown, expected: number | null]>([
		[{ retry_after: 7 }, 7000],
		[{ error: { retryAfterMs: 250 } }, 250],
		[{ message: 'resets in 9s' }, 9000],
		[{ reset_at: '2026-01-01T00:00:10Z' }, 10_000],
		['Slow down, and try again in 20 seconds', 20_000],
		['{"retry_after": 7}\n{"retry_after": 9}', 7000],
		[{ message: limit }, null],
		['', null],
	])('%j: %j', (body, expected) => {
		expect(waitInBody(httpReply(body, { headers }))).toBe(expected);
	});

	it('or else a header of its name', () => {
		const named = { ...headers, 'x-ratelimit-reset-requests': '12s' };
		expect(waitInBody(httpReply({ retry_after: 7 }, { headers: named }))).toBe(7000);
		expect(waitInBody(httpReply({}, { headers: named }))).toBe(12_000);
	});

	it('until a moment by this machine’s clock where the reply has none', () => {
		expect(waitInBody(httpReply({ reset_at: '2000-01-01T00:00:00Z' }))).toBeNull();
		expect(waitInBody(httpReply({ reset_at: '9999-01-01T00:00:00Z' }))).toBeGreaterThan(60_000);
	});
});

describe('whether waiting does not bring a limit back', () => {
	it.each<[body: unknown, headers: Record<string, string>, expected: boolean]>([
		[{ message: 'insufficient_quota' }, {}, true],
		[{ message: 'insufficient_quota' }, { 'retry-after': '9' }, true],
		[{ message: '余额不足' }, {}, true],
		[{ message: 'please recharge' }, { 'retry-after': '9' }, true],
		[{ message: 'your daily limit is reached' }, {}, true],
		[{ message: 'your daily limit is reached' }, { 'retry-after': '9' }, false],
		[{ message: 'your daily limit is reached', retry_after: 9 }, {}, false],
		['check your plan and billing details', {}, true],
		['check your plan and billing details, try again in 9s', {}, false],
		[{ message: limit }, {}, false],
		['', {}, false],
		[' '.repeat(7000) + 'insufficient_quota', {}, true],
		[' '.repeat(9000) + 'insufficient_quota', {}, false],
	])('%#: %j', (body, headers, expected) => {
		expect(isFinalLimit(httpReply(body, { status: 429, headers }))).toBe(expected);
	});
});
