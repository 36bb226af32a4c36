import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGunzip, gzipSync } from 'node:zlib';

import type { ByteStream } from '../../nodes/OakgenImage/image/byteStream';
import { freeMemory } from '../../nodes/OakgenImage/memory';
import { storeStream } from '../../nodes/OakgenImage/output/storeImage';
import { PatientStream } from '../../nodes/OakgenImage/transport/patientStream';
import { imageHeads } from '../support/images';

const LARGE = 64 * 1024;

it('a large piece of memory is given back', () => {
	const bytes = Buffer.alloc(LARGE);
	freeMemory(bytes);
	expect([bytes.length, bytes.buffer.byteLength]).toEqual([0, 0]);
	expect(() => freeMemory(bytes)).not.toThrow();
});

it.each<[what: string, bytes: Buffer]>([
	['a small piece', Buffer.alloc(100)],
	['a piece of Node’s pool', Buffer.from('a reply')],
	['the beginning of a larger one', Buffer.alloc(LARGE).subarray(0, -1)],
	['its end', Buffer.alloc(LARGE).subarray(1)],
	['nothing', Buffer.alloc(0)],
])('%s stays', (_, bytes) => {
	const { length, buffer } = bytes;
	freeMemory(bytes);
	expect([bytes.length, bytes.buffer]).toEqual([length, buffer]);
});

it.each<[where: string, transfer: unknown]>([
	['Node.js is older', undefined],
	[
		'Node.js keeps it for itself',
		() => {
			throw new TypeError('Cannot perform ArrayBuffer.prototype.transfer on this buffer');
		},
	],
])('nothing happens where %s', (_, transfer) => {
	const bytes = Buffer.alloc(LARGE);
	Object.defineProperty(bytes.buffer, 'transfer', { value: transfer });
	freeMemory(bytes);
	expect(bytes).toHaveLength(LARGE);
});

it.each<[what: string, isPacked: boolean]>([
	['what a socket brings is given back once it is stored', false],
	['what is unpacked on the way stays', true],
])('%s', async (_, isPacked) => {
	const file = Buffer.concat([imageHeads.WebP, Buffer.alloc(1_000_000, 'noise')]);
	const server = createServer((_request, response) =>
		response.end(isPacked ? gzipSync(file) : file),
	);
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const [response] = (await once(get({ port, host: '127.0.0.1' }), 'response')) as [
		IncomingMessage,
	];
	const body = isPacked ? response.pipe(createGunzip({ chunkSize: LARGE })) : response;

	const pieces: Buffer[] = [];
	await storeStream(
		new PatientStream(body as ByteStream),
		{
			maxFileSizeBytes: Infinity,
			fileNameFor: () => 'fox.webp',
			async prepareBinaryData(source) {
				for await (const piece of source as AsyncIterable<Buffer>) pieces.push(piece);
				return { data: '', mimeType: '' };
			},
		},
		'onlyCopy',
	);
	server.close();
	expect(pieces.length).toBeGreaterThan(2);
	expect(pieces.some((piece) => piece.length === 0)).toBe(!isPacked);
});
