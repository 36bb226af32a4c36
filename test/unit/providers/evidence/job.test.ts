import {
	canBeAsked,
	hasJobId,
	readJob,
	withErrors,
} from '../../../../nodes/OakgenImage/providers/evidence/job';
import { NO_JOB_IN_HEADERS } from '../../../../nodes/OakgenImage/providers/evidence/headers';
import type { PendingJob } from '../../../../nodes/OakgenImage/providers/types';
import { url } from '../../../support/readOakgen';

// The job that a reply names: what it wraps, outermost first.

const none: PendingJob = { id: null, statusUrl: null, resultUrl: null };
const uuid = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
const asked = 'https://api.example/jobs/1';
const later = 'https://api.example/jobs/2';

it.each<[layers: object[], id: string | null]>([
	[[], null],
	[[{}], null],
	// A name that only a job has before one that anything has, the inner before the outer.
	[[{ id: 'x1', task_id: 't1' }], 't1'],
	[[{ task_id: 't1' }, { id: 'x1' }], 't1'],
	[[{ id: 'x1' }, { id: 'x2' }], 'x2'],
	[[{ request_id: 'r1' }, { id: 'x2' }], 'x2'],
	[[{ request_id: 'r1' }], 'r1'],
	[[{ id: '' }, { id: null }], null],
	[[{ id: 7 }], '7'],
	[[{ id: 'x1' }, { id: ' ' }], 'x1'],
	// A text in place of the result.
	[[{ result: 'a1b2c3' }], 'a1b2c3'],
	[[{ result: 'a1b2c' }], null],
	[[{ result: 'abcdef' }], null],
	[[{ result: 'a1b2c3 is yours' }], null],
	[[{ result: '/a1/b2/c3' }], null],
	[[{ result: 'a1'.repeat(40) }], 'a1'.repeat(40)],
	[[{ result: 'a1'.repeat(41) }], null],
	[[{ data: 'a1b2c3', result: 'queued' }], 'a1b2c3'],
	// The only id of whatever name.
	[[{ render_id: 'rnd_88' }], 'rnd_88'],
	[[{ render_id: 'rnd_88', canvas_id: 'rnd_88' }], 'rnd_88'],
	[[{ render_id: 'rnd_88', canvas_id: 'c_9' }], null],
	[[{ render_id: 'rnd_88', user_id: 'u_9' }], 'rnd_88'],
	[[{ user_id: 'u_9' }], null],
	[[{ guid: 'g1' }], 'g1'],
	// Of a set of orders, where there is no other.
	[[{ batch_id: 'b_1', item_id: 'i_9' }], 'i_9'],
	[[{ item_id: 'i_9', groupId: 'b_1' }], 'i_9'],
	[[{ batch_id: 'b_1' }], 'b_1'],
	[[{ batch_id: 'b_1', group_id: 'g_1' }], null],
	// Of an order that is taken, what names it otherwise.
	[[{ messageId: 'm_7', success: true }], 'm_7'],
	[[{ messageId: 'm_7', status: 'queued' }], 'm_7'],
	[[{ status: 'queued' }, { ticket: 't8' }], 't8'],
	[[{ session_id: 's_8', status: 'queued' }], null],
	[[{ groupId: 'c_8', ok: true }], 'c_8'],
	[[{ orderNo: 80, status: 'queued' }], '80'],
	[[{ job_key: 'k8', status: 'queued' }], 'k8'],
	[[{ task_ref: 'k8', status: 'queued' }], 'k8'],
	[[{ token: 't8', status: 'queued' }], null],
	[[{ handle: 't8', status: 'queued' }], null],
	[[{ taskNumber: 't8', status: 'queued' }], 't8'],
	[[{ ticket: 't8', render_id: 'rnd_88', status: 'queued' }], 'rnd_88'],
	[[{ ticket: 't8', job_no: 't9', status: 'queued' }], null],
	[[{ ticket: 't8' }], null],
	[[{ ticket: 't8', success: false }], null],
	[[{ ticket: 't8', success: 'yes' }], null],
	[[{ ticket: 't8', status: 'polished' }], null],
	[[{ ticket: 'soon', status: 'queued' }], null],
	[[{ queue_no: 12, batch_size: 10, key: 'k8', status: 'queued' }], null],
	[[{ render_id: 'pending' }], null],
	[[{ render_id: '8' }], null],
	[[{ [`${'long'.repeat(20)}_id`]: 'rnd_88' }], null],
	[[{ a: 1 }, { render_id: 'rnd_88' }], 'rnd_88'],
	// One of any name, where nothing else is said.
	[[{ hash: uuid, success: true }], uuid],
	[[{ hash: uuid, note: 'x' }], null],
	[[{ hash: uuid }, {}], null],
	[[{ hash: 'a1b2c3' }], null],
	[[{ name: 'projects/p/locations/l/operations/77' }], '77'],
	[[{ name: 'models/77' }], null],
	[[{ name: 'operations/77/x' }], null],
	[[{ render_id: 'the 8' }], null],
	[[{ render_id: 'the 88' }], null],
	[[{ render_id: '8 left' }], null],
	[[{ [`${'x'.repeat(56)}_id`]: 'rnd_88' }], 'rnd_88'],
	[[{ [`${'x'.repeat(57)}_id`]: 'rnd_88' }], null],
])('the id in %j: %j', (layers, id) => {
	expect(readJob(layers as never, NO_JOB_IN_HEADERS).id).toBe(id);
});

it.each<[layers: object[], statusUrl: string | null]>([
	[[{ job_url: asked }], asked],
	[[{ job_url: asked, status_url: later }], asked],
	[[{ urls: { get: asked, cancel: later } }], asked],
	[[{ links: { self: { href: asked } } }], asked],
	[[{ links: { self: { url: asked } } }], asked],
	[[{ links: [{ rel: 'self', href: asked }] }], asked],
	[[{ links: [{ rel: 'up', href: asked }] }], null],
	[[{ poll: asked }], asked],
	[[{ poll: { url: asked } }], asked],
	[[{ pollingEndpoint: asked, poll: later }], asked],
	[[{ status: asked }], asked],
	[[{ status: '/jobs/1' }], '/jobs/1'],
	[[{ status: 'queued' }], null],
	[[{ tracking_url: 'queued' }], null],
	[[{ webhook_status_url: asked }], null],
	[[{ urls: { get: url } }], null],
	[[{ urls: { get: url }, poll: asked }], asked],
	[[{ urls: { get: 7 } }], null],
	[[{}, { job_url: asked }], asked],
	[[{}], null],
])('the address in %j: %j', (layers, statusUrl) => {
	expect(readJob(layers as never, NO_JOB_IN_HEADERS).statusUrl).toBe(statusUrl);
});

it('what the headers say counts where the body says nothing', () => {
	const inHeaders = { id: 'h1', statusUrl: later };
	expect(readJob([{}], inHeaders)).toEqual({ ...none, ...inHeaders });
	const said = { task_id: 't1', job_url: asked, response_url: url };
	const job = { id: 't1', statusUrl: asked, resultUrl: url };
	expect(readJob([said], inHeaders)).toEqual(job);
	expect(readJob([], NO_JOB_IN_HEADERS)).toEqual(none);
});

it.each<[job: Partial<PendingJob>, expected: boolean]>([
	[{ id: 'j1' }, true],
	[{ statusUrl: asked }, true],
	[{ id: 'j1', statusUrl: asked }, true],
	[{ resultUrl: url }, false],
	[{}, false],
])('whether %j can be asked for: %j', (job, expected) => {
	expect(canBeAsked({ ...none, ...job })).toBe(expected);
});

it.each<[layers: object[], names: string[] | undefined, expected: boolean]>([
	[[{ id: 'x1' }], undefined, true],
	[[{}, { task_id: 't1' }], undefined, true],
	[[{ request_id: 'r1' }], undefined, false],
	[[{ request_id: 'r1' }], ['requestid'], true],
	[[{ id: 'x1' }], ['taskid'], false],
	[[{ id: '' }], undefined, false],
	[[{ id: {}, task_id: 't1' }], undefined, true],
	[[], undefined, false],
])('whether %j has an id under %j: %j', (layers, names, expected) => {
	expect(hasJobId(layers as never, names)).toBe(expected);
});

it.each<[layers: object[], expected: object[]]>([
	[[{ a: 1 }], [{ a: 1 }]],
	[[{ error: { b: 1 } }], [{ error: { b: 1 } }, { b: 1 }]],
	[[{ errors: [{ b: 1 }, 'c'] }], [{ errors: [{ b: 1 }, 'c'] }, { b: 1 }]],
	[[{ error: 'no' }], [{ error: 'no' }]],
])('%j with its errors', (layers, expected) => {
	expect(withErrors(layers as never)).toEqual(expected);
});
