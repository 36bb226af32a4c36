import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';

import { parseJson } from '../../../nodes/OakgenImage/text/json';

const LONG = 20_000;

/** Texts of all kinds, some of them as long as an image. */
const text = fc
	.tuple(
		fc.string({ unit: 'binary' }),
		fc.constantFrom('A', '"', '\\', '\\"', 'é', '\n'),
		fc.boolean(),
	)
	.map(([start, filling, isLong]) => start + filling.repeat(isLong ? LONG : 1));

const reply = fc.letrec((tie) => ({
	value: fc.oneof(
		{ maxDepth: 3 },
		text,
		fc.integer(),
		fc.constant(null),
		tie('list'),
		tie('object'),
	),
	list: fc.array(tie('value'), { maxLength: 4 }),
	object: fc.dictionary(text, tie('value'), { maxKeys: 4 }),
})).value;

it('JSON with texts of any length is what JSON.parse makes of it', () => {
	fc.assert(
		fc.property(reply, fc.constantFrom(undefined, 2), (value, space) => {
			const json = JSON.stringify(value, null, space);
			// Not shown when it fails, as it is too long to read.
			return isDeepStrictEqual(parseJson(Buffer.from(json)), JSON.parse(json));
		}),
	);
});

it.each<[what: string, json: string]>([
	['a text that is never ended', `{"a": "${'A'.repeat(LONG)}`],
	['a text that ends with an escaped quote', `{"a": "${'A'.repeat(LONG)}\\"}`],
	['a bracket too few behind a long text', `{"a": ["${'A'.repeat(LONG)}"}`],
	['a long text in place of a name', `{"${'A'.repeat(LONG)}"}`],
])('%s is no JSON', (_, json) => {
	expect(parseJson(Buffer.from(json)) === undefined).toBe(true);
});

it('a reply that has the mark of cut texts itself is read as it stands', () => {
	const value = { a: '\ue0a60', b: 'B'.repeat(LONG) };
	expect(isDeepStrictEqual(parseJson(Buffer.from(JSON.stringify(value))), value)).toBe(true);
});
