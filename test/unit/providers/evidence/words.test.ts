import {
	hiddenReasonIn,
	reasonIn,
	tellsOfError,
	wordsOf,
} from '../../../../nodes/OakgenImage/providers/evidence/words';
import type { JsonRecord } from '../../../../nodes/OakgenImage/text/json';

/** An object in an object in an object, so many of them. */
function nested(objects: number, content: unknown): unknown {
	return objects === 0 ? content : { error: nested(objects - 1, content) };
}

describe('the words of a value', () => {
	it.each<[what: string, value: unknown, words: string | null]>([
		['a text', ' The key has expired ', 'The key has expired'],
		['a blank text', ' ', null],
		['a text that says that there is none', 'none', null],
		['a text of markup alone', '<b></b>', null],
		['a number', 1008, '1008'],
		['no error as a number', 0, null],
		['the HTTP code of a success', 200, null],
		['null', null, null],
		['a flag', true, null],
		['nothing', undefined, null],
		['an object as text', '{"message": "No such model"}', 'No such model'],
		['an object as text that says nothing', '{}', '{}'],
		['a list as text', '["a fault", "a flaw"]', 'a fault; a flaw'],
	])('%s', (_, value, words) => {
		expect(wordsOf(value)).toBe(words);
	});

	it.each<[what: string, list: unknown[], words: string | null]>([
		['none', [], null],
		['one', ['a'], 'a'],
		['two', ['a', 'b'], 'a; b'],
		['blank ones between', ['', 'a', null, 'b'], 'a; b'],
		['only blank ones', ['', null, 0], null],
		['five of six', ['a', 'b', 'c', 'd', 'e', 'f'], 'a; b; c; d; e'],
		['behind fifty that say nothing', [...Array<null>(50).fill(null), 'a'], null],
		['the last of fifty', [...Array<null>(49).fill(null), 'a'], 'a'],
		['objects with words before those without', [{ at: 'x' }, { message: 'a' }], 'a'],
		['objects without words', [{ at: 'x' }, { in: 'y' }], 'at: x; in: y'],
		['objects and texts', [{ message: 'a' }, 'b'], 'a; b'],
	])('of a list: %s', (_, list, words) => {
		expect(wordsOf(list)).toBe(words);
	});

	it('of a list may be longer than those of a text', () => {
		const long = 'word '.repeat(100);
		const lengthOf = (value: unknown) => wordsOf(value)?.length ?? 0;
		expect(lengthOf([long, long])).toBeGreaterThan(lengthOf(long));
	});

	it.each<[what: string, object: JsonRecord, words: string | null]>([
		['a message', { message: 'The key has expired' }, 'The key has expired'],
		['a message rather than its code', { code: 'E1', message: 'a fault' }, 'a fault'],
		['words rather than figures', { message: '1234', title: 'a fault' }, 'a fault'],
		['figures where there is nothing else', { message: '1234', code: 5 }, '1234'],
		[
			'a title with its sentence',
			{ message: 'Unauthorized', details: 'The token has expired' },
			'Unauthorized: The token has expired',
		],
		[
			'a title of two words',
			{ message: 'Not authorized', details: 'The token expired' },
			'Not authorized: The token expired',
		],
		[
			'a title that its sentence repeats',
			{ message: 'Unauthorized', details: 'unauthorized: the token has expired' },
			'unauthorized: the token has expired',
		],
		['two titles', { message: 'Unauthorized', details: 'Token expired' }, 'Unauthorized'],
		[
			'two sentences',
			{ message: 'The token expired', details: 'It was of May' },
			'The token expired',
		],
		['a message that is blank', { message: '', reason: 'a fault' }, 'a fault'],
		['other names', { prompt: 'is too long' }, 'prompt: is too long'],
		['several of them', { prompt: 'is too long', seed: 'odd' }, 'prompt: is too long; seed: odd'],
		['figures under other names', { size: 1024, prompt: 'is too long' }, 'prompt: is too long'],
		['flags', { isBlocked: true, isPaid: false, note: null }, 'isBlocked'],
		['nothing but figures', { size: 1024 }, null],
		['nothing', {}, null],
		[
			'five of six',
			{ a: 'u', b: 'v', c: 'w', d: 'x', e: 'y', f: 'z' },
			'a: u; b: v; c: w; d: x; e: y',
		],
	])('of an object: %s', (_, object, words) => {
		expect(wordsOf(object)).toBe(words);
	});

	it.each<[objects: number, words: string | null]>([
		[1, 'a fault'],
		[4, 'a fault'],
		[5, null],
		[5000, null],
	])('of an error in %d objects', (objects, words) => {
		expect(wordsOf(nested(objects, 'a fault'))).toBe(words);
	});

	it.each<[depth: number, words: string | null]>([
		[2, 'a fault'],
		[3, '{"error":"a fault"}'],
	])('of JSON as text at depth %d', (depth, words) => {
		expect(wordsOf('{"error":"a fault"}', depth)).toBe(words);
	});
});

describe('an error in the field of one', () => {
	it.each<[value: unknown, isError: boolean]>([
		['The worker crashed', true],
		['Success', false],
		['no error', false],
		['none', false],
		['', false],
		['---', true],
		['???', true],
		[0, false],
		[200, false],
		[1, true],
		[500, true],
		[true, true],
		[false, false],
		[null, false],
		[undefined, false],
		[[], false],
		[['', 'Success', 0], false],
		[['', 'The worker crashed'], true],
		[{}, true],
		[[{}], true],
		[{ code: '200', message: 'OK' }, false],
		[{ code: 200, message: '' }, false],
		[{ code: '500', message: '' }, true],
		[{ code: 0, message: 'The worker crashed' }, true],
		[{ code: null, inner: { message: 'Success' } }, false],
		[{ code: null, inner: { message: 'The worker crashed' } }, true],
	])('%j: %s', (value, isError) => {
		expect(tellsOfError(value)).toBe(isError);
	});

	it.each<[objects: number, isError: boolean]>([
		[4, false],
		[5, true],
	])('is not ruled out where nobody looked: success in %d objects', (objects, isError) => {
		expect(tellsOfError(nested(objects, 'Success'))).toBe(isError);
	});

	it.each<[entries: number, isError: boolean]>([
		[49, true],
		[50, false],
	])('behind %d others', (entries, isError) => {
		const list = [...Array<string>(entries).fill('Success'), 'The worker crashed'];
		expect(tellsOfError(list)).toBe(isError);
		expect(tellsOfError({ ...list })).toBe(isError);
	});
});

it.each<[what: string, layers: unknown[], reason: string | null]>([
	['nothing', [], null],
	['layers that say nothing', [{}, { seed: 1 }], null],
	['layers that are none', [null, 'error', ['error']], null],
	['one', [{ error: 'a fault' }], 'a fault'],
	['of the content rather than its wrapper', [{ error: 'outer' }, { error: 'inner' }], 'inner'],
	['of the wrapper', [{ error: 'outer' }, { seed: 1 }], 'outer'],
	['an error rather than a message', [{ error: 'outer' }, { message: 'inner' }], 'outer'],
	['the message of the content', [{ message: 'outer' }, { message: 'inner' }], 'inner'],
	['words rather than a figure', [{ error: '500', message: 'a fault' }], 'a fault'],
	['a figure where there is nothing else', [{ error: '500' }], '500'],
	['no success', [{ message: 'success', error: 'none' }], null],
	['behind a success', [{ message: 'success' }, { message: 'a fault' }], 'a fault'],
	[
		'a title with its sentence',
		[{ error: 'Unauthorized', message: 'The token has expired' }],
		'Unauthorized: The token has expired',
	],
	['two titles', [{ error: 'Unauthorized', message: 'Token expired' }], 'Unauthorized'],
	[
		'the sentence of another layer',
		[{ message: 'The token has expired' }, { error: 'Unauthorized' }],
		'Unauthorized',
	],
	[
		'the title in its sentence',
		[{ error: 'Bad Request', message: 'Bad Request: prompt is too long' }],
		'Bad Request: prompt is too long',
	],
	[
		'two sentences',
		[{ error: 'The token has expired', message: 'It was made in May' }],
		'The token has expired',
	],
])('a reason: %s', (_, layers, reason) => {
	expect(reasonIn(layers)).toBe(reason);
});

it.each<[what: string, layers: JsonRecord[], reason: string | null]>([
	['nothing', [], null],
	['an empty reply', [{}], null],
	['in an object that is no wrapper', [{ worker: { error: 'a fault' } }], 'a fault'],
	['in a list of such', [{ workers: [{ seed: 1 }, { error: 'a fault' }] }], 'a fault'],
	['in what was sent', [{ input: { error: 'a fault' } }], null],
	['under a name that nobody has seen', [{ whyNot: 'a fault' }], 'a fault'],
	['in an object under such a name', [{ whyNot: ['a fault'] }], 'a fault'],
	['such a name in an object', [{ worker: { whyNot: 'a fault' } }], 'a fault'],
	['a figure under such a name', [{ whyNot: 12 }], null],
	['a success under such a name', [{ taskMessage: 'Success' }], null],
	['such a name of what was sent', [{ userMessage: 'a red fox' }], null],
	['a moment', [{ failedAt: 'a Monday' }], null],
	['a name before a text', [{ output: 'I cannot draw that', whyNot: 'a fault' }], 'a fault'],
	['in place of the result', [{ output: 'I cannot draw that' }], 'I cannot draw that'],
	['what a model wrote', [{ refusal: 'I cannot draw that' }], 'I cannot draw that'],
	['one word in place of the result', [{ output: ' abc ' }], null],
	['an address in place of the result', [{ output: 'https://cdn.example/a b.png' }], null],
	['an address without TLS', [{ output: 'http://cdn.example/a b.png' }], null],
	['a data URI in place of the result', [{ output: ' data:image/png;base64, iVBO' }], null],
	['an address inside of words', [{ output: 'see https://a.example' }], 'see https://a.example'],
	['the last line of a log', [{ logs: 'started\r\nout of memory\n \n' }], 'out of memory'],
	['the only line of a log', [{ log: 'out of memory' }], 'out of memory'],
	['the first log of a list', [{ logs: ['out of memory', 'more'] }], 'out of memory'],
	['an empty log', [{ logs: '' }], null],
	['a log that is no text', [{ logs: 5 }], null],
	['a text before the log', [{ logs: 'out of memory', text: 'I cannot do it' }], 'I cannot do it'],
	['behind an endless line of a log', [{ logs: `${'x'.repeat(9000)}\na fault` }], 'a fault'],
])('a hidden reason: %s', (_, layers, reason) => {
	expect(hiddenReasonIn(layers)).toBe(reason);
});

it.each<[entries: number, reason: string | null]>([
	[49, 'a fault'],
	[50, null],
])('a hidden reason behind %d entries', (entries, reason) => {
	const workers = [...Array<JsonRecord>(entries).fill({ seed: 1 }), { error: 'a fault' }];
	expect(hiddenReasonIn([{ workers }])).toBe(reason);
});
