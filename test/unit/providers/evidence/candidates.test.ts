import {
	areAllUnder,
	asList,
	findImages,
} from '../../../../nodes/OakgenImage/providers/evidence/candidates';
import type { FoundImage } from '../../../../nodes/OakgenImage/providers/types';
import { base64, other, url } from '../../../support/readOakgen';

// In which order the places of a reply are believed.

const third = 'https://cdn.example/c.png';
const address = (image: FoundImage) => (image.kind === 'url' ? image.url : 'bytes');
/** Each image with its others, in order. */
const ways = (images: FoundImage[]) =>
	images.map((image) => [image, ...(image.others ?? [])].map(address));
const find = (
	layers: object[],
	echoes: string[] = [],
	isOutput: (image: FoundImage) => boolean = () => true,
) => ways(findImages(layers as never, isOutput, new Set(echoes)));

it.each<[layers: object[], expected: string[][]]>([
	[[{}], []],
	// Lists, objects, single texts, and last a lone `url`.
	[[{ url: third, image: { url: other }, images: [url] }], [[url, other, third]]],
	[[{ url: third, image_url: other }], [[other, third]]],
	[[{ images: [url] }, { images: [other] }], [[url, other]]],
	[[{ url }, { url: other }], [[other, url]]],
	[[{ image_bytes: base64, url }], [[url, 'bytes']]],
	// As many in another place are the same ones; others may be that of all of them.
	[
		[{ images: [url, other], outputs: [third, third] }],
		[
			[url, third],
			[other, third],
		],
	],
	[[{ images: [url, other], image_url: third }], [[url, third], [other]]],
	[[{ images: [url, other], image_url: other }], [[url], [other]]],
	// Of bytes nobody knows whether they are the same.
	[
		[{ images: [base64, { b64_json: base64 }], image_bytes: base64 }],
		[['bytes', 'bytes'], ['bytes']],
	],
	// What is awaited has no picture yet.
	[[{ id: 'j1', images: [], url }], []],
	[[{ images: [], url }], [[url]]],
	[[{ id: 'j1', images: [other], url }], [[other, url]]],
	[[{ id: 'j1' }, { images: [], url }], []],
	// Files of all kinds, and a result's own address, where the name ends like a picture's.
	[[{ file: url }], [[url]]],
	[[{ result_url: url }], [[url]]],
	[[{ result_url: 'https://api.example/r/1' }], []],
	// Objects that failed, that are not done, or that are something else.
	[[{ image: { url, status: 'failed' } }], []],
	[[{ image: { url, status: 'running' } }], []],
	[[{ image: { url, status: 'completed' } }], [[url]]],
	[[{ image: { url, type: 'preview' } }], []],
	[[{ image: { url, isPreview: true } }], []],
	// What a model writes.
	[[{ text: `![a fox](${url})` }], [[url]]],
	[[{ text: url }], [[url]]],
	[[{ text: ` ${url}?x=1\n` }], [[`${url}?x=1`]]],
	[[{ text: `${url}\n` }], [[url]]],
	[[{ text: 'http://cdn.example/a.png' }], [['http://cdn.example/a.png']]],
	[[{ text: `![a fox](${url}) or ${other}` }], [[url]]],
	[[{ text: `https://docs.example/foxes ![a fox](${url}?x=1)` }], [[`${url}?x=1`]]],
	[[{ text: '![a picture that was cut off](data:image/png)' }], []],
	[[{ text: `See ${url}` }], []],
	[[{ text: 'https://docs.example/errors' }], []],
])('in %j: %j', (layers, expected) => {
	expect(find(layers)).toEqual(expected);
});

it.each<[list: unknown[], expected: string[][]]>([
	[
		[url, { url: other }],
		[[url], [other]],
	],
	[[{ url, status: 'failed' }, other], [[other]]],
	[[{ url, type: 'input' }, other], [[other]]],
	[['https://cdn.example/a.mp4', other], [[other]]],
	[[7, null, other], [[other]]],
	// What seems to be something else counts where there is nothing else.
	[[{ url, content_type: 'application/json' }, other], [[other]]],
	[[{ url, content_type: 'application/json' }], [[url]]],
	[[{ url, content_type: 'application/json' }, null], [[url]]],
	[
		[
			{ url, filename: 'mask.png' },
			{ url: other, filename: 'out.png' },
		],
		[[other]],
	],
	// Lists inside.
	[
		[{ images: [url] }, { images: [other] }],
		[[url], [other]],
	],
	[[{ data: { images: [url, other] } }], [[url], [other]]],
	[[{ images: [url], status: 'failed' }, other], [[other]]],
	[[{ images: [] }, other], [[other]]],
	[
		[{ url, images: [third] }, other],
		[[url], [other]],
	],
])('of the list %j: %j', (images, expected) => {
	expect(find([{ images }])).toEqual(expected);
});

it.each<[flags: boolean[], expected: Array<true | undefined>]>([
	[
		[false, true],
		[undefined, true],
	],
	[
		[true, true],
		[true, true],
	],
	[[true], [undefined, undefined]],
	[
		[true, true, true],
		[undefined, undefined],
	],
])('flags of a list, %j: %j', (nsfw, expected) => {
	const found = findImages([{ images: [url, other], nsfw }], () => true, new Set());
	expect(found.map(({ isFiltered }) => isFiltered)).toEqual(expected);
});

it('what may have been sent comes behind all others, and says so', () => {
	expect(find([{ images: [url], outputs: [other] }], ['images'])).toEqual([[other, url]]);
	expect(find([{ images: [url] }], ['images'])).toEqual([[url]]);
	expect(find([{ file: url }], ['images'])).toEqual([]);
	const echoes = new Set(['images']);
	const [image] = findImages([{ images: [url], outputs: [other] }], () => true, echoes);
	expect(image?.isPerhapsSent).toBeUndefined();
	expect(image?.others?.map(({ isPerhapsSent }) => isPerhapsSent)).toEqual([true]);
	const [alone] = findImages([{ images: [url] }], () => true, echoes);
	expect(alone?.isPerhapsSent).toBeUndefined();
});

it('what is none of the reply’s own is left out, in all its ways', () => {
	const isOutput = (image: FoundImage) => address(image) !== url;
	expect(find([{ images: [url, other] }], [], isOutput)).toEqual([[other]]);
	expect(find([{ images: [{ url, download_url: other }] }], [], isOutput)).toEqual([[other]]);
	expect(find([{ images: [url], image_url: other }], [], isOutput)).toEqual([[other]]);
});

it.each<[layers: object[], expected: boolean]>([
	[[{ images: [url] }], true],
	[[{ images: [url], Images: [other] }], true],
	[[{ images: [url], image_url: other }], false],
	[[{ image_url: other }], false],
	[[{ images: [url] }, { outputs: [other] }], false],
	[[{ images: [url], outputs: [] }], true],
	// A file beside them may be what was sent, too.
	[[{ images: [url], file: other }], true],
])('whether all in %j stand under images: %j', (layers, expected) => {
	expect(areAllUnder('images', layers as never, () => true)).toBe(expected);
});

it.each<[value: unknown, expected: unknown[] | null]>([
	[
		[1, 2],
		[1, 2],
	],
	[
		[[1], [2, 3]],
		[1, 2, 3],
	],
	[
		[[1], 2],
		[[1], 2],
	],
	[[], []],
	[{ 0: 'a', 1: 'b' }, ['a', 'b']],
	[{ 0: 'a', x: 'b' }, null],
	[{ 'a.png': 1, 'b.JPG': 2 }, [1, 2]],
	[{ 'a.png': 1, 'mask.png': 2 }, [1]],
	[{ 'mask.png': 2 }, [2]],
	[{ 'a.png': 1, note: 2 }, null],
	[{ 'dir/a.png': 1 }, null],
	[{ [url]: 1, [other]: 2 }, [url, other]],
	[{ [url]: 1, note: 2 }, null],
	[{ 'http://cdn.example/a.png': 1 }, ['http://cdn.example/a.png']],
	[{ [`see ${url}`]: 1 }, null],
	[{}, null],
	['text', null],
	[null, null],
])('the list that %j is: %j', (value, expected) => {
	expect(asList(value)).toEqual(expected);
});
