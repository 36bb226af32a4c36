import { Readable } from 'node:stream';

import type { IBinaryData } from 'n8n-workflow';

import { type ByteSource, CheckedStream } from '../../../nodes/OakgenImage/output/checkedStream';
import {
	storeBytes,
	storeStream,
	type Destination,
} from '../../../nodes/OakgenImage/output/storeImage';
import type { ByteStream, Unusable } from '../../../nodes/OakgenImage/image/byteStream';
import { noisyImage } from '../../support/images';

/** As n8n's helper: takes bytes or a stream, to its end. */
function destination(maxFileSizeBytes = 1e6) {
	const stored: Array<{ bytes: Buffer; fileName: string; mimeType: string }> = [];
	const prepareBinaryData = async (
		source: Buffer | Readable,
		fileName?: string,
		mimeType?: string,
	): Promise<IBinaryData> => {
		const chunks: Buffer[] = [];
		if (Buffer.isBuffer(source)) chunks.push(source);
		else for await (const chunk of source) chunks.push(chunk as Buffer);
		const bytes = Buffer.concat(chunks);
		stored.push({ bytes, fileName: fileName ?? '', mimeType: mimeType ?? '' });
		return { data: '', mimeType: mimeType ?? '', id: `filesystem:${stored.length}` };
	};
	const target: Destination = {
		prepareBinaryData,
		maxFileSizeBytes,
		fileNameFor: ({ extension }) => `fox.${extension}`,
	};
	return { target, stored };
}

function streamOf(bytes: Buffer, chunkSize: number, error?: Error): Readable {
	return inPieces(piecesOf(bytes, chunkSize), error);
}

function inPieces(pieces: Buffer[], error?: Error): Readable {
	const chunks = function* () {
		yield* pieces;
		if (error) throw error;
	};
	return Readable.from(chunks());
}

function piecesOf(bytes: Buffer, size: number): Buffer[] {
	const count = Math.ceil(bytes.length / size);
	return Array.from({ length: count }, (_, place) =>
		bytes.subarray(place * size, (place + 1) * size),
	);
}

const asByteStream = (stream: Readable) => stream as unknown as ByteStream;

describe('an image on its way into storage', () => {
	let png: Buffer;
	let jpeg: Buffer;
	beforeAll(async () => {
		png = await noisyImage(60, 40).png().toBuffer();
		jpeg = await noisyImage(30, 20).jpeg().toBuffer();
	});

	it.each([1, 5, 31, 32, 33, 1000, 1_000_000])(
		'is stored whole in chunks of %i bytes',
		async (chunkSize) => {
			const { target, stored } = destination();
			const outcome = await storeStream(asByteStream(streamOf(png, chunkSize)), target);
			expect(outcome).toEqual({
				stored: {
					binary: { data: '', mimeType: 'image/png', id: 'filesystem:1' },
					fileName: 'fox.png',
					mimeType: 'image/png',
					fileExtension: 'png',
					fileSize: png.length,
					width: 60,
					height: 40,
					warning: null,
				},
			});
			expect(stored).toEqual([{ bytes: png, fileName: 'fox.png', mimeType: 'image/png' }]);
		},
	);

	it.each<[when: string, end: string, bytes: number, freed: number]>([
		['it is stored', 'stored', 400_000, 8],
		['it is stored; of a large one those of the beginning', 'stored', 6_000_000, 83],
		['its storage failed, which may hold them: none', 'failed', 400_000, 0],
		['it is not stored, as it is cut off: none', 'cut off', 400_000, 0],
	])('gives its pieces of memory back when %s', async (_, end, bytes, freed) => {
		const file = Buffer.concat([
			end === 'cut off' ? png.subarray(0, -12) : png,
			Buffer.alloc(bytes),
		]);
		const pieces = piecesOf(file, 50_000).map((piece) => Buffer.alloc(piece.length, piece));
		const { target } = destination(1e7);
		const { prepareBinaryData } = target;
		target.prepareBinaryData = async (...given) => {
			await prepareBinaryData(...given);
			if (end === 'failed') throw new Error('the disk is full');
			return { data: '', mimeType: '' };
		};
		await storeStream(asByteStream(inPieces(pieces)), target);
		expect(pieces.filter((piece) => piece.length === 0)).toHaveLength(freed);
	});

	it('is stored when it came as bytes', async () => {
		const { target, stored } = destination();
		expect(await storeBytes(jpeg, target)).toMatchObject({
			stored: { fileName: 'fox.jpg', mimeType: 'image/jpeg', width: 30, height: 20 },
		});
		expect(stored).toEqual([{ bytes: jpeg, fileName: 'fox.jpg', mimeType: 'image/jpeg' }]);
	});

	it.each<[string, (base64: string) => string]>([
		['base64', (base64) => base64],
		['base64 in lines', (base64) => base64.replace(/.{76}/g, '$&\r\n')],
		['a data URI', (base64) => `data:image/png;base64,${base64}`],
	])('is stored as itself when it came as %s once more', async (_, wrap) => {
		const { target, stored } = destination();
		await storeBytes(Buffer.from(wrap(png.toString('base64'))), target);
		expect(stored).toEqual([{ bytes: png, fileName: 'fox.png', mimeType: 'image/png' }]);
	});

	interface Refusal {
		name: string;
		kind: Unusable['kind'];
		content: () => Buffer;
		why: RegExp;
	}
	const refusals: Refusal[] = [
		{
			name: 'nothing',
			kind: 'notAnImage',
			content: () => Buffer.alloc(0),
			why: /empty/,
		},
		{
			name: 'a page',
			kind: 'notAnImage',
			content: () => Buffer.from('<!doctype html><p>no'),
			why: /HTML page/,
		},
		{
			name: 'base64 of a page',
			kind: 'notAnImage',
			content: () => Buffer.from(Buffer.from(`<html>${'no'.repeat(50)}`).toString('base64')),
			why: /a text/,
		},
		{
			name: 'a data URI of a page',
			kind: 'notAnImage',
			content: () => Buffer.from('data:image/png;base64,PGh0bWw+'),
			why: /HTML page|a text/,
		},
		{
			name: 'a long page',
			kind: 'notAnImage',
			content: () => Buffer.from(`<html>${'no'.repeat(5000)}`),
			why: /HTML page/,
		},
		{
			name: 'half an image',
			kind: 'truncated',
			content: () => png.subarray(0, png.length / 2),
			why: /stops after \d+ bytes/,
		},
		{
			name: 'a signature',
			kind: 'truncated',
			content: () => png.subarray(0, 8),
			why: /stops after 8 bytes/,
		},
	];

	it.each(refusals)(
		'is not usable as a stream when it is $name',
		async ({ kind, content, why }) => {
			const { target } = destination();
			const stream = streamOf(content(), 50);
			const outcome = await storeStream(asByteStream(stream), target);
			expect(outcome).toMatchObject({ kind, why: expect.stringMatching(why) as string });
			expect(stream.destroyed).toBe(true);
		},
	);

	it.each(refusals.filter(({ kind }) => kind === 'notAnImage'))(
		'is not usable as bytes when it is $name',
		async ({ kind, content, why }) => {
			const { target, stored } = destination();
			const outcome = await storeBytes(content(), target);
			expect(outcome).toEqual({ kind, why: expect.stringMatching(why) as string });
			expect(stored).toEqual([]);
		},
	);

	// There is no other copy.
	it.each(refusals.filter(({ kind }) => kind === 'truncated'))(
		'is stored with a warning when it came as bytes and is $name',
		async ({ content }) => {
			const { target, stored } = destination();
			expect(await storeBytes(content(), target)).toMatchObject({
				stored: {
					fileName: 'fox.png',
					warning: expect.stringContaining('may be damaged') as string,
				},
			});
			expect(stored.map(({ bytes }) => bytes)).toEqual([content()]);
		},
	);

	it.each<[ByteSource, boolean, boolean]>([
		['onlyCopy', true, true],
		['sentWhole', true, false],
		['stream', false, false],
	])('that came as %s: without an end mark %p, cut off %p', async (source, unmarked, cut) => {
		const { target } = destination();
		const isStored = async (bytes: Buffer): Promise<boolean> => {
			const outcome = await storeStream(asByteStream(streamOf(bytes, 500)), target, source);
			if (!('stored' in outcome)) return false;
			expect(outcome.stored.warning).toContain('may be damaged');
			return true;
		};
		expect(await isStored(jpeg.subarray(0, -2))).toBe(unmarked);
		expect(await isStored(png.subarray(0, -20))).toBe(cut);
	});

	it('that came as bytes may be larger than Max File Size', async () => {
		const { target } = destination(10);
		expect(await storeBytes(png, target)).toMatchObject({ stored: { warning: null } });
	});

	it('may be exactly as large as allowed', async () => {
		const { target } = destination(png.length);
		expect(await storeStream(asByteStream(streamOf(png, 100)), target)).toHaveProperty('stored');
		expect(await storeBytes(png, target)).toHaveProperty('stored');
	});

	it.each(refusals.slice(0, 3))(
		'is not begun to be stored when it is $name',
		async ({ content }) => {
			const { target, stored } = destination();
			await storeStream(asByteStream(streamOf(content(), 50)), target);
			expect(stored).toEqual([]);
		},
	);

	it('is not begun to be stored when its start is too large already', async () => {
		const { target, stored } = destination(10);
		await storeStream(asByteStream(streamOf(png, 100)), target);
		expect(stored).toEqual([]);
	});

	it('that is too large is measured against the option, in MB', async () => {
		const { target } = destination(1024 * 1024);
		const large = Buffer.concat([png, Buffer.alloc(1024 * 1024)]);
		expect(await storeStream(asByteStream(streamOf(large, 100_000)), target)).toMatchObject({
			why: 'it is larger than Max File Size (1 MB, see the options)',
		});
	});

	it.each([10, 1000])('is given up as soon as it is larger than %i bytes', async (limit) => {
		const { target } = destination(limit);
		let sent = 0;
		const endless = function* () {
			for (let at = 0; ; at += 100) {
				const chunk = at < png.length ? png.subarray(at, at + 100) : Buffer.alloc(100);
				sent += chunk.length;
				yield chunk;
			}
		};
		const stream = Readable.from(endless(), { highWaterMark: 1 });
		const outcome = await storeStream(asByteStream(stream), target);
		expect(outcome).toEqual({
			kind: 'tooLarge',
			why: expect.stringContaining('larger than Max File Size') as string,
		});
		expect(sent).toBeLessThan(limit + 1000);
		expect(stream.destroyed).toBe(true);
	});

	it.each([0, 10, 500])('that breaks off after %i bytes may be whole next time', async (length) => {
		const { target } = destination();
		const stream = streamOf(png.subarray(0, length), 100, new Error('socket hang up'));
		expect(await storeStream(asByteStream(stream), target)).toEqual({
			kind: 'truncated',
			why: 'the download broke off (socket hang up)',
		});
	});

	it('that breaks off without an error to tell may be whole next time', async () => {
		const { target } = destination();
		const stream: ByteStream = {
			[Symbol.asyncIterator]: () => ({
				next: () => Promise.reject('aborted'),
			}),
			destroy: () => undefined,
		};
		expect(await storeStream(stream, target)).toEqual({
			kind: 'truncated',
			why: 'the download broke off (the connection was lost)',
		});
	});

	it('has no width and height when its file does not say', async () => {
		const { target } = destination();
		// A JPEG without a frame header.
		const bytes = Buffer.from('ffd8ffda0002ffd9', 'hex');
		expect(await storeBytes(bytes, target)).toMatchObject({
			stored: { mimeType: 'image/jpeg', fileSize: 8, width: null, height: null },
		});
	});

	it('that n8n cannot store may be stored next time', async () => {
		const { target } = destination();
		const broken: Destination = {
			...target,
			prepareBinaryData: () => Promise.reject(new Error('disk full')),
		};
		const expected = {
			kind: 'storageFailed',
			why: 'n8n could not store it: disk full',
		};
		expect(await storeStream(asByteStream(streamOf(png, 100)), broken)).toEqual(expected);
		expect(await storeBytes(png, broken)).toEqual(expected);
	});

	it('is not read further than its start before it is known to be an image', async () => {
		const stream = streamOf(png, 10);
		const checked = new CheckedStream(asByteStream(stream), 1e6);
		await checked.readStart();
		expect(checked.problem).toBeNull();
		expect(checked.meter.size).toBe(70);
		expect(checked.meter.format()?.name).toBe('PNG');
	});

	it('is closed when storage stops reading', async () => {
		const stream = streamOf(png, 100);
		const { target } = destination();
		const prepareBinaryData = async (source: Buffer | Readable): Promise<IBinaryData> => {
			for await (const chunk of source) throw new Error(`disk full at ${String(chunk).length}`);
			throw new Error('no chunk');
		};
		await storeStream(asByteStream(stream), { ...target, prepareBinaryData });
		expect(stream.destroyed).toBe(true);
	});
});
