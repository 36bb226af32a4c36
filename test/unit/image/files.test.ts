import fc from 'fast-check';
import sharp from 'sharp';

import { detectFormat, type ImageFormat } from '../../../nodes/OakgenImage/image/format';
import { ImageMeter } from '../../../nodes/OakgenImage/image/meter';
import { noisyImage, plainImage, type SharpImage } from '../../support/images';

type FormatName = ImageFormat['name'];

/** EXIF with a description that is longer than many heads that readers look at. */
const exif = { IFD0: { ImageDescription: 'a red fox '.repeat(2000), Copyright: 'Oakgen' } };

const encoders: Array<[string, FormatName, (image: SharpImage) => SharpImage]> = [
	['PNG', 'PNG', (image) => image.png()],
	['PNG with a palette', 'PNG', (image) => image.png({ palette: true })],
	['PNG, interlaced', 'PNG', (image) => image.png({ progressive: true })],
	['JPEG', 'JPEG', (image) => image.jpeg()],
	['JPEG, progressive', 'JPEG', (image) => image.jpeg({ progressive: true })],
	['JPEG with EXIF', 'JPEG', (image) => image.withExif(exif).jpeg()],
	['JPEG, turned by EXIF', 'JPEG', (image) => image.withMetadata({ orientation: 6 }).jpeg()],
	['JPEG with a colour profile', 'JPEG', (image) => image.withIccProfile('p3').jpeg()],
	['WebP', 'WebP', (image) => image.webp()],
	['WebP, lossless', 'WebP', (image) => image.webp({ lossless: true })],
	['WebP with transparency', 'WebP', (image) => image.ensureAlpha(0.5).webp()],
	['WebP with EXIF', 'WebP', (image) => image.withExif(exif).webp()],
	['GIF', 'GIF', (image) => image.gif()],
	['AVIF', 'AVIF', (image) => image.avif({ effort: 0 })],
	['AVIF with transparency', 'AVIF', (image) => image.ensureAlpha(0.5).avif({ effort: 0 })],
];
const sizes = [
	[1, 1],
	[17, 31],
	[256, 100],
	[1024, 576],
];
const pictures: Array<[string, (width: number, height: number) => SharpImage]> = [
	['plain', plainImage],
	['noisy', noisyImage],
];
const files = encoders.flatMap(([encoding, format, encode]) =>
	pictures.flatMap(([look, draw]) =>
		sizes.map(([width, height]) => ({
			name: `${encoding}, ${look}, ${width}×${height}`,
			format,
			width,
			height,
			make: async () => await encode(draw(width, height)).toBuffer(),
		})),
	),
);

function meterOf(bytes: Buffer, chunkSize = 64 * 1024): ImageMeter {
	const meter = new ImageMeter();
	for (let at = 0; at < bytes.length; at += chunkSize)
		meter.push(bytes.subarray(at, at + chunkSize));
	return meter;
}

/** Every length for small files, some hundred for large ones; at least a third is missing. */
function truncations(length: number): number[] {
	const longest = Math.floor((length * 2) / 3);
	const step = Math.max(1, Math.floor(longest / 300));
	return Array.from({ length: Math.floor(longest / step) + 1 }, (_, at) => at * step);
}

/** The truncations of a file that are taken for the whole of it. */
function completeAt(bytes: Buffer): number[] {
	return truncations(bytes.length).filter(
		(length) => meterOf(bytes.subarray(0, length)).end() === 'whole',
	);
}

describe('a file made by sharp', () => {
	it.each(files)('$name is known by its bytes', async ({ format, width, height, make }) => {
		const bytes = await make();
		const metadata = await sharp(bytes).metadata();
		expect([metadata.width, metadata.height]).toEqual([width, height]);

		const meter = meterOf(bytes);
		expect(meter.format()?.name).toBe(format);
		expect(meter.dimensions()).toEqual({ width, height });
		expect(meter.size).toBe(bytes.length);
		expect(meter.end()).toBe('whole');
		expect(detectFormat(bytes.subarray(0, 32))?.name).toBe(format);
	});

	it.each(files)('$name is incomplete when a third or more is missing', async ({ make }) => {
		expect(completeAt(await make())).toEqual([]);
	});

	it('is measured the same whatever the chunks are', async () => {
		const bytes = await noisyImage(200, 100).withExif(exif).jpeg().toBuffer();
		for (const chunkSize of [1, 7, 1000, 20_000, bytes.length]) {
			const meter = meterOf(bytes, chunkSize);
			expect([meter.size, meter.dimensions(), meter.end()]).toEqual([
				bytes.length,
				{ width: 200, height: 100 },
				'whole',
			]);
		}
	});

	it('is complete when an editor has appended something', async () => {
		for (const image of [
			plainImage(9, 9).png(),
			plainImage(9, 9).jpeg(),
			plainImage(9, 9).webp(),
		]) {
			const bytes = Buffer.concat([await image.toBuffer(), Buffer.alloc(5000)]);
			expect(meterOf(bytes).end()).toBe('whole');
		}
	});

	it('with a thumbnail in its EXIF is incomplete when the picture is missing', async () => {
		const thumbnail = await plainImage(32, 32).jpeg().toBuffer();
		const picture = await noisyImage(200, 200).jpeg().toBuffer();
		// An APP1 segment in front, as cameras write it.
		const segment = Buffer.concat([
			Buffer.from([0xff, 0xe1, (thumbnail.length + 8) >> 8, (thumbnail.length + 8) & 255]),
			Buffer.from('Exif\0\0', 'latin1'),
			thumbnail,
		]);
		const file = Buffer.concat([picture.subarray(0, 2), segment, picture.subarray(2)]);
		expect(meterOf(file).dimensions()).toEqual({ width: 200, height: 200 });
		expect(meterOf(file).end()).toBe('whole');
		expect(meterOf(file.subarray(0, 8000)).end()).not.toBe('whole');
	});
});

describe('any bytes', () => {
	const heads: Record<FormatName, string> = {
		PNG: '89504e470d0a1a0a',
		JPEG: 'ffd8ff',
		WebP: '52494646ffffffff57454250',
		GIF: '474946383961',
		AVIF: '00000020667479706176696600000000',
		HEIC: '00000018667479706865696300000000',
		HEIF: '000000186674797061766369000000006d696631',
		'JPEG XL': 'ff0a',
		'JPEG XL in boxes': '0000000c4a584c200d0a870a',
		'JPEG 2000 in boxes': '0000000c6a5020200d0a870a',
		'JPEG 2000': 'ff4fff51',
		QOI: '716f6966',
		OpenEXR: '762f3101',
		'Radiance HDR': '233f52414449414e4345',
		TIFF: '49492a0008000000',
		BMP: '424d460000000000000036000000280000000200000002000000010018000000',
		ICO: '000001000100101000000100200068040000160000002800',
		PSD: '3842505300010000000000000003',
		SVG: Buffer.from('<svg width="3" height="4" >').toString('hex'),
	};

	it('are measured without throwing', () => {
		const head = fc.constantFrom('', ...Object.values(heads));
		const chunks = fc.array(fc.uint8Array({ maxLength: 100 }), { maxLength: 4 });
		fc.assert(
			fc.property(head, chunks, (start, rest) => {
				const meter = new ImageMeter();
				meter.push(Buffer.from(start, 'hex'));
				for (const chunk of rest) meter.push(Buffer.from(chunk));
				const dimensions = meter.dimensions();
				if (dimensions) {
					expect(dimensions.width).toBeGreaterThan(0);
					expect(dimensions.height).toBeGreaterThan(0);
				}
				expect(['whole', 'unmarked', 'cut']).toContain(meter.end());
			}),
			{ numRuns: 2000 },
		);
	});

	it.each(Object.entries(heads))('that begin as %s but end at once are not whole', (_, hex) => {
		const head = Buffer.from(hex, 'hex');
		expect(detectFormat(head)).not.toBeNull();
		for (let length = 0; length <= head.length; length += 1) {
			expect(meterOf(head.subarray(0, length)).end()).not.toBe('whole');
		}
	});

	it.each<[number, number, object | null]>([
		[2 ** 31 - 1, 2 ** 31 - 1, { width: 2147483647, height: 2147483647 }],
		[2 ** 31, 2 ** 31, null],
		[2 ** 32 - 1, 1, null],
		[0, 1, null],
	])(
		'of a PNG that claims %i × %i are known only when PNG allows for it',
		(width, height, size) => {
			const head = Buffer.from('89504e470d0a1a0a0000000d494844520000000000000000', 'hex');
			head.writeUInt32BE(width, 16);
			head.writeUInt32BE(height, 20);
			expect(meterOf(head).dimensions()).toEqual(size);
		},
	);

	it('of a JPEG whose segments have no length do not make the reader run in circles', () => {
		const head = Buffer.concat([
			Buffer.from('ffd8', 'hex'),
			Buffer.from('ffe00000'.repeat(5000), 'hex'),
		]);
		expect(meterOf(head).dimensions()).toBeNull();
	});
});
