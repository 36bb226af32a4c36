import sharp from 'sharp';

export type SharpImage = ReturnType<typeof sharp>;

/** Bytes that begin as a file of the format does: enough to be told apart, too little to be shown. */
export const imageHeads = {
	PNG: Buffer.from('89504e470d0a1a0a0000000d4948445200000002000000030806000000', 'hex'),
	JPEG: Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0001108000300020301', 'hex'),
	WebP: Buffer.from('RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\x01\x80\x00\x00', 'latin1'),
	GIF: Buffer.from('GIF89a\x02\x00\x03\x00\x80\x00\x00', 'latin1'),
	AVIF: Buffer.from('\0\0\0\x20ftypavif\0\0\0\0avifmif1miafMA1B', 'latin1'),
} as const;

/** A picture that no encoder can make small: the same pixels every time. */
export function noisyImage(width: number, height: number, channels: 3 | 4 = 3): SharpImage {
	let state = 12_345;
	const pixels = Buffer.alloc(width * height * channels);
	for (let at = 0; at < pixels.length; at += 1) {
		state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
		pixels[at] = state >>> 16;
	}
	return sharp(pixels, { raw: { width, height, channels } });
}

/** A picture that encoders make very small. */
export function plainImage(width: number, height: number): SharpImage {
	return sharp({ create: { width, height, channels: 3, background: '#c0392b' } });
}
