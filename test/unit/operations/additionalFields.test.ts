import { readAdditionalFields } from '../../../nodes/OakgenImage/operations/additionalFields';
import { checkFieldName } from '../../../nodes/OakgenImage/providers/oakgen/fieldName';
import { parametersOf } from '../../support/parameters';

const RESERVED = { model: 'Model', prompt: 'Prompt', image_urls: 'the reference images' };
const read = (value: unknown) =>
	readAdditionalFields(parametersOf({ 'options.additionalFields': value }), RESERVED);

describe('additional fields', () => {
	it.each<[unknown, object]>([
		[undefined, {}],
		['', {}],
		[' ', {}],
		[null, {}],
		['{}', {}],
		['{"style": "ink", "n": {"a": [1, null]}}', { style: 'ink', n: { a: [1, null] } }],
		[{ style: 'ink' }, { style: 'ink' }],
		['{"nested": {"model": "x", "prompt": "y"}}', { nested: { model: 'x', prompt: 'y' } }],
		['{"__proto__": {"a": 1}, "b": 2}', { b: 2 }],
		[
			'{"a": {"__proto__": {"x": 1}, "constructor": 1, "c": [{"prototype": 1}]}}',
			{ a: { c: [{}] } },
		],
	])('%p', (value, expected) => {
		const fields = read(value);
		expect(JSON.stringify(fields)).toBe(JSON.stringify(expected));
		expect(({} as { a?: number }).a).toBeUndefined();
	});

	it.each(Object.entries(RESERVED))('must not replace %s', (name, parameter) => {
		for (const fields of [
			{ [name]: 'x' },
			JSON.stringify({ style: 1, [name]: null }),
			{ [` ${name}`]: 1 },
			{ [name.toUpperCase()]: 1 },
		]) {
			expect(() => read(fields)).toThrow(
				new RegExp(`must not contain ".*", which would replace ${parameter}$`),
			);
		}
	});

	it.each([
		['{"a": 1,}', 'Remove the comma'],
		['{“a”: 1}', 'not with typographic ones'],
		["{'a': 1}", 'double quotes'],
		['{a: 1}', 'double quotes'],
		['["a"]', 'braces'],
		['"a"', 'braces'],
		['5', 'braces'],
		[5, 'braces'],
		[['a'], 'braces'],
		['style=ink', 'braces'],
	])('%p is no JSON object', (value, advice) => {
		expect(() => read(value)).toThrow(
			expect.objectContaining({
				message: 'Additional Fields is not a JSON object',
				advice: expect.stringContaining(advice) as string,
			}),
		);
	});

	it('are not nested without end', () => {
		expect(() => read('{"a":'.repeat(1000) + '1' + '}'.repeat(1000))).toThrow('nested too deeply');
	});
});

describe('the name of a request field', () => {
	it.each(['image_urls', 'images', 'input.images', 'images[]', 'image-url', 'reference'])(
		'%s',
		(name) => {
			expect(() => checkFieldName(name, 'Image Field')).not.toThrow();
		},
	);

	it.each([
		'model',
		'prompt',
		'Prompt',
		'resolution',
		'aspect_ratio',
		'seed',
		'model[]',
		'[Model]',
		'input.prompt',
		'__proto__',
		'constructor',
		'prototype',
		'',
		'image urls',
		'a,b',
		'a"b',
		'x'.repeat(200),
	])('%p is refused', (name) => {
		expect(() => checkFieldName(name, 'Image Field')).toThrow('Image Field cannot be');
	});
});
