import { Readable } from 'node:stream';
import type { IDataObject } from 'n8n-workflow';

import { ImageFailure, providerFailure } from '../../../nodes/OakgenImage/errors';
import type { ByteStream } from '../../../nodes/OakgenImage/image/byteStream';
import {
	failedImage,
	type LedgerEntry,
	type PaidImage,
} from '../../../nodes/OakgenImage/paid/entry';
import { reuse, type ReuseWishes } from '../../../nodes/OakgenImage/paid/reuse';
import { pngNumber } from '../../money/png';

const URL_OF_IMAGE = 'https://files.example/1.png';
const png = pngNumber(1);
const address: PaidImage = { kind: 'url', url: URL_OF_IMAGE, mimeType: null };
const failed: PaidImage = { kind: 'failed', message: 'No image', advice: '', httpCode: null };
const onDisk = { data: 'filesystem-v2', id: 'filesystem-v2:a', mimeType: 'image/png' };
const inMemory = { data: png.toString('base64'), mimeType: 'image/png', fileName: 'old.png' };

function finished(json: IDataObject, binary: IDataObject | null = onDisk): PaidImage {
	return { kind: 'finished', image: { json, binary } } as PaidImage;
}

const entryOf = (...images: PaidImage[]): LedgerEntry => ({
	executionId: '7',
	facts: { id: null, credits: null, usage: null, text: null, contentFiltered: false },
	attempts: 1,
	fallbackFrom: null,
	pending: null,
	images,
});

interface Scene extends Partial<ReuseWishes> {
	/** What opening the old file gives. */
	file?: Buffer | Error;
	/** What storing it anew throws. */
	storeError?: Error;
}

async function reused(images: PaidImage[], scene: Scene = {}) {
	const { file = png, storeError, ...wishes } = scene;
	const opened: string[] = [];
	const places: unknown[] = [];
	const outcome = await reuse(entryOf(...images), {
		executionId: '7',
		downloadImage: true,
		includeRawResponse: false,
		destinationOf: (place) => {
			places.push(place);
			return {
				maxFileSizeBytes: 1,
				fileNameFor: ({ extension }) => `new.${extension}`,
				prepareBinaryData: async (source, fileName, mimeType) => {
					if (storeError) throw storeError;
					const pieces: Buffer[] = [];
					for await (const piece of source as Readable) pieces.push(piece as Buffer);
					const data = Buffer.concat(pieces).toString('base64');
					return {
						data,
						id: 'filesystem-v2:b',
						fileName: String(fileName),
						mimeType: String(mimeType),
					};
				},
			};
		},
		open: async (id) => {
			opened.push(id);
			if (file instanceof Error) throw file;
			return Readable.from([file]) as unknown as ByteStream;
		},
		...wishes,
	});
	return { outcome, opened, places };
}

const retried = { executionId: '8' };

it('has nothing where nothing is', async () => {
	expect((await reused([])).outcome).toBeNull();
});

describe('in the same execution', () => {
	it('hands out what there is, failures too, and reads no file', async () => {
		const images = [finished({ url: null }), failed];
		const { outcome, opened } = await reused(images);
		expect(outcome).toEqual(images);
		expect(opened).toEqual([]);
	});

	it('asks an address that refused like any other', async () => {
		const { outcome } = await reused([{ ...address, isGone: true }]);
		expect(outcome).toEqual([address]);
		expect(outcome?.[0]).not.toHaveProperty('isGone');
	});

	it('hands out failures alone as well', async () => {
		expect((await reused([failed])).outcome).toEqual([failed]);
	});
});

describe('the reply', () => {
	const image = finished({ url: null, rawResponse: { id: 1 } });

	it('is handed out when it is asked for', async () => {
		const { outcome } = await reused([image], { includeRawResponse: true });
		expect(outcome).toEqual([image]);
	});

	it('is null when it was not kept', async () => {
		const { outcome } = await reused([finished({ url: null })], { includeRawResponse: true });
		expect(outcome).toEqual([finished({ url: null, rawResponse: null })]);
	});

	it('is left out when it is not', async () => {
		expect((await reused([image])).outcome).toEqual([finished({ url: null })]);
	});
});

describe('an image that was handed out by its address alone', () => {
	const known = finished({ url: URL_OF_IMAGE }, null);

	it.each(['7', '8'])('is fetched when its file is wanted (execution %s)', async (executionId) => {
		expect((await reused([known], { executionId })).outcome).toEqual([address]);
	});

	it('stays as it is otherwise', async () => {
		expect((await reused([known], { downloadImage: false })).outcome).toEqual([known]);
		expect((await reused([finished({ url: null }, null)])).outcome).toEqual([
			finished({ url: null }, null),
		]);
	});

	it('and one with a file is not fetched again', async () => {
		const image = finished({ url: URL_OF_IMAGE });
		expect((await reused([image])).outcome).toEqual([image]);
	});
});

describe('in a retried execution', () => {
	it('takes failures alone for nothing', async () => {
		expect((await reused([failed, failed], retried)).outcome).toBeNull();
	});

	it('leaves out failures beside what there is', async () => {
		expect((await reused([failed, address], retried)).outcome).toEqual([address]);
	});

	it('keeps an address that refused, so that a second refusal is known', async () => {
		const gone: PaidImage = { ...address, isGone: true };
		expect((await reused([gone], retried)).outcome).toEqual([gone]);
	});

	it('stores a file anew, whatever its size, under its new name', async () => {
		const json = { url: URL_OF_IMAGE, fileName: 'old.png', prompt: 'a fox' };
		const { outcome, opened, places } = await reused([address, finished(json)], retried);
		expect(opened).toEqual([onDisk.id]);
		expect(places).toEqual([
			{ index: 0, of: 2 },
			{ index: 1, of: 2 },
		]);
		expect(outcome).toEqual([
			address,
			finished(
				{ ...json, fileName: 'new.png' },
				{
					data: png.toString('base64'),
					id: 'filesystem-v2:b',
					fileName: 'new.png',
					mimeType: 'image/png',
				},
			),
		]);
	});

	it('renames a file that came along in the data of the execution', async () => {
		const { outcome, opened } = await reused([finished({ url: null }, inMemory)], retried);
		expect(opened).toEqual([]);
		const fileName = 'new.png';
		expect(outcome).toEqual([finished({ url: null, fileName }, { ...inMemory, fileName })]);
	});

	it('leaves its name to a file that is none of the known', async () => {
		const odd = { ...inMemory, data: Buffer.from('text').toString('base64') };
		const image = finished({ url: null }, odd);
		expect((await reused([image], retried)).outcome).toEqual([image]);
	});

	it.each([
		'ENOENT: no such file or directory',
		'Binary data file not found',
		'NoSuchKey',
		'The specified key does not exist',
	])('fetches a file that is gone, or has it made again: %s', async (message) => {
		const scene = { ...retried, file: new Error(message) };
		expect((await reused([finished({ url: URL_OF_IMAGE })], scene)).outcome).toEqual([address]);
		expect((await reused([finished({ url: null })], scene)).outcome).toBeNull();
	});

	it('takes an empty file for one that is gone', async () => {
		const scene = { ...retried, file: Buffer.alloc(0) };
		expect((await reused([finished({ url: null })], scene)).outcome).toBeNull();
	});

	it('stores a file that ends early as it is: there is no other', async () => {
		const scene = { ...retried, file: png.subarray(0, png.length - 8) };
		const { outcome } = await reused([finished({ url: null })], scene);
		expect(outcome).toMatchObject([{ kind: 'finished', image: { json: { fileName: 'new.png' } } }]);
	});

	it.each<[string, Scene]>([
		['cannot be read', { file: new Error('EACCES: permission denied') }],
		['cannot be stored', { storeError: new Error('EACCES: permission denied') }],
		['has no place any more', { storeError: new Error('ENOENT: no such file or EACCES') }],
	])('fetches a file that %s, or fails without ordering', async (_, trouble) => {
		const scene = { ...retried, ...trouble };
		expect((await reused([finished({ url: URL_OF_IMAGE })], scene)).outcome).toEqual([address]);
		const failure: unknown = await reused([finished({ url: null })], scene).catch(
			(error: unknown) => error,
		);
		expect(failure).toBeInstanceOf(ImageFailure);
		expect(failure).toMatchObject({
			message: expect.stringMatching(/paid for, could not be taken over .*EACCES/) as string,
			advice: expect.stringMatching(/storage of binary data works\. .*Executions/) as string,
			loss: 'storage',
		});
	});

	it('says so when what is read throws no error', async () => {
		const open = async () => await Promise.reject<ByteStream>('a text' as unknown as Error);
		await expect(reused([finished({ url: null })], { ...retried, open })).rejects.toThrow('a text');
	});
});

describe('a failure as it is kept', () => {
	const hide = (text: string) => text.replace('secret', '…');

	it('is clean, and has what is needed to tell it again', () => {
		const failure = providerFailure({
			message: 'a secret',
			advice: 'no secret',
			httpCode: 504,
			loss: 'storage',
		});
		expect(failedImage(failure, hide)).toEqual({
			kind: 'failed',
			message: 'a …',
			advice: 'no …',
			httpCode: '504',
			loss: 'storage',
		});
	});

	it('has no key for a cause that there is not', () => {
		const kept = failedImage(providerFailure({ message: 'm', advice: 'a' }), hide);
		expect(kept).toEqual({ kind: 'failed', message: 'm', advice: 'a', httpCode: null });
		expect(Object.keys(kept)).not.toContain('loss');
	});
});
