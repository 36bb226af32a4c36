import {
	asBase64,
	flat,
	imageFromEntry,
	imageFromText,
	imagesFromText,
	isDoubtful,
	isOther,
	isPictureAlone,
	withOthers,
	withoutRepeats,
} from '../../../../nodes/OakgenImage/providers/evidence/entry';
import { EncodedImage } from '../../../../nodes/OakgenImage/text/encodedImages';
import type { FoundImage } from '../../../../nodes/OakgenImage/providers/types';
import { base64, other, png, url } from '../../../support/readOakgen';

// The image that a text, an object or an entry of a list is.

const at = (address: string): FoundImage => ({ kind: 'url', url: address, mimeType: null });
const bytes: FoundImage = { kind: 'bytes', bytes: png };
const stored = 's3://bucket/a.png';
const told = (image: FoundImage | null): string | null => {
	if (image === null) return null;
	if (image.kind === 'bytes') return image.bytes.equals(png) ? 'bytes' : 'other bytes';
	return image.url;
};
const ways = (image: FoundImage | null) => (image === null ? [] : flat(image).map(told));

it.each<[text: string, expected: string | null]>([
	[url, url],
	[` ${url} `, url],
	['HTTPS://cdn.example/a', 'HTTPS://cdn.example/a'],
	['ftp://cdn.example/a.png', 'ftp://cdn.example/a.png'],
	[stored, stored],
	[`data:image/png;base64,${base64}`, 'bytes'],
	[`image/png;base64,${base64}`, 'bytes'],
	[`image/png ;base64,${base64}`, 'bytes'],
	[`image/png; base64,${base64}`, 'bytes'],
	[`data:video/mp4;base64,${base64}`, null],
	[`data:audio/mp3;base64,${base64}`, null],
	[png.toString('hex'), 'bytes'],
	[`0x${png.toString('hex')}`, 'bytes'],
	['ab'.repeat(40), null],
	[base64, 'bytes'],
	// An address in which a picture is escaped, as part of it.
	[`${url}?from=data%3Atext%2Cfox`, `${url}?from=data%3Atext%2Cfox`],
	['/files/a.png', '/files/a.png'],
	['//cdn.example/a', '//cdn.example/a'],
	['a.png', 'a.png'],
	['out/day1/fox.jpg', 'out/day1/fox.jpg'],
	// Files that are called by a number of letters with which a JPEG begins, too.
	['ffd8ff12-9c1e-4d3b-8a70-5b1f2c3d4e5f.png', 'ffd8ff12-9c1e-4d3b-8a70-5b1f2c3d4e5f.png'],
	[`ffd8ff/${'0a'.repeat(16)}.png`, `ffd8ff/${'0a'.repeat(16)}.png`],
	// What lies on the provider's own disk, or is packed.
	['C:/out/a.png', null],
	['out/a.png.zip', null],
	['/files/a', '/files/a'],
	['out/a.png?x=1', 'out/a.png?x=1'],
	['./a.webp', './a.webp'],
	['out/a.txt', null],
	['/a b.png', null],
	['/', null],
	['///x', null],
	[`/${'a'.repeat(4095)}`, `/${'a'.repeat(4095)}`],
	[`/${'a'.repeat(4096)}`, null],
	['completed', null],
	['', null],
])('the text %#: %s', (text, expected) => {
	expect(told(imageFromText(text))).toBe(expected);
});

it.each<[text: string, expected: string[]]>([
	[url, [url]],
	[`${url}, ${other}`, [url, other]],
	[JSON.stringify([url, { url: other }, 7]), [url, other]],
	[` ${JSON.stringify([url])}`, [url]],
	['[not a list', []],
	['hello', []],
])('the images of the text %j: %j', (text, expected) => {
	expect(imagesFromText(text).map(told)).toEqual(expected);
});

const nested = (depth: number): object => (depth === 0 ? { url } : { image: nested(depth - 1) });

it.each<[entry: unknown, expected: Array<string | null>]>([
	[url, [url]],
	[{ url }, [url]],
	[{ url, download_url: other }, [url, other]],
	[{ url, image_url: url }, [url]],
	[{ image_bytes: base64, url }, [url, 'bytes']],
	[{ image_bytes: base64, b64_json: 'damaged' }, ['other bytes', 'bytes']],
	// A host, or a folder that is called like one.
	[{ url: 'cdn.example/a.png' }, ['https://cdn.example/a.png', 'cdn.example/a.png']],
	[{ image_bytes: 'damaged' }, ['other bytes']],
	[{ image_bytes: ' ' }, []],
	[{ data: base64 }, ['bytes']],
	[{ data: `data:image/png;base64,${base64}` }, ['bytes']],
	[{ body: `b'${base64}'` }, ['bytes']],
	[{ hex: png.toString('hex') }, ['bytes']],
	[{ buffer: new EncodedImage('', png) }, ['bytes']],
	[{ data: `data:video/mp4;base64,${base64}` }, []],
	[{ data: url }, [url]],
	[{ data: 'http://cdn.example/a.png' }, ['http://cdn.example/a.png']],
	[{ data: 'damaged' }, []],
	// Where anything may stand, only a full address is one.
	[{ body: '/v1/jobs/7' }, []],
	[{ body: `/v1/jobs/7?next=${url}` }, []],
	[{ file: { url } }, [url]],
	[{ file: { url: other }, url }, [url, other]],
	[{ url: stored, download_url: url }, [url, stored]],
	[nested(4), [url]],
	[nested(5), []],
	[{ url: 7 }, []],
	[{}, []],
	[null, []],
	[[url], []],
])('the ways of the entry %j: %j', (entry, expected) => {
	expect(ways(imageFromEntry(entry))).toEqual(expected);
});

it.each<[entry: object, isFiltered: true | undefined]>([
	[{ url }, undefined],
	[{ url, nsfw: true }, true],
	[{ url, nsfw: false }, undefined],
	[{ url, nsfw: [false, true] }, true],
	[{ url, nsfw: [false] }, undefined],
	[{ url, error: 'blocked by moderation' }, true],
	[{ url, error: 'the thumbnail broke' }, undefined],
	[{ file: { url, nsfw: true } }, true],
])('whether %j was filtered: %j', (entry, isFiltered) => {
	expect(imageFromEntry(entry)?.isFiltered).toBe(isFiltered);
});

it.each<[entry: unknown, expected: boolean]>([
	['https://cdn.example/a.mp4?x=1', true],
	['https://cdn.example/a.json', true],
	[url, false],
	['a.mp4', false],
	[{ url, type: 'preview' }, true],
	[{ url, role: ' Input ' }, true],
	[{ url, type: 'mask_image' }, true],
	[{ url, type: 'output' }, false],
	[{ url, type: 7, role: 'thumbnail' }, true],
	[{ url, is_preview: true }, true],
	[{ url, final: false }, true],
	[{ url }, false],
	[7, false],
])('whether %j says that it is no result: %j', (entry, expected) => {
	expect(isOther(entry)).toBe(expected);
});

it.each<[entry: unknown, image: FoundImage, expected: boolean]>([
	[{ url }, at(url), false],
	[{ url, mime_type: 'video/mp4' }, at(url), true],
	[{ url, contentType: 'application/json' }, at(url), true],
	[{ url, mime_type: 'image/png' }, at(url), false],
	[{}, at('https://cdn.example/a.webm'), true],
	[{}, at('https://cdn.example/mask.png?x=/out.png'), true],
	[{}, at('https://cdn.example/mask.png#1'), true],
	[{}, at('https://cdn.example/out.png#mask.png'), false],
	[{}, at('https://cdn.example/mask/out.png'), false],
	[{ filename: 'input.png' }, at(url), true],
	[{ filename: 'output.png' }, at(url), false],
	[{ name_of_reference: 'input.png' }, at(url), false],
	[{ filename: 'input.png' }, bytes, true],
	[{ type: 'low_quality_preview' }, at(url), true],
	[{ kind: 'thumbnail-256' }, at(url), true],
	[{ variant: 'previewed' }, at(url), false],
	[{ kind: 7 }, at(url), false],
	[{}, bytes, false],
	['text', at(url), false],
])('whether %j may be no result: %#', (entry, image, expected) => {
	expect(isDoubtful(entry, image)).toBe(expected);
});

it.each<[text: string, expected: string | null]>([
	[base64, 'bytes'],
	[` ${base64}\n`, 'bytes'],
	[`data:image/png;base64,${base64}`, 'bytes'],
	[`\ndata:image/png;base64,${base64}`, 'bytes'],
	[Buffer.from(base64).toString('base64'), 'bytes'],
	[`b'${base64}'`, 'bytes'],
	[base64.replace(/(.{20})/, '$1\\n'), 'bytes'],
	[encodeURIComponent(base64), 'bytes'],
	['damaged', 'other bytes'],
	['', null],
	['  ', null],
])('base64, %#: %s', (text, expected) => {
	expect(told(asBase64(text))).toBe(expected);
});

it.each<[text: string, expected: boolean]>([
	[base64, true],
	[` ${base64}\n`, true],
	[`data:image/png;base64,${base64}`, true],
	['data:image/png', false],
	[`data:image/png;base64,${base64} ![the fox](${url})`, false],
	[`data:image/png;base64,${base64}![the fox](${url})`, false],
	['data:image/png;base64,iVBORw0KGgo…', false],
	['data:image/png;base64,iVBORw0KGgo=', false],
	['data:image/svg+xml,%3Csvg%3E is how you write it', false],
	[base64.replaceAll(/.{32}/g, '$&\n'), true],
	['%2F9j%2F4AAQSkZJRgABAQAAAQABAAD', true],
	[base64.slice(0, 15), false],
	['/workspace files are where the pictures are', false],
	['completed', false],
	['', false],
])('whether %j is a picture and nothing else: %j', (text, expected) => {
	expect(isPictureAlone(text)).toBe(expected);
});

it('a path can begin like base64', () => {
	expect(told(imageFromText('/workspace/out.png'))).toBe('/workspace/out.png');
});

it.each<[what: string, data: string]>([
	['JSON', 'data:application/json;base64,eyJhIjoxfQ=='],
	['words', 'data:text/plain,hello'],
])('where anything may stand, a data URI of %s is no picture', (_, data) => {
	expect(imageFromEntry({ data })).toBeNull();
});

it('an image and its others are a list, each once, what can be fetched first', () => {
	expect(flat({ ...at(url), others: [at(other)] })).toEqual([at(url), at(other)]);
	expect(flat(at(url))).toEqual([at(url)]);
	expect(withOthers(at(url), [at(other)])).toEqual({ ...at(url), others: [at(other)] });
	expect(withOthers(at(url), [])).toEqual(at(url));
	const once = withoutRepeats([at(stored), at(url), at(other), at(url), bytes, at(stored)]);
	expect(once.map(told)).toEqual([url, other, 'bytes', stored]);
});
