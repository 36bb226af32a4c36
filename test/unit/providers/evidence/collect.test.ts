import { collect, isAboutJob } from '../../../../nodes/OakgenImage/providers/evidence/collect';
import type { State } from '../../../../nodes/OakgenImage/providers/evidence/state';
import { url } from '../../../support/readOakgen';

// What one object of a reply says, before it is weighed.

const said = (document: object) => collect({ ...document });
const failed = { status: 'failed' };
const running = { status: 'running' };
const done = { status: 'completed' };
const odd = { status: 'polished' };

it.each<[document: object, state: State | null]>([
	[{}, null],
	// Failed beats running, running beats done, wherever they stand.
	[{ ...failed, data: running }, 'failed'],
	[{ ...running, data: failed }, 'failed'],
	[{ ...done, data: running }, 'running'],
	[{ ...running, data: done }, 'running'],
	// Otherwise the innermost counts.
	[{ ...done, data: odd }, 'unknown'],
	[{ ...odd, data: done }, 'done'],
	[{ ...odd, data: {} }, 'unknown'],
	[{ event: 'job.failed' }, 'failed'],
	[{ event: 'job.progress' }, 'running'],
	[{ event: 'job.failed', ...done }, 'done'],
	[{ completed_at: null }, 'running'],
	[{ completed_at: null, ...done }, 'done'],
	[{ data: { completed_at: null, x: 1 }, y: 1 }, 'running'],
	// Of lists of results.
	[{ images: [failed, failed] }, 'failed'],
	[{ images: [failed, done] }, 'done'],
	[{ images: [failed, running] }, 'running'],
	[{ images: [done, running] }, 'running'],
	[{ ...done, images: [done, running] }, 'running'],
	[{ images: [] }, null],
	[{ images: [url] }, null],
	[{ images: [{ url }] }, null],
	// A preview keeps nobody waiting, unless there is nothing else.
	[{ images: [done, { ...running, isPreview: true }] }, 'done'],
	[{ images: [{ ...running, isPreview: true }] }, 'running'],
	// Steps are left aside where the whole says how it is.
	[{ steps: [done, running] }, 'running'],
	[{ ...done, steps: [done, running] }, 'done'],
	[{ statuses: ['completed', 'queued'] }, 'running'],
	[{ statuses: ['failed', 'failed'] }, 'failed'],
	[{ statuses: ['failed', 'completed'] }, 'done'],
	[{ statuses: ['red', 'blue'] }, null],
	[{ images: ['failed'] }, null],
	[{ image: { ...running, url } }, 'running'],
	[{ ...done, image: { ...running, url } }, 'running'],
])('the state of %j: %s', (document, state) => {
	expect(said(document).state).toBe(state);
});

it.each<[document: object, failedState: string | null]>([
	[failed, 'failed'],
	[{ status: 'Cancelled by user' }, 'cancelled by user'],
	[{ status: 'ERROR', data: { state: 'cancelled' } }, 'cancelled'],
	[{ status: 'cancelled', data: { state: 'ERROR' } }, 'cancelled'],
	[{ status: 500 }, '500'],
	[{ status: false }, null],
	[{ success: false }, null],
	[done, null],
])('the words of a state that failed, in %j: %j', (document, failedState) => {
	expect(said(document).failedState).toBe(failedState);
});

it.each<[document: object, hasError: boolean]>([
	[{ error: 'broken' }, true],
	[{ error: {} }, true],
	[{ data: { error: 'broken' } }, true],
	[{ error: null }, false],
	[{ error: 'none' }, false],
	[{ message: 'broken' }, false],
	[{ finish_reason: 'ERROR' }, true],
	[{ data: { finish_reason: 'ERROR' } }, true],
	[{ data: { artifacts: [{ finishReason: 'ERROR' }] } }, true],
	[{ finish_reason: ['stop', 'content_filter'] }, true],
	[{ finish_reason: 'SAFETY' }, true],
	[{ finish_reason: 'stop' }, false],
	[{ finish_reason: ' STOP ' }, false],
	[{ finish_reason: 'SAFETY_STOP' }, true],
	[{ finish_reason: 'STOP_SAFETY' }, true],
	[{ finish_reason: 'length' }, false],
	[{ finish_reason: 3 }, false],
	[{ artifacts: [{ finishReason: 'ERROR' }] }, true],
	[{ artifacts: [{ finishReason: 'ERROR' }, { finishReason: 'SUCCESS' }] }, false],
	[{ artifacts: [{ finishReason: 'ERROR' }, 'x'] }, false],
	[{ artifacts: [] }, false],
	[{}, false],
])('whether %j tells of an error: %j', (document, hasError) => {
	expect(said(document).hasError).toBe(hasError);
});

it.each<[document: object, reason: string | null]>([
	[{ error: 'broken' }, 'broken'],
	[{ ...failed, trouble: { message: 'broken' } }, 'broken'],
	[{ ...running, trouble: { message: 'broken' } }, null],
	[{ trouble: { message: 'broken' }, x: 1 }, null],
	// A number is no reason where there are words.
	[{ err: 1, errInfo: 'broken' }, 'broken'],
	[{ err: 1 }, '1'],
	[{ ...failed, err: 1 }, '1'],
	[{ ...failed, error: 'broken', trouble: { message: 'x y' } }, 'broken'],
	[failed, null],
])('the reason in %j: %j', (document, reason) => {
	expect(said(document).reason).toBe(reason);
});

it.each<[document: object, code: number | null, innerCode: number | null]>([
	[{ code: 500 }, 500, null],
	[{ code: '404' }, 404, null],
	[{ code: 400 }, 400, null],
	[{ code: 399 }, null, null],
	[{ code: 599 }, 599, null],
	[{ code: 600 }, null, null],
	[{ code: 400.5 }, null, null],
	[{ error: { code: 500 }, x: 1 }, 500, null],
	// Not where the reply says that all went well.
	[{ code: 200, error: { code: 500 } }, null, null],
	[{ code: 0, error: { code: 500 } }, null, null],
	[{ code: 299, error: { code: 500 } }, null, null],
	[{ code: 300, error: { code: 500 } }, 500, null],
	[{ code: 199, error: { code: 500 } }, 500, null],
	[{ data: { code: 500 } }, null, 500],
	[{ code: 401, data: { code: 500 } }, 401, 500],
	[{ data: { x: 1, result: { code: 500 } } }, null, 500],
	[{ data: { code: 502, result: { code: 500 } } }, null, 502],
	[{}, null, null],
])('the codes in %j: %j, %j', (document, code, innerCode) => {
	expect(said(document)).toMatchObject({ code, innerCode });
});

describe('a code of the provider’s own', () => {
	const words = { message: 'insufficient balance' };
	it.each<[document: object, hasOwnFailure: boolean]>([
		[{ code: 1008, ...words }, true],
		[{ code: 1008, message: 'too many requests' }, true],
		[{ code: 1008, message: 'hello there' }, false],
		[{ code: 1008 }, false],
		[{ code: 0, ...words }, false],
		[{ code: 1, ...words }, false],
		[{ code: 200, ...words }, false],
		[{ code: 300, ...words }, true],
		[{ code: 2, ...words }, true],
		[words, false],
		[{ data: { code: 1008, x: 1 }, ...words }, true],
		[{ code: 1008, ...words, task_id: 't1' }, false],
		[{ code: 1008, ...words, id: 'r1' }, true],
		// In words of its own, whatever is said beside it.
		[{ code: 'InvalidParameter', message: 'hello there' }, true],
		[{ code: 'Hello', message: 'hello there' }, false],
		[{ code: false, message: 'hello there' }, false],
		// Without words, it may be that of a field nobody knows.
		[{ code: 'InvalidParameter' }, false],
		[{ code: '-5', message: 'hello there' }, false],
	])('with words of a failure, %j: %j', (document, expected) => {
		expect(said(document).hasOwnFailure).toBe(expected);
	});

	const message = 'try another one';
	it.each<[document: object, isEmptyHanded: boolean]>([
		[{ code: 50411, message, data: null }, true],
		[{ code: 50411, message, data: {} }, true],
		[{ code: 50411, message, data: [], result: null }, true],
		[{ data: { code: 50411, message, data: null } }, true],
		[{ code: 50411, message, data: null, result: { x: 1 } }, false],
		[{ code: 50411, message, data: { x: 1 } }, false],
		[{ code: 50411, data: null }, false],
		[{ code: 0, message, data: null }, false],
		[{ status: 50411, message, data: null }, false],
		[{ code: 50411, message, data: null, id: 'j1' }, false],
		[{ code: 50411, message, data: null, request_id: 'r1' }, true],
		// How the call went, and nothing else.
		[{ code: 1201, message }, true],
		[{ code: 1201, message, request_id: 'r1' }, true],
		[{ code: 1201, message, render_id: 'rnd_88' }, false],
		[{ code: 1201, message, status_url: '/jobs/1' }, false],
		[{ code: 1201, message: 'still processing' }, false],
		[{ code: 1201, message, info: { message: 'x' }, body: { x: 1 } }, false],
		[{ code: 1201, message, response: 'x' }, false],
		[{ code: 1, message }, false],
		[{ message }, false],
	])('in place of a result, %j: %j', (document, expected) => {
		expect(said(document).isEmptyHanded).toBe(expected);
	});
});

describe('what is said beside it', () => {
	it.each<[document: object, credits: number | null]>([
		[{ credits: 3 }, 3],
		[{ cost: '0.5' }, 0.5],
		[{ credits: 0 }, 0],
		[{ credits: -1, cost: 2 }, 2],
		[{ credits: 'many' }, null],
		[{ usage: { credits: 4 } }, 4],
		[{ credits: 3, usage: { credits: 4 } }, 3],
		[{ data: { credits: 5, x: 1 } }, 5],
		[{ credits: 3, data: { credits: 5, x: 1 } }, 3],
		[{}, null],
	])('credits in %j: %j', (document, credits) => {
		expect(said(document).facts.credits).toBe(credits);
	});

	it.each<[document: object, text: string | null]>([
		[{ text: 'No.' }, 'No.'],
		[{ output: 'I cannot draw that.' }, 'I cannot draw that.'],
		[{ text: 'No.', output: 'I cannot draw that.' }, 'No.'],
		[{ output: 'two words' }, null],
		[{ output: 'three words here' }, 'three words here'],
		[{ output: ' two  words ' }, null],
		[{ output: 'The fox [left] is red.' }, 'The fox [left] is red.'],
		[{ output: `${url} and two more` }, null],
		[{ output: 'http://cdn.example/a and two more' }, null],
		[{ output: '<p>a b c</p>' }, null],
		[{ output: ' <p>a b c</p>' }, null],
		[{ output: 'data: a b c' }, null],
		[{ output: 'word '.repeat(800) }, 'word '.repeat(800).trim()],
		[{ output: 'word '.repeat(801) }, null],
		[{ output: 7 }, null],
	])('a text in %#', (document, text) => {
		expect(said(document).facts.text).toBe(text);
	});

	it('its usage, its flags, its id', () => {
		const usage = { tokens: 3 };
		const evidence = said({ id: 'j1', usage: 'x', data: { usage, nsfw: [true, false], x: 1 } });
		expect(evidence.facts).toMatchObject({ id: 'j1', usage, contentFiltered: false });
		expect(evidence.filtered).toEqual({ all: false, each: [true, false] });
		expect(said({ data: { nsfw: true, x: 1 } }).filtered).toEqual({ all: true, each: [] });
		const twice = said({ nsfw: [false], data: { nsfw: [true], x: 1 } });
		expect(twice.filtered.each).toEqual([false]);
		expect(said({}).facts.usage).toBeNull();
		expect(said({ usage, data: { usage: { tokens: 4 } } }).facts.usage).toEqual(usage);
	});

	it('an error may name the job of an order that was accepted', () => {
		const document = { error: { id: 'j1', message: 'broken' } };
		const noJob = { id: null, statusUrl: null };
		expect(collect(document, noJob, true).job.id).toBe('j1');
		expect(collect(document, noJob).job.id).toBeNull();
		expect(collect({}, { id: 'h1', statusUrl: null }).job.id).toBe('h1');
	});
});

it.each<[document: object, isFiltered: boolean]>([
	[{ images: [{ url: null, blockedReason: 'mature content' }] }, true],
	[{ data: { images: [{ verdict: 1, image_audit_result: 'block' }] } }, true],
	[{ images: [{ nsfw: true }, { nsfw: true }] }, true],
	[{ images: [{ nsfw: true }, { nsfw: false }] }, false],
	[{ images: [] }, false],
	[{ images: { nsfw: true } }, false],
])('whether all of %j is filtered: %j', (document, isFiltered) => {
	expect(collect({ ...document }).filtered.all).toBe(isFiltered);
});

it.each<[document: object, images: number, expected: boolean]>([
	[{}, 0, false],
	[running, 0, true],
	[done, 0, true],
	[odd, 0, false],
	[failed, 0, false],
	[{ id: 'j1' }, 0, true],
	[{ status_url: '/jobs/1' }, 0, true],
	[{}, 1, true],
])('whether %j with %d images is about a job: %j', (document, count, expected) => {
	const image = { kind: 'url' as const, url, mimeType: null };
	expect(
		isAboutJob(
			said(document),
			Array.from({ length: count }, () => image),
		),
	).toBe(expected);
});
