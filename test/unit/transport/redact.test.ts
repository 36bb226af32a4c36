import { constants } from 'node:buffer';
import fc from 'fast-check';

import { createBodyCleaner, createRedactor } from '../../../nodes/OakgenImage/run/redact';

const key = 'sk-oak-1234567890';

describe('a text that leaves the node', () => {
	const redact = createRedactor(key);

	it.each([
		['Invalid key sk-oak-1234567890.', 'Invalid key [API key].'],
		[`${key}${key}`, '[API key][API key]'],
		[`{"authorization":"Bearer ${key}"}`, '{"authorization":"Bearer [API key]"}'],
		[`https://a.example/?key=${key}&x=1`, 'https://a.example/?key=[API key]&x=1'],
		['nothing secret', 'nothing secret'],
		['', ''],
		[`x ${'A'.repeat(300)} y`, 'x [image data removed] y'],
	])('%j → %j', (text, expected) => {
		expect(redact(text)).toBe(expected);
	});

	it.each([
		['no key', ''],
		['a key too short to be one', 'fox'],
	])('is left alone when there is %s', (_, secret) => {
		expect(createRedactor(secret)('a red fox')).toBe('a red fox');
	});

	it('has no key in the forms of addresses and headers either', () => {
		const secret = 'key/with+more=';
		const encoded = Buffer.from(secret).toString('base64');
		expect(createRedactor(secret)(`${encodeURIComponent(secret)} ${encoded}`)).toBe(
			'[API key] [API key]',
		);
	});

	it('has no key in lower-case percent-encoding', () => {
		expect(createRedactor('key/with+more=')('?key=key%2fwith%2bmore%3d&x')).toBe(
			'?key=[API key]&x',
		);
	});

	it.each([
		['base64', (text: Buffer) => text.toString('base64')],
		['base64 for addresses', (text: Buffer) => text.toString('base64url')],
	])('has no key in the %s of a longer text', (_, encode) => {
		const secret = 'key/with+more=~~~and>>>more';
		const around = fc.string({ maxLength: 9 });
		fc.assert(
			fc.property(around, around, (before, after) => {
				const cleaned = createRedactor(secret)(encode(Buffer.from(before + secret + after)));
				expect(cleaned).toContain('[API key]');
				// Of a piece at its end, at most one character of the key can be read.
				const rest = cleaned.split('[API key]').map((piece) => Buffer.from(piece, 'base64'));
				expect(rest.map(String).join(' ')).not.toMatch(/with|more|and/);
			}),
		);
	});

	it.each(['$&$1$$', '.*+?^${}()|[]', 'a\\b\\c\\d'])(
		'has no %s, whatever is special in it',
		(secret) => {
			expect(createRedactor(secret)(`x${secret}y`)).toBe('x[API key]y');
		},
	);

	it('never contains the key', () => {
		const secret = fc.string({ minLength: 6, maxLength: 40 });
		fc.assert(
			fc.property(secret, fc.string(), fc.string(), (hidden, before, after) => {
				fc.pre(!'[API key]'.includes(hidden));
				const cleaned = createRedactor(hidden)(before + hidden + after);
				// A key can also be pieced together from what stands around the note.
				expect(cleaned.split('[API key]').some((piece) => piece.includes(hidden))).toBe(false);
				expect(cleaned).toContain('[API key]');
			}),
		);
	});
});

describe('the body of a reply', () => {
	const clean = createBodyCleaner(key);

	it('loses the key wherever it stands', () => {
		const body = Buffer.from(`{"a":"${key}","b":"Bearer ${key}"}`);
		expect(clean(body).toString()).toBe('{"a":"[API key]","b":"Bearer [API key]"}');
	});

	it('is the same buffer when there is no key in it', () => {
		const body = Buffer.from([0x89, 0x50, 0, 255, 128]);
		expect(clean(body)).toBe(body);
	});

	it('keeps every other byte', () => {
		const bytes = Buffer.from(Array.from({ length: 256 }, (_, value) => value));
		const cleaned = clean(Buffer.concat([bytes, Buffer.from(key), bytes]));
		expect(cleaned.equals(Buffer.concat([bytes, Buffer.from('[API key]'), bytes]))).toBe(true);
	});

	it('loses all of them, at the edges and side by side', () => {
		const pieces = fc.array(fc.constantFrom(key, 'x', key.slice(0, 5), ''), { maxLength: 8 });
		fc.assert(
			fc.property(pieces, (texts) => {
				const body = texts.join('');
				expect(clean(Buffer.from(body)).toString()).toBe(body.replaceAll(key, '[API key]'));
			}),
		);
	});

	it('loses it though the body is longer than a text can be', () => {
		const longest = constants.MAX_STRING_LENGTH;
		const body = Buffer.alloc(longest + key.length + 1);
		body.write(key, longest);
		const cleaned = clean(body);
		expect(cleaned.subarray(longest).toString()).toBe('[API key]\0');
		expect(cleaned.includes(key)).toBe(false);
	});
});
