import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import type { ByteStream } from '../image/byteStream';
import type { PagePiece } from './galleryPage';
import { asReadable } from './storeImage';

type Helpers = Pick<IExecuteFunctions['helpers'], 'getBinaryStream' | 'prepareBinaryData'>;

/**
 * Stores a page with its pictures. Where n8n keeps binary data outside of the execution's data, they
 * are read and written piece by piece, and never whole in memory.
 *
 * @throws Error when n8n cannot read a picture, or store the page
 */
export async function storeGallery(
	pieces: PagePiece[],
	fileName: string,
	{ getBinaryStream, prepareBinaryData }: Helpers,
): Promise<IBinaryData> {
	const open = async (id: string) => (await getBinaryStream(id)) as unknown as ByteStream;
	const bytes = pageBytes(pieces, open);
	const storedId = pieces
		.map((piece) => (typeof piece === 'string' ? undefined : piece.id))
		.find(Boolean);
	if (storedId === undefined) {
		const chunks = [];
		for await (const chunk of bytes) chunks.push(chunk);
		return await prepareBinaryData(Buffer.concat(chunks), fileName, 'text/html');
	}
	const stream = await open(storedId);
	try {
		return await prepareBinaryData(asReadable(stream, bytes), fileName, 'text/html');
	} finally {
		stream.destroy();
	}
}

async function* pageBytes(
	pieces: PagePiece[],
	open: (id: string) => Promise<ByteStream>,
): AsyncGenerator<Buffer> {
	for (const piece of pieces) {
		if (typeof piece === 'string') yield Buffer.from(piece);
		else if (piece.id === undefined) yield Buffer.from(piece.data);
		else yield* base64Of(await open(piece.id));
	}
}

async function* base64Of(stream: ByteStream): AsyncGenerator<Buffer> {
	let rest: Buffer = Buffer.alloc(0);
	// The loop closes the stream, however it ends.
	for await (const chunk of stream) {
		const bytes = Buffer.concat([rest, chunk]);
		// Three bytes are four characters; what is left over goes with the next chunk.
		const end = bytes.length - (bytes.length % 3);
		rest = bytes.subarray(end);
		yield Buffer.from(bytes.toString('base64', 0, end));
	}
	yield Buffer.from(rest.toString('base64'));
}
