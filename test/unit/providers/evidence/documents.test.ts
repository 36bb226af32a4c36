import { answersOf, documentsOf } from '../../../../nodes/OakgenImage/providers/evidence/documents';
import type { State } from '../../../../nodes/OakgenImage/providers/evidence/state';
import { httpReply } from '../../../support/imageRequest';
import { base64, png, url } from '../../../support/readOakgen';

const stream = { 'content-type': 'text/event-stream' };
const valuesOf = (body: unknown, headers: Record<string, string> = {}) =>
	documentsOf(httpReply(body, { headers })).map(({ value }) => value);
const textOf = (value: unknown) => JSON.stringify(value);
const quotedTimes = (times: number, text: string): string =>
	times === 0 ? text : quotedTimes(times - 1, JSON.stringify(text));

it.each<[what: string, body: unknown, values: unknown[]]>([
	['an object', { id: 't1' }, [{ id: 't1' }]],
	['an empty object', {}, [{}]],
	['a list', [{ id: 't1' }], [{ data: [{ id: 't1' }] }]],
	['an empty list', [], [{ data: [] }]],
	['a list that became an object', { 0: 'a', 1: 'b' }, [{ data: ['a', 'b'] }]],
	['one entry by a number is a name', { 9: { id: 't1' } }, [{ 9: { id: 't1' } }]],
	['a number beside a name', { 0: 'a', id: 't1' }, [{ 0: 'a', id: 't1' }]],
	['numbers of four digits are names', { 1024: 'a', 2048: 'b' }, [{ 1024: 'a', 2048: 'b' }]],
	['an object as a text', textOf(textOf({ id: 't1' })), [{ id: 't1' }]],
	['a list as a text', textOf('[1]'), [{ data: [1] }]],
	['an address as JSON', textOf(` ${url} `), [{ output: url }]],
	['an address alone', `${url}\n`, [{ output: url }]],
	['an address in capitals', 'HTTP://A.EXAMPLE/B.PNG', [{ output: 'HTTP://A.EXAMPLE/B.PNG' }]],
	[
		'a data URI alone',
		`data:image/png;base64,${base64}`,
		[{ output: `data:image/png;base64,${base64}` }],
	],
	['base64 alone', base64, [{ output: base64 }]],
	['a number', '5', []],
	['a number as long as an id', '1234567890', []],
	['a flag', 'true', []],
	['null', 'null', []],
	['nothing', '', []],
	['white space', ' \n', []],
	['words', 'a red fox, and more', []],
	['a data URI behind words', `here: data:image/png;base64,${base64}`, []],
	['letters, as few as an id has', base64.slice(0, 12), [{ data: base64.slice(0, 12) }]],
	['a word of forty letters', 'a'.repeat(40), []],
	['words that end in an address that is no picture', 'see https://cdn.example/', []],
	['base64 of an object', Buffer.from('{"id":"t1"}').toString('base64'), [{ id: 't1' }]],
	[
		'several lines',
		'{"id":"t1"}\n\n{"id":"t2"}\r\n[1]\n',
		[{ id: 't1' }, { id: 't2' }, { data: [1] }],
	],
	['objects behind a guard', ')]}\'\n{"id":"t1"}', [{ id: 't1' }]],
	['objects in words', 'Warning: x\n{"id":"t1"}\n', [{ id: 't1' }]],
	['XML', '<job><id>t1</id></job>', [{ job: { id: 't1' } }]],
	['a form', 'id=t1&state=done', [{ id: 't1', state: 'done' }]],
	['a word of a state', 'processing', [{ status: 'processing' }]],
	['a page', '<!doctype html><p>{"id":"t1"}</p>', []],
])('the documents of a reply: %s', (_, body, values) => {
	expect(valuesOf(body)).toEqual(values);
});

it.each<[times: number, isRead: boolean]>([
	[1, true],
	[5, true],
	[6, false],
])('JSON that is %d times a text: %s', (times, isRead) => {
	expect(valuesOf(quotedTimes(times, '{"id":"t1"}'))).toEqual(isRead ? [{ id: 't1' }] : []);
});

it.each<[what: string, characters: number, isRead: boolean]>([
	['the longest', 16 * 1024, true],
	['one that is longer', 16 * 1024 + 1, false],
])('an address as JSON: %s', (_, characters, isRead) => {
	const address = `https://cdn.example/${'a'.repeat(characters - 20)}`;
	expect(valuesOf(textOf(address))).toEqual(isRead ? [{ output: address }] : []);
});

it.each<[what: string, body: unknown, original: unknown]>([
	['an object', { id: 't1' }, { id: 't1' }],
	['a list', [1], [1]],
	['a list that became an object', { 0: 'a', 1: 'b' }, { 0: 'a', 1: 'b' }],
	['an address', textOf(` ${url} `), ` ${url} `],
])('what stood in the reply is kept: %s', (_, body, original) => {
	expect(documentsOf(httpReply(body))).toEqual([
		{ value: expect.any(Object) as object, original, eventState: null },
	]);
});

it.each<[what: string, body: string, jobId: string | null, count: number]>([
	['a word about a job', 'processing', 't1', 1],
	['a word about nobody knows what', 'processing', null, 0],
	['an object about a job', '{"status":"processing"}', 't1', 1],
	['an object in reply to an order', '{"status":"processing"}', null, 1],
])('an answer: %s', (_, body, id, count) => {
	const job = id === null ? null : { id, statusUrl: null, resultUrl: null };
	expect(answersOf(httpReply(body), job)).toHaveLength(count);
});

it('parts of a reply: their fields, and the images beside them', () => {
	const body = Buffer.concat([
		Buffer.from('--cut\r\ncontent-type: application/json\r\n\r\n{"id":"t1"}\r\n--cut\r\n'),
		Buffer.from('content-type: image/png\r\n\r\n'),
		png,
		Buffer.from('\r\n--cut--'),
	]);
	const headers = { 'content-type': 'multipart/mixed; boundary=cut' };
	expect(documentsOf(httpReply(body, { headers }))).toEqual([
		{ value: { id: 't1' }, original: { id: 't1' }, eventState: null, images: [png] },
	]);
});

describe('a stream of events', () => {
	it.each<[what: string, text: string, values: unknown[]]>([
		['one', 'data: {"id":"t1"}\n\n', [{ id: 't1' }]],
		['one without its end', 'data: {"id":"t1"}', [{ id: 't1' }]],
		['without a blank', 'data:{"id":"t1"}\n\n', [{ id: 't1' }]],
		['several', 'data: {"a":1}\n\ndata: {"a":2}\n\n', [{ a: 1 }, { a: 2 }]],
		['lines of Windows', 'data: {"a":1}\r\n\r\ndata: {"a":2}\r\n\r\n', [{ a: 1 }, { a: 2 }]],
		['lines of old Macs', 'data: {"a":1}\r\rdata: {"a":2}\r\r', [{ a: 1 }, { a: 2 }]],
		['data in several lines', 'data: {"a":\ndata: 1}\n\n', [{ a: 1 }]],
		['behind a comment', ': hello\n\ndata: {"a":1}\n\n', [{ a: 1 }]],
		['with an id', 'id: 7\nretry: 5\ndata: {"a":1}\n\n', [{ a: 1 }]],
		['a list', 'data: [1]\n\n', [{ data: [1] }]],
		['an address', `data: ${url}\n\n`, [{ output: url }]],
		['words', 'data: out of memory\n\n', [{ message: 'out of memory' }]],
		['words without a blank', 'data:out of memory\n\n', [{ message: 'out of memory' }]],
		['words in several lines', 'data: out of\ndata: memory\n\n', [{ message: 'out of\nmemory' }]],
		['words behind a comment', ': hello\n\ndata: out of it\n\n', [{ message: 'out of it' }]],
		['a number', 'data: 5\n\n', []],
		['a mark at the end', 'data: {"a":1}\n\ndata: [DONE]\n\n', [{ a: 1 }]],
		['without data', 'event: ping\n\n', []],
		['with blank data', 'data: \n\n', []],
		['with blanks as data', 'data:   \n\n', []],
	])('%s', (_, text, values) => {
		expect(valuesOf(text)).toEqual(values);
		expect(valuesOf(text, stream)).toEqual(values);
	});

	it.each<[what: string, headers: Record<string, string>, text: string, values: unknown[]]>([
		['by its type', stream, 'x: 1\n\ndata: out of it\n\n', [{ message: 'out of it' }]],
		[
			'with a charset',
			{ 'content-type': ' Text/Event-Stream; charset=utf-8' },
			'x: 1\ndata: [1]',
			[{ data: [1] }],
		],
		[
			'not by another type',
			{ 'content-type': 'not text/event-stream' },
			'x: 1\ndata: out of it',
			[],
		],
		['not by a line further on', {}, 'x: 1\ndata: out of memory\n\n', []],
		['not by a longer name', {}, 'database: out of memory\n\n', []],
	])('is told %s', (_, headers, text, values) => {
		expect(valuesOf(text, headers)).toEqual(values);
	});

	it.each<[what: string, text: string, state: State | null]>([
		['nothing', 'data: {"a":1}', null],
		['by its name', 'event: error\ndata: {"a":1}', 'failed'],
		['by a name that nobody knows', 'event: frobnicate\ndata: {"a":1}', 'unknown'],
		['by its type', 'data: {"type":"image_generation.partial_image"}', 'running'],
		['by another field', 'data: {"event":"completed"}', 'done'],
		['by the worst of several', 'event: completed\ndata: {"type":"error"}', 'failed'],
		['by no number', 'data: {"type":500}', null],
	])('says of the job: %s', (_, text, state) => {
		expect(documentsOf(httpReply(text, { headers: stream }))[0]?.eventState).toBe(state);
	});

	it.each<[what: string, events: unknown[], told: string | undefined]>([
		['in texts', [{ delta: 'https://a' }, { delta: '.example' }], 'https://a.example'],
		['in contents', [{ delta: { content: 'a ' } }, { delta: { content: 'fox' } }], 'a fox'],
		['in texts of objects', [{ delta: { text: 'a ' } }, { delta: { text: 'fox' } }], 'a fox'],
		[
			'in choices',
			[{ choices: [{ delta: { content: 'a ' } }] }, { choices: [{ delta: { content: 'fox' } }] }],
			'a fox',
		],
		['with others between', [{ delta: 'a ' }, { id: 't1' }, { delta: 'fox' }], 'a fox'],
		['one piece is no more than its event', [{ delta: 'a fox' }], undefined],
		['without texts', [{ delta: 1 }, { delta: { content: 2 } }, { delta: null }], undefined],
	])('tells a text in pieces: %s', (_, events, told) => {
		const body = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');
		const whole = told === undefined ? [] : [{ content: told }];
		expect(valuesOf(body)).toEqual([...events, ...whole]);
	});

	it('has ten thousand events at most', () => {
		expect(valuesOf('data: {}\n\n'.repeat(10_001))).toHaveLength(10_000);
	});
});

it.each<[lines: number, documents: number]>([
	[2, 2],
	[10_000, 10_000],
	[10_001, 1000],
])('of %d lines with an object each, %d are read', (lines, documents) => {
	expect(valuesOf('{}\n'.repeat(lines))).toHaveLength(documents);
});

it('a reply of more values than any has is none', () => {
	expect(valuesOf(`[${'1,'.repeat(100_001)}1]`)).toEqual([]);
});
