import fc from 'fast-check';

import { excerptOf, withoutEncodedData } from '../../../nodes/OakgenImage/providers/excerpt';

const noise = (length: number) =>
	Buffer.from(Array.from({ length }, (_, at) => (at * 7919 + (at >> 3) * 104_729) % 256));
const base64 = noise(6000).toString('base64');

describe('excerptOf', () => {
	it.each([
		['a text', 'try later', 'try later'],
		['white space', '  a \n\t b  ', 'a b'],
		['markup', '<p>Bad <b>gateway</b></p>', 'Bad gateway'],
		['scripts and styles', '<style>p{}</style><script>x()</script><p>Sorry</p>', 'Sorry'],
		['control and direction marks', 'a\u0000\u202eb\u200fc', 'a b c'],
		['nothing', '', ''],
		['only markup', '<br>', ''],
	])('%s', (_, body, expected) => {
		expect(excerptOf(body)).toBe(expected);
		expect(excerptOf(Buffer.from(body))).toBe(expected);
	});

	it('removes image data and says how much', () => {
		const text = JSON.stringify({ note: 'hi', b64: base64.slice(0, 1000) });
		expect(excerptOf(text)).toBe('{"note":"hi","b64":"[image data removed]"}');
	});

	it.each([200, 201, 202, 500])('cuts a text of %i characters after 200', (length) => {
		const text = 'ab c'.repeat(200).slice(0, length).trimEnd();
		const expected = text.length > 200 ? `${text.slice(0, 200)}…` : text;
		expect(excerptOf(text)).toBe(expected);
	});

	it('is one short line without control characters, whatever the bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
				const excerpt = excerptOf(Buffer.from(bytes));
				expect(excerpt.length).toBeLessThanOrEqual(201);
				expect(excerpt).toBe(excerpt.trim());

				expect(excerpt).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
			}),
		);
	});

	const dataLeft = /[A-Za-z0-9+/\\_=-]{100,}/;
	it.each([
		['as most servers write it', JSON.stringify({ result: { picture: base64 } })],
		['as a data URI', JSON.stringify({ result: { picture: `data:image/png;base64,${base64}` } })],
		['in lines of 76 characters, as MIME has it', base64.replace(/.{76}/g, '$&\r\n')],
		['URL-safe', JSON.stringify({ picture: base64.replaceAll('+', '-').replaceAll('/', '_') })],
	])('never shows base64 %s', (_, body) => {
		expect(excerptOf(body).replace(/\s/g, '')).not.toMatch(dataLeft);
	});

	it.each([
		['after an address', JSON.stringify({ page: 'https://a.example/1', picture: base64 })],
		[
			'with escaped slashes, as PHP writes it',
			JSON.stringify({ picture: base64 }).replaceAll('/', '\\/'),
		],
		[
			'of a second picture that is cut',
			JSON.stringify({ a: base64.slice(0, 8000), b: base64.slice(0, 1000) }),
		],
	])('never shows base64 %s', (_, body) => {
		expect(excerptOf(body).replace(/\s/g, '')).not.toMatch(dataLeft);
	});

	it('is as long as the caller wishes', () => {
		expect(excerptOf('ab c'.repeat(500), 1000)).toHaveLength(1001);
	});

	it('does not cut a character in half', () => {
		const excerpt = excerptOf('🦊'.repeat(150).padStart(301, 'x'));
		expect(Buffer.from(excerpt).toString()).toBe(excerpt);
	});
});

describe('withoutEncodedData', () => {
	it.each([
		['leaves addresses', 'https://files.example/a/b/c.png?sig=0123456789abcdef'],
		['leaves signed addresses', `see https://files.example/1.png?sig=${'A'.repeat(400)} now`],
		['leaves short base64, such as ids', 'A'.repeat(255)],
		['leaves sentences', 'The picture could not be made. '.repeat(40)],
	])('%s', (_, text) => {
		expect(withoutEncodedData(text)).toBe(text);
	});

	it('removes every run of data and leaves what stands around', () => {
		const text = `x ${'A'.repeat(256)} y ${'B'.repeat(300)}== z`;
		expect(withoutEncodedData(text)).toBe('x [image data removed] y [image data removed] z');
	});
});
