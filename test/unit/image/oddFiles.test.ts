import type { FileEnd } from '../../../nodes/OakgenImage/image/facts';
import { ImageMeter } from '../../../nodes/OakgenImage/image/meter';
import { plainImage } from '../../support/images';
import {
	bmp,
	box,
	ftyp,
	ico,
	jpeg2000,
	jxl,
	largeBox,
	meta,
	openBox,
	psd,
	qoi,
	riffChunk,
	tiff,
	withPngText,
	withSegments,
} from '../../support/oddImages';

/** What is read is the same in pieces of any size. */
function read(bytes: Buffer) {
	const readings = [bytes.length, 1000, ...(bytes.length > 50_000 ? [] : [13, 1])].map((size) => {
		const meter = new ImageMeter();
		for (let at = 0; at < bytes.length; at += size) meter.push(bytes.subarray(at, at + size));
		const { name, mimeType, extension } = meter.format() ?? {};
		return { name, mimeType, extension, dimensions: meter.dimensions(), end: meter.end() };
	});
	for (const reading of readings) expect(reading).toEqual(readings[0]);
	return readings[0];
}

const noise = Buffer.alloc(5000, 'pixel');
const mdat = box('mdat', noise);
const text = (content: string, encoding: BufferEncoding = 'utf8') => Buffer.from(content, encoding);
const svg = (attributes: string, before = '', after = '') =>
	text(
		`${before}<svg xmlns="http://www.w3.org/2000/svg" ${attributes}><path d="M0 0"/></svg>${after}`,
	);
const utf16 = (content: Buffer) =>
	Buffer.concat([text('\ufeff', 'utf16le'), text(String(content), 'utf16le')]);

type Sample = [name: string, format: string, bytes: Buffer, width: number | null, height?: number];

const samples: Sample[] = [
	['HEIC', 'heic', Buffer.concat([ftyp('heic', 'mif1'), meta(4032, 3024), mdat]), 4032, 3024],
	['HEIC, description last', 'heic', Buffer.concat([ftyp('heix'), mdat, meta(40, 30)]), 40, 30],
	[
		'HEIC, 64-bit box',
		'heic',
		Buffer.concat([ftyp('heic'), largeBox('mdat', noise), meta(40, 30)]),
		40,
		30,
	],
	[
		'HEIC, open box',
		'heic',
		Buffer.concat([ftyp('heic'), meta(40, 30), openBox('mdat', noise)]),
		40,
		30,
	],
	[
		'HEIC by its second brand',
		'heic',
		Buffer.concat([ftyp('mif1', 'heic'), meta(4, 3), mdat]),
		4,
		3,
	],
	[
		'HEIC with 600 KB of metadata',
		'heic',
		Buffer.concat([ftyp('heic'), meta(4, 3, 600_000), mdat]),
		4,
		3,
	],
	[
		'HEIC with a video behind it',
		'heic',
		Buffer.concat([ftyp('heic'), meta(4, 3), mdat, box('mpvd', noise)]),
		4,
		3,
	],
	[
		'HEIC with other data behind it',
		'heic',
		Buffer.concat([ftyp('heic'), meta(4, 3), mdat, Buffer.alloc(99)]),
		4,
		3,
	],
	[
		'HEIF of no special codec',
		'heif',
		Buffer.concat([ftyp('mif1', 'mif1'), meta(4, 3), mdat]),
		4,
		3,
	],
	[
		'AVIF by its second brand',
		'avif',
		Buffer.concat([ftyp('mif1', 'miaf', 'avif'), meta(4, 3), mdat]),
		4,
		3,
	],
	['AVIF, description last', 'avif', Buffer.concat([ftyp('avif'), mdat, meta(4, 3)]), 4, 3],
	[
		'AVIF with its picture in the description',
		'avif',
		Buffer.concat([ftyp('avif'), box('meta', Buffer.alloc(4), box('idat', noise))]),
		null,
	],
	['JPEG XL', 'jxl', Buffer.concat([jxl.ofAnySize(1200, 900), noise]), 1200, 900],
	['JPEG XL, small', 'jxl', Buffer.concat([jxl.small(256, 8), noise]), 256, 8],
	['JPEG XL, 16:9', 'jxl', Buffer.concat([jxl.byRatio(1080, 5), noise]), 1920, 1080],
	['JPEG XL, 12:10', 'jxl', Buffer.concat([jxl.byRatio(1000, 2), noise]), 1200, 1000],
	['JPEG XL in boxes', 'jxl', jxl.inBoxes(box('jxlc', jxl.ofAnySize(7, 5), noise)), 7, 5],
	[
		'JPEG XL in boxes, metadata first',
		'jxl',
		jxl.inBoxes(
			box('Exif', Buffer.alloc(500_000)),
			openBox('jxlc', Buffer.concat([jxl.ofAnySize(7, 5), noise])),
		),
		7,
		5,
	],
	[
		'JPEG XL in parts',
		'jxl',
		jxl.inBoxes(
			box('jxlp', Buffer.alloc(4), jxl.ofAnySize(7, 5)),
			box('jxlp', Buffer.from('80000001', 'hex'), noise),
		),
		7,
		5,
	],
	...[true, false].flatMap((isLittle) =>
		[true, false].flatMap((isBig) =>
			[true, false].map((isPixelsFirst): Sample => {
				const bytes = tiff(310, 17, { isLittle, isBig, isPixelsFirst });
				const name = `${isBig ? 'BigTIFF' : 'TIFF'}, ${isLittle ? 'II' : 'MM'}${isPixelsFirst ? ', pixels first' : ''}`;
				return [name, 'tif', bytes, 310, 17];
			}),
		),
	),
	['JPEG 2000', 'jp2', jpeg2000.inBoxes(40, 30), 40, 30],
	['JPEG 2000, open box', 'jp2', jpeg2000.inBoxes(40, 30, openBox), 40, 30],
	['JPEG 2000 without its boxes', 'j2c', jpeg2000.bare(40, 30), 40, 30],
	['QOI', 'qoi', qoi(40, 30), 40, 30],
	['OpenEXR', 'exr', Buffer.concat([Buffer.from('762f310102000000', 'hex'), noise]), null],
	['Radiance HDR', 'hdr', Buffer.concat([text('#?RADIANCE\n\n-Y 9 +X 9\n'), noise]), null],
	['BMP', 'bmp', bmp(33, 20), 33, 20],
	['BMP, top to bottom', 'bmp', bmp(33, -20), 33, 20],
	['BMP of OS/2', 'bmp', bmp(33, 20, 12), 33, 20],
	['BMP, version 5', 'bmp', bmp(33, 20, 124), 33, 20],
	['ICO', 'ico', ico([16, 48, 32]), 48, 48],
	['ICO of 256', 'ico', ico([0]), 256, 256],
	['PSD', 'psd', psd(300, 200), 300, 200],
	['PSD for large documents', 'psd', psd(40_000, 200, true), 40_000, 200],
	['SVG', 'svg', svg('width="300" height="200"'), 300, 200],
	['SVG in other quotes', 'svg', svg("width='300px' height = '200px'"), 300, 200],
	['SVG with a view box', 'svg', svg('viewBox="0 0 64,48"'), 64, 48],
	[
		'SVG as wide as its place',
		'svg',
		svg('width="100%" height="100%" viewBox="0 0 64 48"'),
		64,
		48,
	],
	['SVG with one side', 'svg', svg('width="640" viewBox="0 0 64 48"'), 640, 480],
	['SVG in millimetres', 'svg', svg('width="25.4mm" height="1in"'), 96, 96],
	['SVG without a size', 'svg', svg(''), null],
	['SVG that is one tag', 'svg', text('<svg width="3" height="4"/>'), 3, 4],
	['SVG with a prefix', 'svg', text('<s:svg width="3" height="4"></s:svg >'), 3, 4],
	['SVG with byte order mark', 'svg', svg('width="3" height="4"', '\ufeff'), 3, 4],
	['SVG in UTF-16', 'svg', utf16(svg('width="3" height="4"')), 3, 4],
	['SVG in UTF-16, big-endian', 'svg', utf16(svg('width="3" height="4"', '', ' ')).swap16(), 3, 4],
	[
		'SVG with all that may stand before it',
		'svg',
		svg(
			'width="3" height="4"',
			'\r\n<?xml version="1.0" encoding="UTF-8"?>\n<!-- <html> ä -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd" [\n<!ENTITY ns "http://x/>">\n]>\n',
		),
		3,
		4,
	],
	[
		'SVG behind a licence',
		'svg',
		svg('width="3" height="4"', `<!--${' licence'.repeat(5000)}-->`),
		3,
		4,
	],
	[
		'SVG with a remark behind it',
		'svg',
		svg('width="3" height="4"', '', '\n<!-- made by hand -->\n'),
		3,
		4,
	],
];

describe('an odd file', () => {
	it.each(samples)('%s is known by its bytes', (_, extension, bytes, width, height = 0) => {
		const dimensions = width === null ? null : { width, height };
		expect(read(bytes)).toMatchObject({ extension, dimensions, end: 'whole' });
	});

	it.each(
		samples.filter(
			([name]) => !/^JPEG XL(,|$)|open|metadata first|^QOI|^OpenEXR|^Radiance/.test(name),
		),
	)('%s is cut when half of it is missing', (_name, _extension, bytes) => {
		expect(read(bytes.subarray(0, bytes.length / 2))?.end).not.toBe('whole');
	});
});

describe('what is no picture', () => {
	it.each<[string, Buffer]>([
		['an HTML page with a drawing', text('<!doctype html><body><svg width="1" height="1"></svg>')],
		['a page that begins with a drawing', text('<!DOCTYPE html><svg></svg>')],
		['an XHTML page', text('<?xml version="1.0"?><html><svg/></html>')],
		['a feed', text('<?xml version="1.0"?><!-- <svg> --><rss></rss>')],
		['a text about SVG', text('Use <svg> for drawings')],
		['a word that begins the same', text('<svgfoo>')],
		['a JSON text with a drawing', text('{"svg": "<svg></svg>"}')],
		['a comment without an end', text(`<!-- ${'x'.repeat(100_000)}<svg>`)],
		['a film', Buffer.concat([ftyp('isom', 'isom', 'iso2', 'avc1', 'mp41'), mdat])],
		['a film of Apple', Buffer.concat([ftyp('qt  ', 'qt  '), mdat])],
		['a film that names a picture', Buffer.concat([ftyp('mp42', 'avif', 'mif1'), mdat])],
		['a sound', Buffer.concat([ftyp('M4A ', 'M4A ', 'mp42'), mdat])],
		['an unknown brand', Buffer.concat([ftyp('zzzz', 'yyyy'), mdat])],
		[
			'a text that begins like a bitmap',
			text('BMW builds cars, and has done so for a hundred years.'),
		],
		['a film that begins nearly like an icon', Buffer.from(`000001ba${'44'.repeat(200)}`, 'hex')],
		['zeros', Buffer.alloc(200)],
		['a PDF', text('%PDF-1.7 and more of it, for long enough to be sure of what it is')],
		['a PostScript document', text('%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n')],
		['a single byte', Buffer.from([0x89])],
		['nothing', Buffer.alloc(0)],
	])('%s', (_, bytes) => {
		expect(read(bytes)).toMatchObject({ name: undefined, end: 'cut' });
	});
});

describe('the size of a picture behind its metadata, and its end', () => {
	const make = {
		jpeg: async () => await plainImage(20, 10).jpeg().toBuffer(),
		progressive: async () => await plainImage(20, 10).jpeg({ progressive: true }).toBuffer(),
		png: async () => await plainImage(20, 10).png().toBuffer(),
		webp: async () => await plainImage(20, 10).webp().toBuffer(),
		gif: async () => await plainImage(20, 10).gif().toBuffer(),
		avif: async () => await plainImage(20, 10).avif({ effort: 0 }).toBuffer(),
	};
	const behind = (bytes: Buffer) =>
		Buffer.concat([bytes, noise, text('\xff\xd9', 'latin1'), noise]);
	const riffSize = (webp: Buffer, size: number) => {
		const changed = Buffer.from(webp);
		changed.writeUInt32LE(size, 4);
		return changed;
	};
	const extended = (webp: Buffer, ...chunks: Buffer[]) => {
		const canvas = Buffer.from('2c000000130000090000', 'hex');
		const all = Buffer.concat([
			webp.subarray(0, 12),
			riffChunk('VP8X', canvas),
			...chunks,
			webp.subarray(12),
		]);
		return riffSize(all, all.length - 8);
	};

	it.each<[string, keyof typeof make, (file: Buffer) => Buffer, FileEnd]>([
		['JPEG behind 700 KB of EXIF', 'jpeg', (file) => withSegments(file, 0xe1, 700_000), 'whole'],
		[
			'JPEG behind 3 MB of colour profile',
			'jpeg',
			(file) => withSegments(file, 0xe2, 3_000_000),
			'whole',
		],
		['JPEG without an end mark', 'jpeg', (file) => file.subarray(0, -2), 'unmarked'],
		['JPEG without half an end mark', 'jpeg', (file) => file.subarray(0, -1), 'unmarked'],
		[
			'JPEG with a video behind it',
			'jpeg',
			(file) => Buffer.concat([file, ftyp('mp42'), mdat]),
			'whole',
		],
		['JPEG with other data behind it', 'jpeg', behind, 'whole'],
		[
			'JPEG with a second one behind it',
			'jpeg',
			(file) => Buffer.concat([file, file.subarray(0, 50)]),
			'whole',
		],
		[
			'JPEG with bytes between its segments',
			'jpeg',
			(file) => Buffer.concat([file.subarray(0, 20), Buffer.alloc(9), file.subarray(20)]),
			'whole',
		],
		['JPEG, progressive, with other data behind it', 'progressive', behind, 'whole'],
		['PNG behind 900 KB of text', 'png', (file) => withPngText(file, 900_000), 'whole'],
		['PNG with other data behind it', 'png', behind, 'whole'],
		['PNG without its end', 'png', (file) => file.subarray(0, -12), 'cut'],
		['PNG without its last checksum', 'png', (file) => file.subarray(0, -4), 'unmarked'],
		[
			'PNG with noise for its end',
			'png',
			(file) => Buffer.concat([file.subarray(0, -12), Buffer.alloc(12)]),
			'unmarked',
		],
		['GIF with bytes behind it', 'gif', behind, 'whole'],
		['GIF without its trailer', 'gif', (file) => file.subarray(0, -1), 'unmarked'],
		[
			'GIF with zeros before its trailer',
			'gif',
			(file) => Buffer.concat([file.subarray(0, -1), Buffer.alloc(3), file.subarray(-1)]),
			'whole',
		],
		['WebP with other data behind it', 'webp', behind, 'whole'],
		[
			'WebP behind 600 KB of profile',
			'webp',
			(file) => extended(file, riffChunk('ICCP', Buffer.alloc(600_001))),
			'whole',
		],
		['WebP that counts its header', 'webp', (file) => riffSize(file, file.length), 'whole'],
		['WebP that counts a byte too few', 'webp', (file) => riffSize(file, file.length - 9), 'whole'],
		['WebP of unknown size', 'webp', (file) => riffSize(file, 0), 'whole'],
		['WebP of the largest size', 'webp', (file) => riffSize(file, 0xffffffff), 'whole'],
		['WebP that announces more', 'webp', (file) => riffSize(file, 100_000), 'unmarked'],
		['AVIF with other data behind it', 'avif', behind, 'whole'],
	])('%s', async (_, format, change, end) => {
		expect(read(change(await make[format]()))).toMatchObject({
			dimensions: { width: 20, height: 10 },
			end,
		});
	});

	it('of a scanned JPEG stands behind its picture', async () => {
		const jpeg = await make.jpeg();
		const frame = jpeg.indexOf(Buffer.from('ffc0', 'hex'));
		jpeg.writeUInt16BE(0, frame + 5);
		const lines = Buffer.from('ffdc0004000a', 'hex');
		const scanned = Buffer.concat([jpeg.subarray(0, -2), lines, jpeg.subarray(-2)]);
		expect(read(scanned)).toMatchObject({ dimensions: { width: 20, height: 10 }, end: 'whole' });
	});
});
