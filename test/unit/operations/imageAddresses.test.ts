import { readImageAddresses } from '../../../nodes/OakgenImage/operations/imageAddresses';
import { imageHeads } from '../../support/images';
import { parametersOf } from '../../support/parameters';

const read = (imageUrls: unknown): string[] =>
	readImageAddresses(parametersOf({ imageUrls })).map((source) => {
		if (source.kind === 'url') return source.url;
		return source.kind === 'dataUri' ? source.text : source.fieldName;
	});

const a = 'https://example.com/a.png';
const b = 'https://example.com/b,1;v=2.png?size=2,3&x=(1)';
const uri = `data:image/png;base64,${Buffer.concat([imageHeads.PNG, Buffer.alloc(200, 7)]).toString('base64')}`;
const inLines = (text: string, end = '\n') => text.match(/.{1,76}/g)!.join(end);

/** What people put between two addresses. */
const separators = [
	', ',
	',',
	'\n',
	'\r\n',
	' ',
	'\t',
	';',
	'; ',
	' | ',
	'|',
	' and ',
	' und ',
	' & ',
	', and ',
	'\n\n',
	' ,',
	' - ',
	'\n- ',
	'\n* ',
	'\n2. ',
	'；',
	'、',
	'，',
	'\\n',
	'،',
	' · ',
	' → ',
	' / ',
	'\u200b',
	'\u00a0',
	'\\\n',
	'<br>',
	'\n2) ',
	'\nImage 2: ',
];

describe('addresses of images', () => {
	it.each(separators)('two with %j between them', (separator) => {
		expect(read(`${a}${separator}${b}`)).toEqual([a, b]);
		expect(read(`${uri}${separator}${a}`)).toEqual([uri, a]);
		expect(read(`${a}${separator}${uri}`)).toEqual([a, uri]);
		expect(read(`${uri}${separator}${uri}`)).toEqual([uri, uri]);
		expect(read(`${inLines(uri)}${separator}${a}`)).toEqual([uri, a]);
	});

	const texts: Array<[string, string, string[]]> = [
		['one', a, [a]],
		['a comma at the end', `${a},`, [a]],
		['blanks around', `  ${a} \n`, [a]],
		['quotes', `"${a}", '${b}'`, [a, b]],
		['brackets', `[${a}, ${b}]`, [a, b]],
		['angle brackets', `<${a}> <${b}>`, [a, b]],
		['round brackets', `(${a}) (${b})`, [a, b]],
		['Markdown', `![a fox](${a}) and [a cat](${b})`, [a, b]],
		['Markdown links in a list', `- [fox](${a})\n- [cat](${b})`, [a, b]],
		['HTML', `<img src="${a}"><a href='${b}'>`, [a, b]],
		['JSON', JSON.stringify([a, b]), [a, b]],
		['a JSON text', JSON.stringify(a), [a]],
		['JSON of objects', JSON.stringify([{ url: a }, { url: b }]), [a, b]],
		['JSON in JSON', JSON.stringify(JSON.stringify([a])), [a]],
		['a list of Python', `['${a}', '${b}']`, [a, b]],
		['a full stop', `${a}.`, [a]],
		['a formula of a spreadsheet', `=IMAGE("${a}")`, [a]],
		['quotes of other scripts', `“${a}” 「${b}」`, [a, b]],
		['marks that are not seen', `\u200b${a}\u200e`, [a]],
		['escapes of HTML', `${a}?x=1&amp;y=2`, [`${a}?x=1&y=2`]],
		['a title in Markdown', `![x](${a} "A fox")`, [a]],
		['a footnote of Markdown', `[1]: ${a}`, [a]],
		['HTML with quotes of its own', `<img data-src='${a}' alt="x"/>`, [a]],
		['HTML that is escaped', `&lt;img src=&quot;${a}&quot;&gt;`, [a]],
		['CSS', `url("${a}")`, [a]],
		['BBCode', `[img]${a}[/img]`, [a]],
		['a link of Slack', `<${a}|fox> <${b}|cat>`, [a, b]],
		['another formula of a spreadsheet', `=HYPERLINK("${a}";"fox")`, [a]],
		['attachments of Airtable as text', `a.png (${a}),my cat.png (${b})`, [a, b]],
		['objects of Python', `[{'url': '${a}'}]`, [a]],
		['a JSON object per line', `{"url":"${a}"}\n{"url":"${b}"}`, [a, b]],
		['words around', `See ${a} for the fox`, [a]],
		['an address in another', `https://proxy.example/?u=${a}`, [`https://proxy.example/?u=${a}`]],
		[
			'an address behind another',
			`https://proxy.example/w=1,h=2/${a}`,
			[`https://proxy.example/w=1,h=2/${a}`],
		],
		['brackets of its own', 'https://en.example/Fox_(animal)', ['https://en.example/Fox_(animal)']],
		[
			'a port, a user and a fragment',
			'http://u:p@h.example:8080/x#y',
			['http://u:p@h.example:8080/x#y'],
		],
		['capitals', 'HTTPS://EXAMPLE.COM/A.PNG', ['HTTPS://EXAMPLE.COM/A.PNG']],
		[
			'no scheme, as pages have it',
			`//cdn.example.com/a.png, ${a}`,
			['https://cdn.example.com/a.png', a],
		],
		['a data URI', uri, [uri]],
		['a data URI in lines', inLines(uri), [uri]],
		['a data URI in lines of Windows, indented', inLines(uri, '\r\n  '), [uri]],
		['a data URI in quotes', `"${uri}"`, [uri]],
		['a data URI with a blank in its head', uri.replace(';base64,', '; base64, '), [uri]],
		['letters outside ASCII', 'https://example.com/füchse.png', ['https://example.com/füchse.png']],
	];

	it.each(texts)('with %s', (_, text, expected) => {
		expect(read(text)).toEqual(expected);
	});

	const values: Array<[string, unknown, string[]]> = [
		['a list', [a, b], [a, b]],
		['a list with empty entries', ['', ` ${a} `, null, undefined, '  '], [a]],
		['a list of texts with several', [`${a}, ${b}`], [a, b]],
		['a list in a list', [[a], [b]], [a, b]],
		['an object', { url: a }, [a]],
		[
			'attachments of Airtable',
			[
				{
					id: 'att1',
					width: 5,
					url: a,
					filename: 'a.png',
					type: 'image/png',
					thumbnails: { small: { url: 'https://x/s.png' } },
				},
				{ id: 'att2', thumbnails: {}, url: b },
			],
			[a, b],
		],
		[
			'files of Notion',
			[
				{ name: 'a', type: 'file', file: { url: a, expiry_time: 'x' } },
				{ name: 'b', type: 'external', external: { url: b } },
			],
			[a, b],
		],
		[
			'media of Strapi',
			{
				data: [
					{ id: 1, attributes: { name: 'a', url: a } },
					{ id: 2, attributes: { url: b } },
				],
			},
			[a, b],
		],
		['columns with capitals', [{ 'Image URL': a }, { URL: b }], [a, b]],
		['a medium of WordPress', { id: 1, source_url: a }, [a]],
		['content of OpenAI', [{ type: 'image_url', image_url: { url: a } }], [a]],
		['a field of Drive', { webViewLink: 'https://x', downloadUrl: a }, [a]],
		['an upload of Cloudinary', { public_id: 'x', secure_url: a }, [a]],
		['images of Shopify', { images: [{ src: a }, { src: b }] }, [a, b]],
		['a field of any name', { Bild: a, width: 5 }, [a]],
		['a picture of Sanity', { asset: { _ref: 'x', url: a } }, [a]],
		['a picture of Shopify', { node: { originalSrc: a, altText: null } }, [a]],
		['a file of Drive', { webContentLink: a, webViewLink: 'https://drive.example/view' }, [a]],
		['an upload to S3', { Location: a, Bucket: 'x', Key: 'y' }, [a]],
		['a list that became an object', { 0: a, 1: b }, [a, b]],
		['a binary field', { data: uri.split(',')[1], mimeType: 'image/png' }, [uri]],
		['bare base64', uri.split(',')[1], [uri]],
		['an item of n8n', [{ json: { url: a } }], [a]],
		[
			'an address with a blank',
			['https://example.com/my photo.png'],
			['https://example.com/my%20photo.png'],
		],
		['a data URI', [inLines(uri), { url: uri }], [uri, uri]],
	];

	it.each(values)('as %s', (_, value, expected) => {
		expect(read(value)).toEqual(expected);
	});

	describe('of one picture is one', () => {
		const large = 'https://example.com/large.png';
		it.each<[string, unknown, string]>([
			['sizes by width', `${a} 480w, ${large} 800w`, large],
			['sizes by density, the largest first', `${large} 2x, ${a} 1.5x`, large],
			['HTML with sizes', `<img src="${a}" srcset="${a} 480w, ${large} 800w" alt="a">`, large],
			['HTML with sizes alone', `<img srcset='${a}, ${large} 2x'>`, large],
			[
				'HTML with other forms of it',
				`<picture><source srcset="${large}" type="image/webp"><img src="${a}"></picture>`,
				a,
			],
			['HTML with a link around it', `<a href="https://example.com/"><img src="${a}"></a>`, a],
			['an object with sizes', { srcset: `${a} 1x, ${large} 2x` }, large],
			['media of WordPress', { link: 'https://example.com/page', source_url: a }, a],
			['feeds', { link: 'https://example.com/page', image: { url: a } }, a],
		])('%s', (_, value, expected) => {
			expect(read(value)).toEqual([expected]);
			expect(read([value, b])).toEqual([expected, b]);
		});

		it('two with sizes are two', () => {
			const text = `<img srcset="${a} 1x, ${large} 2x"> <img srcset="${b} 1x">`;
			expect(read(text)).toEqual([large, b]);
			expect(read(`${a} 1x, ${large} 2x\n${b} 1x`)).toEqual([large, b]);
		});
	});

	it.each([NaN, undefined, null, '', ' ', ' , ', [], [''], '[]', [null], '""'])(
		'%p is none',
		(value) => {
			expect(() => read(value)).toThrow('Image URL(s) is empty');
		},
	);

	it.each<[string, unknown, RegExp]>([
		['a file name', 'photo.png', /"photo.png" is not a web address/],
		['a file name beside an address', `${a}, photo.png`, /"photo.png" is not a web address/],
		['a file name before an address', `photo.png ${a}`, /"photo.png" is not/],
		['a blank in an address of a text', 'https://example.com/my photo.png', /"photo.png" is not/],
		['a file name in a list', `${a}, photo.png, ${a}`, /"photo.png" is not/],
		['a word in a list', `${a}, fox, ${a}`, /"fox" is not/],
		['a word at the end of a list', `${a}, fox`, /"fox" is not/],
		['an id beside an address', `${a} 1AbC_d-EfGhIjKlMn`, /"1AbC_d-EfGhIjKlMn" is not/],
		['a missing value beside an address', `${a} undefined`, /"undefined" is not/],
		['an expression beside an address', `${a} {{ $json.url }}`, /is not a web address/],
		['a second address without its scheme', `${a} example.com/b.png`, /"example.com/],
		['fields of which nobody knows', { front: a, back: a.replace('a.', 'b.') }, /no address/],
		['small versions in other fields', { preview_link: a }, /in which there is no address/],
		['a host', 'example.com/a.png', /"example.com\/a.png" is not/],
		['a local path', 'C:\\photos\\a.png', /is not a web address/],
		['another scheme', 'ftp://example.com/a.png', /is not a web address/],
		['a blob', 'blob:https://example.com/1', /is not a web address/],
		['a number', 5, /in which there is no address/],
		['true', [true], /in which there is no address/],
		['an object without an address', { name: 'a.png' }, /in which there is no address/],
		['small versions alone', { thumbnails: { url: a } }, /in which there is no address/],
		['an object as text', '[object Object]', /is not a web address/],
		['a data URI of a text', 'data:text/plain;base64,aGVsbG8=', /holds a text/],
		[
			'a data URI of a drawing',
			`data:image/svg+xml;base64,${Buffer.from('<svg/>').toString('base64')}`,
			/an SVG drawing/,
		],
		['an empty data URI', 'data:image/png;base64,', /is empty/],
		['an address without a host', 'https://', /is not a web address/],
		['nests without end', JSON.parse('['.repeat(50) + `"${a}"` + ']'.repeat(50)), /no address/],
	])('%s is refused', (_, value, message) => {
		expect(() => read(value)).toThrow(message);
	});

	it('the advice for a host is the whole address', () => {
		expect(() => read('example.com/a.png')).toThrow(
			expect.objectContaining({
				advice: expect.stringContaining('https://example.com/a.png') as string,
			}),
		);
	});
});
