import fc from 'fast-check';

import {
	describeBody,
	excerptOf,
	withoutEncodedData,
} from '../../../nodes/OakgenImage/text/excerpt';

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
		['markup between words', 'one<br>two', 'one two'],
		['a script of several lines', 'a <SCRIPT type="x">\nif (1 < 2) {\n}\n</SCRIPT> b', 'a b'],
		['two scripts and what stands between', '<script>1</script>a<style>2</style>b', 'a b'],
		['a tag that is not closed', 'a < b', 'a < b'],
		['DEL and C1 controls', 'a\u007f\u0085\u009fb', 'a b'],
		['zero-width marks', 'a\u200b\u200d\u200fb', 'a b'],
		['isolates', 'a\u2066\u2069b', 'a b'],
		['what was no UTF-8', 'a\ufffd\ufffdb', 'a b'],
		['letters of any script', 'não 漢字 🦊', 'não 漢字 🦊'],
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

	it('of a long reply shows no beginning of data that the cut made short', () => {
		const dots = (dataShown: number) => '.'.repeat(8192 - dataShown);
		const shown = (dataShown: number) =>
			excerptOf(`${dots(dataShown)}${'Ab3+'.repeat(100)}`, 10_000).slice(8192 - dataShown);
		expect(shown(255)).toBe('');
		expect(shown(40)).toBe('');
		// Shorter than that it may be a word.
		expect(shown(39)).toHaveLength(39);
	});

	it('of a long reply shows a long word that was not cut', () => {
		const text = `${'a'.repeat(100)} ${'word '.repeat(2000)}`;
		expect(excerptOf(text)).toBe(`${text.slice(0, 200)}…`);
	});

	it('of a whole reply shows a long word at its end', () => {
		expect(excerptOf(`id ${'a'.repeat(100)}`)).toBe(`id ${'a'.repeat(100)}`);
		const text = `${'word '.repeat(1700).slice(0, 8092)}${'a'.repeat(100)}`;
		expect(excerptOf(text, 10_000)).toBe(text);
	});

	it('looks at the first 8 KB only', () => {
		expect(excerptOf('word '.repeat(100_000), 1_000_000).length).toBeLessThanOrEqual(8192);
	});

	it('is as long as the caller wishes', () => {
		expect(excerptOf('ab c'.repeat(500), 1000)).toHaveLength(1001);
	});

	it('does not cut a character in half', () => {
		expect(excerptOf(`x${'🦊'.repeat(150)}`)).toBe(`x${'🦊'.repeat(99)}…`);
		expect(excerptOf('🦊'.repeat(150))).toBe(`${'🦊'.repeat(100)}…`);
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

	const note = '[image data removed]';
	const run = (length: number) => 'Ab3+'.repeat(length).slice(0, length);
	/** As MIME breaks base64. */
	const lines = (count: number, width: number, end: string) => `${run(width)}${end}`.repeat(count);

	it.each<[string, string]>([
		['the shortest run', run(256)],
		['URL-safe characters', 'Ab-_'.repeat(100)],
		['slashes, escaped', 'Ab\\/'.repeat(100)],
		['one = at its end', `${run(300)}=`],
		['two = at its end', `${run(300)}==`],
		['a data URI', `data:image/png;base64,${run(300)}`],
		['a data URI of a type with signs', `data:image/x-a.b+c_d;base64,${run(300)}`],
		['more than one piece', run(4096 * 3 + 100)],
		['more than one piece, and =', `${run(4096 * 2 + 17)}==`],
		['three lines of 76', `${lines(2, 76, '\r\n')}${run(76)}\n`],
		['lines of 60, the shortest', lines(5, 60, '\n')],
		['lines of 200, the longest', lines(5, 200, '\n')],
		['lines that are indented', lines(5, 76, '\n   ')],
		['URL-safe lines', `${'Ab-_'.repeat(19)}\n`.repeat(5)],
		['lines with a shorter last one', `${lines(5, 76, '\n')}${run(50)}==`],
		['more lines than a piece', lines(100, 76, '\n')],
		['more lines than a piece, and one over', `${lines(41, 76, '\n')}${run(20)}=`],
		['more lines than a piece, and two over', `${lines(42, 76, '\n')}${run(20)}=`],
		['as many lines that end in CR LF', `${lines(42, 76, '\r\n')}${run(20)}=`],
	])('removes %s', (_, data) => {
		expect(withoutEncodedData(`x "${data}" y`)).toBe(`x "${note}" y`);
	});

	it.each<[string, string]>([
		['two lines', lines(2, 76, '\n')],
		['lines that are shorter', lines(50, 59, '\n')],
		['paragraphs', lines(5, 76, '\n\n\n\n\n')],
		['long words of other characters', 'a.b,'.repeat(200)],
		['a data URI that is short', `data:image/gif;base64,${run(40)}`],
		['the note itself', note],
		['an http address', `http://files.example/${run(400)}`],
		['an address of 8 KB', `https://files.example/${run(8000)}`],
	])('leaves %s', (_, text) => {
		expect(withoutEncodedData(text)).toBe(text);
	});

	it.each([' ', '\n', '"', "'", '<', '>', '\\'])('sees an address end at %j', (end) => {
		const text = withoutEncodedData(`https://files.example/1.png${end} ${run(300)}`);
		expect(text).toBe(`https://files.example/1.png${end} ${note}`);
	});

	it('removes data that merely begins like an address', () => {
		expect(withoutEncodedData(`https+${run(300)}`)).toBe(note);
	});

	it('keeps what follows data', () => {
		expect(withoutEncodedData(`${run(300)}==, then ${run(100)}`)).toBe(`${note}, then ${run(100)}`);
		expect(withoutEncodedData(`${run(300)} ${run(100)}`)).toBe(`${note} ${run(100)}`);
		expect(withoutEncodedData(`${run(300)}=== ${run(300)}`)).toBe(`${note}= ${note}`);
	});

	it('removes every run of data and leaves what stands around', () => {
		const text = `x ${'A'.repeat(256)} y ${'B'.repeat(300)}== z`;
		expect(withoutEncodedData(text)).toBe('x [image data removed] y [image data removed] z');
	});
});

describe('describeBody', () => {
	it.each<[string, string]>([
		['', 'it is empty'],
		['\u0000\u0001', 'it is an unknown binary format'],
		['{"a": 1}', 'it is a JSON text: {"a": 1}'],
		['<html><p>Sorry</p></html>', 'it is an HTML page: Sorry'],
	])('%j: %s', (body, expected) => {
		expect(describeBody(Buffer.from(body))).toBe(expected);
	});
});
