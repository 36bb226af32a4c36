import {
	picturesInMarkup,
	plainAddress,
	separateAddresses,
	unescaped,
	withScheme,
} from '../../../../nodes/OakgenImage/providers/evidence/imageTexts';

const url = 'https://cdn.example/a.png';

it.each<[what: string, text: string, address: string]>([
	['as it is', url, url],
	['with white space', ` ${url}\n`, url],
	['in quotes', `"${url}"`, url],
	['in other quotes', `'\`${url}\`'`, url],
	['in angles', `<${url}>`, url],
	['before a comma', `${url},`, url],
	['before a semicolon', `${url};`, url],
	['with escaped line breaks', String.raw`${url}\r\n`, url],
	['with an escaped line break within', String.raw`${url}\nmore`, String.raw`${url}\nmore`],
	['with escaped slashes', String.raw`https:\/\/cdn.example\/a.png`, url],
	['as HTML has it', `${url}?a=1&amp;b=2&amp;c=3`, `${url}?a=1&b=2&c=3`],
	['as a form has it', 'https%3A%2F%2Fcdn.example%2Fa.png', url],
	[
		'as a form has it, without https',
		'http%3a%2f%2fcdn.example%2fa.png',
		'http://cdn.example/a.png',
	],
	[
		'with an escape of its own',
		`${url}?to=https%3A%2F%2Fb.example`,
		`${url}?to=https%3A%2F%2Fb.example`,
	],
	['escaped in part', 'https%3A%2F%2Fcdn.example/a%20b.png', 'https%3A%2F%2Fcdn.example/a%20b.png'],
	['quotes within', `${url}?q="a"b`, `${url}?q="a"b`],
	['nothing', '', ''],
])('a plain address: %s', (_, text, address) => {
	expect(plainAddress(text)).toBe(address);
});

it.each<[text: string, address: string | null]>([
	['cdn.example/a.png', 'https://cdn.example/a.png'],
	['a.b.cdn.example/x/a', 'https://a.b.cdn.example/x/a'],
	['CDN.Example/a', 'https://CDN.Example/a'],
	['cdn.example:8080/a.png', 'https://cdn.example:8080/a.png'],
	['cdn.example:123456/a.png', null],
	['cdn.example', null],
	['cdn.example/', null],
	['localhost/a.png', null],
	['files/a.png', null],
	['/cdn.example/a.png', null],
	['see cdn.example/a.png', null],
	['cdn.example/a b.png', null],
	['cdn.example/a.png>', null],
	['a.png/b', null],
	['a.JPEG/b', null],
	['a.jpg/b', null],
	['cdn.example/a.png/b', 'https://cdn.example/a.png/b'],
	['my.a.png/b', null],
	['cdn.e/a.png', null],
	['1.2.3/a.png', null],
	['', null],
])('%j without a scheme', (text, address) => {
	expect(withScheme(text)).toBe(address);
});

it.each<[what: string, text: string, addresses: string[]]>([
	['one', url, [url]],
	['a comma', `${url},${url}`, [url, url]],
	['a comma and a blank', `${url}, ${url}`, [url, url]],
	['lines', `${url}\n${url}\r\nhttp://b.example`, [url, url, 'http://b.example']],
	['bars', `${url} | ${url};${url}`, [url, url, url]],
	['in capitals', `HTTPS://A.EXAMPLE HTTP://B.EXAMPLE`, ['HTTPS://A.EXAMPLE', 'HTTP://B.EXAMPLE']],
	['without https', 'http://a.example http://b.example', ['http://a.example', 'http://b.example']],
	['in quotes', ` "${url} ${url}`, [` "${url}`, url]],
	['a comma within', `${url}?a=1,2`, [`${url}?a=1,2`]],
	['one inside of another', `${url}?to=${url}`, [`${url}?to=${url}`]],
	['words first', `see ${url}, ${url}`, [`see ${url}, ${url}`]],
	['nothing', '', ['']],
])('separate addresses: %s', (_, text, addresses) => {
	expect(separateAddresses(text)).toEqual(addresses);
});

it.each<[what: string, text: string, pictures: string[]]>([
	['Markdown', `see ![a fox](${url}) there`, [url]],
	['Markdown without a label', `![](${url})`, [url]],
	['Markdown with a title', `![a]( <${url}> "x")`, [url]],
	['several', `![a](${url}) ![b](http://b.example/c)`, [url, 'http://b.example/c']],
	['a data URI', '![a](data:image/png;base64,iVBO)', ['data:image/png;base64,iVBO']],
	['HTML', `<p><img src="${url}"></p>`, [url]],
	['HTML with more in it', `<IMG alt='a fox' SRC = '${url}' />`, [url]],
	[
		'HTML with a data URI',
		'<img src="data:image/png;base64,iVBO">',
		['data:image/png;base64,iVBO'],
	],
	['both', `<img src="http://b.example/c"> ![a](${url})`, ['http://b.example/c', url]],
	['a link', `[a](${url}) <a href="${url}">`, []],
	['another element', `<imgx src="${url}">`, []],
	['the attribute of another element', `<img alt="a"><video src="${url}">`, []],
	['a relative address', '![a](a.png) <img src="a.png">', []],
	['data of another kind', '![a](data:text/plain,x)', []],
	['an address alone', url, []],
	['nothing', '', []],
])('pictures in markup: %s', (_, text, pictures) => {
	expect(picturesInMarkup(text)).toEqual(pictures);
});

it.each([
	['a%20b', 'a b'],
	['a', 'a'],
	['100%', '100%'],
	['%ff', '%ff'],
])('%s unescaped is %s', (text, plain) => {
	expect(unescaped(text)).toBe(plain);
});
