import sharp from 'sharp';

import { coverageOf, type Coverage } from '../../../nodes/OakgenImage/image/coverage';

const size = { width: 8, height: 6 };
const flat = (channels: 3 | 4, background: string) =>
	sharp({ create: { ...size, channels, background } });

const files: Array<[string, () => Promise<Buffer>, Coverage]> = [
	['a PNG with alpha', () => flat(4, '#ff000080').png().toBuffer(), 'alpha'],
	[
		'a grey PNG with alpha',
		() => flat(4, '#80808080').toColourspace('b-w').png().toBuffer(),
		'alpha',
	],
	['a grey PNG', () => flat(3, '#808080').toColourspace('b-w').png().toBuffer(), 'grey'],
	['a PNG of black and white as colours', () => flat(3, 'white').png().toBuffer(), 'unknown'],
	[
		'a PNG with a coloured palette',
		() => flat(3, '#ff0000').png({ palette: true }).toBuffer(),
		'colours',
	],
	['a PNG with a grey palette', () => flat(3, '#707070').png({ palette: true }).toBuffer(), 'grey'],
	[
		'a PNG with a palette that has something transparent',
		() => flat(4, '#ff000000').png({ palette: true }).toBuffer(),
		'alpha',
	],
	['a WebP with alpha', () => flat(4, '#ff000080').webp().toBuffer(), 'alpha'],
	[
		'a lossless WebP with alpha',
		() => flat(4, '#f008').webp({ lossless: true }).toBuffer(),
		'alpha',
	],
	['a WebP', () => flat(3, 'white').webp().toBuffer(), 'unknown'],
	['a JPEG', () => flat(3, 'white').jpeg().toBuffer(), 'unknown'],
	['nothing', async () => Buffer.alloc(0), 'unknown'],
];

it.each(files)('of %s', async (_, make, expected) => {
	expect(coverageOf(await make())).toBe(expected);
});

it('of any part of a file never throws, and is what the whole says or not known', async () => {
	for (const [, make, expected] of files) {
		const bytes = await make();
		for (let length = 0; length < bytes.length; length += 1) {
			expect([expected, 'unknown']).toContain(coverageOf(bytes.subarray(0, length)));
		}
	}
});

it('of a PNG whose lengths lie ends', () => {
	const lying = Buffer.alloc(64);
	Buffer.from('89504e470d0a1a0a', 'hex').copy(lying);
	lying.fill(0xff, 26);
	expect(coverageOf(lying)).toBe('unknown');
});
