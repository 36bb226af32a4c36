import sharp from 'sharp';

/** A whole reference image in a square with round corners, ready to be laid onto the picture. */
export async function thumbnail(image: Buffer, edge: number): Promise<Buffer> {
	const corner = Math.round(edge * 0.07);
	const mask = Buffer.from(
		`<svg xmlns="http://www.w3.org/2000/svg" width="${edge}" height="${edge}"><rect width="${edge}" height="${edge}" rx="${corner}" fill="#fff"/></svg>`,
	);
	return await sharp(image)
		.rotate()
		.resize(edge, edge, { fit: 'contain', background: '#12141f' })
		.ensureAlpha()
		.composite([{ input: mask, blend: 'dest-in' }])
		.png({ compressionLevel: 1 })
		.toBuffer();
}
