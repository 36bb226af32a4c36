import fc from 'fast-check';

import { cleanCopy } from '../../../nodes/OakgenImage/text/cleanCopy';

/** Any JSON value without the names that are left out. */
const harmless = fc
	.jsonValue({ maxDepth: 5 })
	.filter((value) => !/"(__proto__|constructor|prototype)":/.test(JSON.stringify(value)));

describe('cleanCopy', () => {
	const shout = (text: string) => text.toUpperCase();

	it('cleans every text, names among them, and keeps everything else', () => {
		const value = { a: 'x', b: [1, 'y', null, { c: true, d: 'z' }], e: 0 };
		expect(cleanCopy(value, shout)).toEqual({
			A: 'X',
			B: [1, 'Y', null, { C: true, D: 'Z' }],
			E: 0,
		});
	});

	it.each<[unknown, unknown]>([
		['x', 'X'],
		[1, 1],
		[null, null],
		[false, false],
		[[], []],
	])('%j → %j', (value, expected) => {
		expect(cleanCopy(value, shout)).toEqual(expected);
	});

	it('stops where no reply has anything to say', () => {
		const depth = 20_000;
		const deep: unknown = JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);
		expect(JSON.stringify(cleanCopy(deep, shout))).toContain('[nested too deeply]');
	});

	it.each([
		['objects', '{"a":', '}'],
		['lists', '[', ']'],
		['lists in objects', '{"a":[', ']}'],
	])('takes %s for replies to 32 levels, and puts a note in place of more', (_, open, close) => {
		const nested = (levels: number): unknown => {
			const times = levels / (open.length > 5 ? 2 : 1);
			return JSON.parse(`${open.repeat(times)}7${close.repeat(times)}`);
		};
		expect(cleanCopy(nested(32), shout)).toEqual(
			JSON.parse(JSON.stringify(nested(32)).toUpperCase()),
		);
		const cut = JSON.stringify(cleanCopy(nested(open.length > 5 ? 34 : 33), shout));
		expect(cut).toContain('[nested too deeply]');
		expect(cut).not.toContain('7');
	});

	it('with nothing to clean equals the original', () => {
		fc.assert(
			fc.property(harmless, (value) => {
				expect(JSON.stringify(cleanCopy(value, (text) => text))).toBe(JSON.stringify(value));
			}),
		);
	});

	it.each(['__proto__', 'constructor', 'prototype'])('leaves out what is named %s', (name) => {
		const body: unknown = JSON.parse(
			`{"a": [{"${name}": {"polluted": "x"}}], "${name}": 1, "b": 2}`,
		);
		const copied = cleanCopy(body, shout);
		expect(JSON.stringify(copied)).toBe('{"A":[{}],"B":2}');
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	});

	it.each(['1e400', '-1e400'])('has no %s, which no JSON can hold', (number) => {
		expect(cleanCopy(JSON.parse(`{"a": ${number}}`), shout)).toEqual({ A: null });
	});

	const most = 1_000_000;
	it.each<[string, unknown]>([
		['one text', 'x'.repeat(2 * most)],
		['one name', { ['x'.repeat(2 * most)]: 1 }],
		['many texts', Array<string>(200).fill('x'.repeat(most / 100))],
		[
			'many fields',
			Object.fromEntries(Array.from({ length: most / 5 }, (_, at) => [`field ${at}`, at])),
		],
		['many numbers', Array<number>(1.1 * most).fill(7)],
		['many empty texts', Array<string>(1.1 * most).fill('')],
		['many empty lists', Array<unknown>(1.1 * most).fill([])],
		['many empty objects, deep down', { a: { b: { c: Array<unknown>(1.1 * most).fill({}) } } }],
	])('is cut when it is too large: %s', (_, value) => {
		const copied = JSON.stringify(cleanCopy(value, (text) => text));
		expect(copied).toContain('…');
		expect(copied.length).toBeGreaterThan(most / 2);
		// Quotes, commas and brackets are not counted.
		expect(copied.length).toBeLessThan(4 * most);
	});

	it('has a mark, and nothing else, in place of the fields that are left out', () => {
		const copied = cleanCopy({ a: 'x'.repeat(most), b: 7, c: 8 }, (text) => text);
		expect(Object.entries(copied as object).slice(1)).toEqual([['…', '…']]);
	});

	it('is not cut as long as it is not too large', () => {
		const value = { text: 'x'.repeat(most / 2), list: Array<number>(most / 4).fill(7) };
		expect(JSON.stringify(cleanCopy(value, (text) => text))).toBe(JSON.stringify(value));
	});
});
