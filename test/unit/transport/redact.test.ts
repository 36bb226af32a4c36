import fc from 'fast-check';

import {
	createKeeper,
	createKeyTest,
	createRedactor,
} from '../../../nodes/OakgenImage/transport/redact';

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
		['one of five characters', 'fox-1'],
	])('is left alone when there is %s', (_, secret) => {
		const text = 'a red fox, fox-1';
		expect(createRedactor(secret)(text)).toBe(text);
	});

	it('has no key that is a long word', () => {
		const word = 'abcdefghijklmnop';
		expect(createRedactor(word)(`gen_${word}`)).toBe('gen_[API key]');
		expect(createKeeper(word)(`gen_${word}`)).toBe('gen_[API key]');
		expect(createKeyTest(word)(`gen_${word}`)).toBe(true);
	});

	it('has no key in the forms of addresses and headers either', () => {
		const secret = 'key/with+more=';
		const encoded = Buffer.from(secret).toString('base64');
		expect(createRedactor(secret)(`${encodeURIComponent(secret)} ${encoded}`)).toBe(
			'[API key] [API key]',
		);
	});

	it('has no key in lower-case percent-encoding', () => {
		const withoutKey = createRedactor('key/with+more=');
		expect(withoutKey('?key=key%2fwith%2bmore%3d&x')).toBe('?key=[API key]&x');
		expect(withoutKey('?key=key%252fwith%252bmore%253d&x')).toBe('?key=[API key]&x');
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

	it.each(['$&$1$$', '.*+?^${}()|[]', 'a\\b\\c\\d', 'a+b123', '+abc123', 'abc123+'])(
		'has no %s, whatever is special in it',
		(secret) => {
			expect(createRedactor(secret)(`x${secret}y`)).toBe('x[API key]y');
		},
	);

	it('never contains the key', () => {
		const secret = fc.string({ minLength: 16, maxLength: 40 });
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

describe('a piece of a key', () => {
	const secret = 'oak_live_9f8Zq+2LmX4/vT7cRb1WnY0=';
	const redact = createRedactor(secret);
	const forms = [
		secret,
		encodeURIComponent(secret),
		encodeURIComponent(encodeURIComponent(secret)),
		JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
		Buffer.from(secret).toString('base64'),
		Buffer.from(secret).toString('base64url'),
	];

	it.each(forms)('is removed wherever a text was cut: %s', (form) => {
		for (let length = 12; length <= form.length; length += 1) {
			const cleaned = redact(`Key ${form.slice(0, length)}… is unknown`);
			// Of an escape that was cut, its beginning can be left.
			expect(cleaned).toMatch(/^Key \[API key\][%\\]?(25)?[0-9A-F]?… is unknown$/);
		}
	});
});

describe('a key that texts contain by themselves', () => {
	it.each([
		['images', 'https://cdn.example/images/1.png lists 2 images'],
		['my-secret', 'a my-secret b'],
		['sk-1234', 'https://cdn.example/sk-1234/1.png'],
		['sk-1234', 'job sk-1234-7 of /v1/sk-1234.'],
		['abc123', 'gen_abc123 and abc1234'],
		['Secret', 'a Secret, not secret'],
		['ab.1234', 'abx1234 is another'],
		['sk-1234', 'sk-1234.png'],
		['sk-1234', 'a.sk-1234 and x-sk-1234'],
		['fifteen-letters', 'a key of fifteen-letters'],
		['fifteen-1234567', 'gen_fifteen-1234567'],
	])('%s is left in %s', (word, text) => {
		expect(createRedactor(word)(text)).toBe(text);
		expect(createKeeper(word)(text)).toBe(text);
		expect(createKeyTest(word)(text)).toBe(false);
	});

	it.each(['Invalid key sk-1234.', 'Bearer sk-1234', '"sk-1234"', '?key=sk-1234&x=1', 'sk-1234'])(
		'sk-1234 is removed where it stands alone: %s',
		(text) => {
			expect(createRedactor('sk-1234')(text)).toBe(text.replace('sk-1234', '[API key]'));
		},
	);

	it.each(['fox-11', 'my-secret1', '1my-secret', 'a.b.c.1', 'fifteen-1234567'])(
		'%s is removed where it stands alone, however often, and in base64',
		(secret) => {
			const encoded = Buffer.from(secret).toString('base64');
			expect(createRedactor(secret)(`${secret}, ${secret} or ${encoded}`)).toBe(
				'[API key], [API key] or [API key]',
			);
		},
	);
});

it('what is kept to be used again has no key that nothing contains by chance', () => {
	const keeper = createKeeper(key);
	expect(keeper(`https://a.example/?key=${key}`)).toBe('https://a.example/?key=[API key]');
	expect(keeper('A'.repeat(400))).toBe('A'.repeat(400));
});

it.each([
	[`https://cdn.example/?key=${key}`, true],
	[`https://cdn.example/${Buffer.from(key).toString('base64url')}`, true],
	['https://cdn.example/1.png', false],
])('the key is in %s: %s', (url, isInside) => {
	expect(createKeyTest(key)(url)).toBe(isInside);
});
