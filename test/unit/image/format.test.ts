import { describeOther, detectFormat } from '../../../nodes/OakgenImage/image/format';
import { imageHeads } from '../../support/images';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

describe('the format of a file', () => {
	it.each<[string, Buffer, string, string]>([
		['PNG', imageHeads.PNG, 'image/png', 'png'],
		['JPEG', imageHeads.JPEG, 'image/jpeg', 'jpg'],
		['WebP', imageHeads.WebP, 'image/webp', 'webp'],
		['GIF', imageHeads.GIF, 'image/gif', 'gif'],
		['GIF', latin1('GIF87a'), 'image/gif', 'gif'],
		['AVIF', imageHeads.AVIF, 'image/avif', 'avif'],
		['AVIF', latin1('\0\0\0\x1cftypavis\0\0\0\0'), 'image/avif', 'avif'],
		['AVIF', latin1('\0\0\0\x1cftypmif1\0\0\0\0mif1avif'), 'image/avif', 'avif'],
	])('%s is known by its first bytes', (name, head, mimeType, extension) => {
		expect(detectFormat(head)).toMatchObject({ name, mimeType, extension });
	});

	it.each<[string, Buffer]>([
		['nothing', Buffer.alloc(0)],
		['HTML', latin1('<!doctype html>')],
		['a WAV, which is a RIFF too', latin1('RIFF\0\0\0\0WAVEfmt ')],
		['an MP4, which has ftyp too', latin1('\0\0\0\x18ftypisom\0\0\0\0isommp42')],
		['a damaged PNG', latin1('\x89PNG\n\n\x1a\n')],
		['a text about a GIF', latin1('GIF89 is old')],
		['a PDF', latin1('%PDF-1.7')],
		['a bitmap', latin1('BM\x46\0\0\0')],
	])('is not found in %s', (_, head) => {
		expect(detectFormat(head)).toBeNull();
	});
});

describe('a file that is no image', () => {
	it.each([
		['', 'empty'],
		[' \n', 'empty'],
		['<svg xmlns="…">', 'an SVG drawing'],
		['<?xml version="1.0"?>\n<!-- x --><svg>', 'an SVG drawing'],
		['<?xml version="1.0"?><Error/>', 'an XML or HTML text'],
		['<!DOCTYPE html>', 'an HTML page'],
		['  <HTML>', 'an HTML page'],
		['<p>sorry', 'an XML or HTML text'],
		['{"error": 1}', 'a JSON text'],
		['[1]', 'a JSON text'],
		['Not found', 'a text'],
		['%PDF\u0001', 'a PDF document'],
		['\u0000\u0000\u0000\u0018ftypisom', 'a video or sound file'],
		['\u0001\u0002', 'an unknown binary format'],
	])('%j is called %s', (start, expected) => {
		expect(describeOther(latin1(start))).toBe(expected);
	});
});
