import {
	encodedJson,
	jsonInText,
	jsonOf,
} from '../../../../nodes/OakgenImage/providers/evidence/jsonInText';

const encoded = (text: string) => Buffer.from(text).toString('base64');
const asUri = (text: string, head = 'data:application/json;base64,') => head + encoded(text);

it.each<[what: string, text: string, value: unknown]>([
	['an object', '{"id":"t1"}', { id: 't1' }],
	['an empty object after a line break', '{\n}', undefined],
	['an object in lines', '{\n"id":"t1"}', { id: 't1' }],
	['an object behind a tab', '{\t"id":"t1"}', { id: 't1' }],
	['an object of Windows', '{\r\n"id":"t1"}', { id: 't1' }],
	['an object behind a blank', '{ "id":"t1"}', { id: 't1' }],
	['a list of objects', '[{"id":"t1"}]', [{ id: 't1' }]],
	['a list of texts', '["a"]', ['a']],
	['a list in lines', '[\n"a"]', ['a']],
	['a list of numbers', '[1]', undefined],
	['a text', '"a"', undefined],
	['words', 'a red fox', undefined],
	['nothing', '', undefined],
])('the base64 of %s', (_, text, value) => {
	expect(encodedJson(encoded(text))).toEqual(value);
	expect(encodedJson(` ${encoded(text)}`)).toEqual(value);
});

it.each<[what: string, text: string, value: unknown]>([
	['its data URI', asUri('{"id":"t1"}'), { id: 't1' }],
	['with a charset', asUri('{"a":1}', 'data:application/json;charset=utf-8;base64,'), { a: 1 }],
	['of another type', asUri('{"a":1}', 'data:text/plain;base64,'), undefined],
	['without base64', 'data:application/json,{"a":1}', undefined],
	['behind words', `see ${encoded('{"a":1}')}`, undefined],
	['of broken JSON', encoded('{"a":'), undefined],
	['JSON itself', '{"a":1}', undefined],
])('base64 of JSON: %s', (_, text, value) => {
	expect(encodedJson(text)).toEqual(value);
});

it.each<[what: string, text: string, value: unknown]>([
	['an object', '{"a":1}', { a: 1 }],
	['a list', ' [1]', [1]],
	['an object with a list as a text in it', '{"a":"[1]"}', { a: '[1]' }],
	['an object in a text', JSON.stringify('{"a":1}'), { a: 1 }],
	['a list in a text', ` ${JSON.stringify(' [1]')}`, [1]],
	['a text in a text', JSON.stringify('a'), undefined],
	['a quotation', 'he said "{a}"', undefined],
	['base64', encoded('{"a":1}'), { a: 1 }],
	['words', 'a red fox', undefined],
	['nothing', '', undefined],
	['a number', '5', undefined],
	['broken JSON in a text', '"{"a', undefined],
])('JSON as a text: %s', (_, text, value) => {
	expect(jsonOf(text)).toEqual(value);
});

it.each<[what: string, text: string, found: unknown[]]>([
	['nothing', '', []],
	['words', 'a red fox', []],
	['one', '{"a":1}', [{ a: 1 }]],
	['an empty object', 'x {}', [{}]],
	['a list of objects', 'x [{"a":1}]', [[{ a: 1 }]]],
	['a list of lists', 'x [[1]]', [[[1]]]],
	['a list of texts', 'x [ "a"]', [['a']]],
	['a list of numbers is no beginning', 'x [1]', []],
	['marks that are none', 'f{x} [y]', []],
	['with a blank in it', 'x {\n "a":1}', [{ a: 1 }]],
	['several', '{"a":1}{"a":2}\n{"a":3}', [{ a: 1 }, { a: 2 }, { a: 3 }]],
	['a list of numbers behind another', '{"a":1} [2]', [{ a: 1 }, [2]]],
	['a guard', ')]}\',\n{"a":1}', [{ a: 1 }]],
	['a function', 'callback({"a":1});', [{ a: 1 }]],
	['a fence', '```json\n{"a":1}\n```', [{ a: 1 }]],
	['brackets inside of texts', 'x {"a":"}]{["}', [{ a: '}]{[' }]],
	['quotes inside of texts', String.raw`x {"a":"\"}"}`, [{ a: '"}' }]],
	['a backslash at the end of a text', String.raw`x {"a":"\\"} y`, [{ a: '\\' }]],
	['a backslash and a quote', String.raw`x {"a":"\\\"}"} y`, [{ a: '\\"}' }]],
	['a text of one backslash and a quote', String.raw`x {"a":"\""} y`, [{ a: '"' }]],
	['an empty text', 'x {"a":""} y', [{ a: '' }]],
	['objects in objects', 'x {"a":{"b":[{}]}} y', [{ a: { b: [{}] } }]],
	['one that is cut', 'x {"a":{"b":1}', []],
	['one that is cut in a text', 'x {"a":"b}', []],
	['one that is broken', 'x {"a":b} {"a":1}', []],
	['one before a broken one', '{"a":1} {b}', [{ a: 1 }]],
	['one before a cut one', '{"a":1} {"a":', [{ a: 1 }]],
	['a page', '<!DOCTYPE html><script>f({"a":1})</script>', []],
	['a page without its type', ' <html><script>f({"a":1})</script>', []],
	['XML', '<?xml version="1.0"?><a>{"a":1}</a>', []],
	['a page after it', '{"a":1}<html>', [{ a: 1 }]],
	['an element', '<pre>{"a":1}</pre>', [{ a: 1 }]],
])('JSON in a text: %s', (_, text, found) => {
	expect(jsonInText(text)).toEqual(found);
});

it.each<[characters: number, count: number]>([
	[4094, 1],
	[4095, 0],
	[100_000, 0],
])('behind %d characters', (characters, count) => {
	expect(jsonInText(`${'x'.repeat(characters)}{"a":1}`)).toHaveLength(count);
});

it.each<[characters: number, count: number]>([
	[4095, 2],
	[4096, 1],
])('with %d characters between', (characters, count) => {
	expect(jsonInText(`{"a":1}${'x'.repeat(characters)}{"a":2}`)).toHaveLength(count);
});

it('a thousand at most', () => {
	expect(jsonInText('{}'.repeat(1001))).toHaveLength(1000);
});
