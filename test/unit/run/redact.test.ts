import fc from 'fast-check';

import { createRedactor } from '../../../nodes/OakgenImage/run/redact';

const key = 'sk-oak-1234567890';

describe('a text that leaves the node', () => {
	const redact = createRedactor([key]);

	it.each([
		['Invalid key sk-oak-1234567890.', 'Invalid key [API key].'],
		[`${key}${key}`, '[API key][API key]'],
		[`{"authorization":"Bearer ${key}"}`, '{"authorization":"Bearer [API key]"}'],
		[`https://a.example/?key=${key}&x=1`, 'https://a.example/?key=[API key]&x=1'],
		['nothing secret', 'nothing secret'],
		['', ''],
		[`x ${'A'.repeat(300)} y`, 'x [300 characters of data removed] y'],
	])('%j → %j', (text, expected) => {
		expect(redact(text)).toBe(expected);
	});

	it.each([
		['no key', []],
		['an empty key', ['']],
		['a key too short to be one', ['a', 'fox']],
	])('is left alone when there is %s', (_, secrets) => {
		expect(createRedactor(secrets)('a red fox')).toBe('a red fox');
	});

	it.each(['$&$1$$', '.*+?^${}()|[]', 'a\\b\\c\\d'])(
		'has no %s, whatever is special in it',
		(secret) => {
			expect(createRedactor([secret])(`x${secret}y`)).toBe('x[API key]y');
		},
	);

	it('never contains the key', () => {
		const secret = fc.string({ minLength: 6, maxLength: 40 });
		fc.assert(
			fc.property(secret, fc.string(), fc.string(), (hidden, before, after) => {
				fc.pre(!'[API key]'.includes(hidden));
				const cleaned = createRedactor([hidden])(before + hidden + after);
				// A key can also be pieced together from what stands around the note.
				expect(cleaned.split('[API key]').some((piece) => piece.includes(hidden))).toBe(false);
				expect(cleaned).toContain('[API key]');
			}),
		);
	});
});
