import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import {
	field,
	firstMimeType,
	firstText,
	isRecord,
	mergeFields,
	parseJson,
	textField,
	valueAt,
} from '../../../nodes/OakgenImage/text/json';

describe('isRecord', () => {
	it.each<[unknown, boolean]>([
		[{}, true],
		[{ a: 1 }, true],
		[[], false],
		[null, false],
		[undefined, false],
		['text', false],
		[1, false],
	])('%j → %s', (value, expected) => {
		expect(isRecord(value)).toBe(expected);
	});
});

describe('field', () => {
	it('reads own fields only', () => {
		expect(field({ a: 1 }, 'a')).toBe(1);
		for (const name of ['toString', 'constructor', '__proto__', 'hasOwnProperty']) {
			expect(field({}, name)).toBeUndefined();
		}
		expect(field([1], '0')).toBeUndefined();
		expect(field(null, 'a')).toBeUndefined();
	});

	it('survives an object that redefines hasOwnProperty', () => {
		expect(field(JSON.parse('{"hasOwnProperty": 1, "a": 2}'), 'a')).toBe(2);
	});
});

describe('textField and firstText', () => {
	it.each<[unknown, string | null]>([
		['text', 'text'],
		[' text\n', 'text'],
		['', null],
		['  ', null],
		[1, null],
		[null, null],
		[['text'], null],
	])('%j → %j', (value, expected) => {
		expect(textField({ a: value }, 'a')).toBe(expected);
	});

	it('takes the first name under which there is a text', () => {
		expect(firstText({ a: 1, b: ' ', c: 'x', d: 'y' }, ['a', 'b', 'c', 'd'])).toBe('x');
		expect(firstText({ d: 'y' }, ['a'])).toBeNull();
	});
});

describe('firstMimeType', () => {
	it.each<[unknown, string | null]>([
		['image/png', 'image/png'],
		['image/png;charset=x', 'image/png'],
		['image/svg+xml ; q=1', 'image/svg+xml'],
		[' image/png ', 'image/png'],
		['png', null],
		['an image/png', null],
		['image/png or so', null],
		['', null],
		[7, null],
	])('%j → %j', (value, expected) => {
		expect(firstMimeType({ a: value }, ['a'])).toBe(expected);
	});

	it('takes the first name under which there is one', () => {
		expect(firstMimeType({ a: 'png', b: 'image/gif', c: 'image/png' }, ['a', 'b', 'c'])).toBe(
			'image/gif',
		);
	});
});

describe('parseJson', () => {
	it('gives undefined for what is no JSON', () => {
		expect(parseJson(Buffer.from('{"a":'))).toBeUndefined();
		expect(parseJson(Buffer.alloc(0))).toBeUndefined();
		expect(parseJson(Buffer.from('null'))).toBeNull();
	});

	it('reads past a byte order mark, but no more than one', () => {
		expect(parseJson(Buffer.from('\ufeff{"a":1}'))).toEqual({ a: 1 });
		expect(parseJson(Buffer.from('\ufeff\ufeff{"a":1}'))).toBeUndefined();
	});

	it.each([
		['numbers', (count: number) => `[${'1,'.repeat(count - 1)}1]`],
		['fields', (count: number) => `{${'"a":1,'.repeat(count - 1)}"a":1}`],
		['empty objects', (count: number) => `[${'{},'.repeat(count / 2 - 1)}{}]`],
		['empty lists', (count: number) => `[${'[],'.repeat(count / 2 - 1)}[]]`],
		['levels', (count: number) => '['.repeat(count) + ']'.repeat(count)],
	])('reads 100,000 %s and takes more for a broken reply', (_, body) => {
		expect(parseJson(Buffer.from(body(100_000)))).toBeDefined();
		expect(parseJson(Buffer.from(body(100_002)))).toBeUndefined();
	});

	it('reads back whatever was written', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				const text = JSON.stringify(value);
				expect(JSON.stringify(parseJson(Buffer.from(text)))).toBe(text);
			}),
		);
	});
});

describe('valueAt', () => {
	const many = Array.from({ length: 20 }, (_, at) => at);
	const body: unknown = { data: { items: [{ url: 'u' }, 'second'] }, 'a b': 0, many };
	it.each<[string, unknown]>([
		['data.items.0.url', 'u'],
		['data.items[0].url', 'u'],
		['data.items[1]', 'second'],
		['many[12]', 12],
		['a b', 0],
		['', body],
		['.data.', { items: [{ url: 'u' }, 'second'] }],
		['data.items.-1', undefined],
		['data.items.x', undefined],
		['data.items.length', undefined],
		['data.items[0].url.length', undefined],
		['nope.nope', undefined],
		['__proto__.toString', undefined],
		['data.constructor', undefined],
	])('"%s" → %j', (path, expected) => {
		expect(valueAt(body, path)).toEqual(expected);
	});
});

describe('mergeFields', () => {
	it.each<[string, IDataObject, IDataObject, IDataObject]>([
		['adds', { a: 1 }, { b: 2 }, { a: 1, b: 2 }],
		['replaces', { a: 1 }, { a: 2 }, { a: 2 }],
		['merges objects', { a: { b: 1, c: 1 } }, { a: { c: 2, d: 2 } }, { a: { b: 1, c: 2, d: 2 } }],
		['merges deep', { a: { b: { c: 1 } } }, { a: { b: { d: 2 } } }, { a: { b: { c: 1, d: 2 } } }],
		['replaces lists', { a: [1, 2] }, { a: [3] }, { a: [3] }],
		['replaces an object by a text', { a: { b: 1 } }, { a: 'x' }, { a: 'x' }],
		['replaces a text by an object', { a: 'x' }, { a: { b: 1 } }, { a: { b: 1 } }],
		['replaces by null', { a: { b: 1 } }, { a: null }, { a: null }],
	])('%s', (_, base, extra, merged) => {
		expect(mergeFields(base, extra)).toEqual(merged);
	});

	it.each(['__proto__', 'constructor', 'prototype'])('ignores %s', (name) => {
		const extra = JSON.parse(`{"${name}": {"polluted": 1}, "a": {"${name}": {"polluted": 1}}}`);
		const merged = mergeFields({ a: { b: 1 } }, extra as IDataObject);
		expect(merged).toEqual({ a: { b: 1 } });
		expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
		expect(({} as { polluted?: number }).polluted).toBeUndefined();
	});

	it('changes neither side and pollutes nothing, whatever the fields', () => {
		const fields = fc.dictionary(fc.string(), fc.jsonValue()) as fc.Arbitrary<IDataObject>;
		fc.assert(
			fc.property(fields, fields, (base, extra) => {
				const before = JSON.stringify([base, extra]);
				const prototype = Object.getOwnPropertyNames(Object.prototype).length;
				mergeFields(base, extra);
				expect(JSON.stringify([base, extra])).toBe(before);
				expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(prototype);
			}),
		);
	});

	it('lets the extra fields win', () => {
		const fields = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer()));
		fc.assert(
			fc.property(fields, fields, (base, extra) => {
				const merged = mergeFields(base, extra);
				const unsafe = ['__proto__', 'constructor', 'prototype'];
				for (const [name, value] of Object.entries(extra)) {
					if (!unsafe.includes(name)) expect(merged[name]).toBe(value);
				}
			}),
		);
	});
});

it.each<[what: string, json: string]>([
	['a text that is not ended', `{"a":"${'\\"'.repeat(200_000)}`],
	[
		'a list of texts in a text',
		JSON.stringify({ a: JSON.stringify(Array(50_000).fill('b')) }).slice(0, -3),
	],
])('%s costs no more than its length, though it is no JSON', (_, json) => {
	// Quadratic, this would take minutes.
	expect(parseJson(Buffer.from(json))).toBeUndefined();
});
