import { findImages } from '../../../../nodes/OakgenImage/providers/oakgen/images';
import { imageReplies, URL_1, URL_2, wrappers } from '../../../fixtures/oakgen/imageReplies';

const anything = () => true;
const nothing = new Set<string>();

describe.each(wrappers)('images in a reply wrapped in "%s"', (_, wrap) => {
	it.each(imageReplies)('%s', (_name, body, images) => {
		expect(findImages(wrap(body), anything, nothing)).toEqual(images);
	});
});

describe('images in a reply', () => {
	it.each<[string, unknown]>([
		['no shape at all', { picture: URL_1 }],
		['a text that is no address', { url: 'soon', image: 'pending', output: 'a fox' }],
		['a sentence with an address', { url: `see ${URL_1}`, output: [`at ${URL_2}`] }],
		['another protocol', { url: 'ftp://files.example/1.png', image: 'file:///etc/passwd' }],
		['a script address', { url: 'javascript:alert(1)' }],
		['empty fields', { url: '', image: null, images: [], data: [], output: {}, b64_json: '' }],
		['numbers and booleans', { url: 1, image: true, images: 3, data: 4, outputs: false }],
		['a list where an object belongs', [{ url: URL_1 }]],
		['the inputs of the request', { input: { image_urls: [URL_1] }, request: { image: URL_1 } }],
		['lists within lists', { images: [[URL_1]] }],
		['no object', null],
		['a bare text', URL_1],
	])('are not searched for elsewhere: %s', (_, body) => {
		expect(findImages(body, anything, nothing)).toEqual([]);
	});

	it('are looked for in the order of trust', () => {
		const body = { b64_json: 'AAAA', outputs: [URL_2], images: [URL_2], url: URL_1 };
		expect(findImages(body, anything, nothing)).toEqual([
			{ kind: 'url', url: URL_1, mimeType: null },
		]);
	});

	it('are looked for under the next name when the first ones hold only echoes', () => {
		const body = { url: URL_1, images: [URL_1], data: { image_urls: [URL_1], output: [URL_2] } };
		const images = findImages(
			body,
			(image) => image.kind === 'url' && image.url !== URL_1,
			nothing,
		);
		expect(images).toEqual([{ kind: 'url', url: URL_2, mimeType: null }]);
	});

	it.each(['url', 'images', 'data', 'output'])('ignore an inherited field %s', (name) => {
		const inherited: unknown = Object.create({ [name]: [URL_1] });
		expect(findImages(inherited, anything, nothing)).toEqual([]);
	});

	it.each([
		['{"__proto__": {"url": "https://evil.example/1.png"}}'],
		['{"constructor": {"url": "https://evil.example/1.png"}}'],
		['{"data": {"__proto__": {"images": ["https://evil.example/1.png"]}}}'],
	])('are not read through a prototype: %s', (json) => {
		expect(findImages(JSON.parse(json), anything, nothing)).toEqual([]);
	});

	it('are found four wrappers deep and no deeper', () => {
		const nested = (depth: number): object =>
			depth === 0 ? { url: URL_1 } : { result: nested(depth - 1) };
		expect(findImages(nested(4), anything, nothing)).toHaveLength(1);
		expect(findImages(nested(5), anything, nothing)).toHaveLength(0);
		expect(findImages(nested(2000), anything, nothing)).toHaveLength(0);
	});

	it('are not read from the fields that are ignored, at any depth', () => {
		const body = { image: URL_1, image_urls: [URL_1], data: { image: URL_1, output: URL_2 } };
		expect(findImages(body, anything, new Set(['image', 'image_urls']))).toEqual([
			{ kind: 'url', url: URL_2, mimeType: null },
		]);
	});
});
