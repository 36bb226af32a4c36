import { Readable } from 'node:stream';

import fc from 'fast-check';
import type { IBinaryData } from 'n8n-workflow';

import type { PagePiece } from '../../../nodes/OakgenImage/output/galleryPage';
import { storeGallery } from '../../../nodes/OakgenImage/output/storeGallery';

type Helpers = Parameters<typeof storeGallery>[2];

interface Storage {
	helpers: Helpers;
	/** What was stored, in the pieces that came. */
	written: Array<{ chunks: Buffer[]; fileName: string; mimeType: string }>;
	/** Every stream that was opened, in order. */
	opened: Readable[];
}

/** As n8n's helpers. `files` are stored outside of the execution's data, each in these chunks. */
function storage(files: Record<string, Buffer[]> = {}, failsAfter = Infinity): Storage {
	const written: Storage['written'] = [];
	const opened: Readable[] = [];
	const helpers = {
		getBinaryStream: async (id: string) => {
			const chunks = files[id];
			if (!chunks) throw new Error(`${id} is gone`);
			const stream = Readable.from(chunksOf(chunks), { highWaterMark: 1 });
			opened.push(stream);
			return stream;
		},
		prepareBinaryData: async (
			source: Buffer | Readable,
			fileName = '',
			mimeType = '',
		): Promise<IBinaryData> => {
			const chunks: Buffer[] = [];
			if (failsAfter === 0) throw new Error('disk full');
			for await (const chunk of Buffer.isBuffer(source) ? [source] : source) {
				chunks.push(chunk as Buffer);
				if (chunks.length >= failsAfter) throw new Error('disk full');
			}
			written.push({ chunks, fileName, mimeType });
			return { data: '', mimeType, id: 'stored' };
		},
	};
	return { helpers: helpers as unknown as Helpers, written, opened };
}

/** An empty chunk stands for a connection that breaks. */
async function* chunksOf(chunks: Buffer[]): AsyncGenerator<Buffer> {
	for (const chunk of chunks) {
		if (chunk.length === 0) throw new Error('broken off');
		yield chunk;
	}
}

const inMemory = (text: string): PagePiece => ({
	mimeType: 'image/png',
	data: Buffer.from(text).toString('base64'),
});
const elsewhere = (id: string): PagePiece => ({ mimeType: 'image/png', data: 'filesystem', id });

async function pageOf(pieces: PagePiece[], { helpers, written }: Storage): Promise<string> {
	await storeGallery(pieces, 'gallery.html', helpers);
	return Buffer.concat(written.flatMap(({ chunks }) => chunks)).toString();
}

/** A stream ends what it reads from in a turn of its own. */
async function stillOpen({ opened }: Storage): Promise<number> {
	await new Promise((resolve) => setImmediate(resolve));
	return opened.filter(({ destroyed }) => !destroyed).length;
}

describe('a page with pictures', () => {
	it.each<[string, PagePiece, Record<string, Buffer[]>]>([
		['in memory', inMemory('fox'), {}],
		['outside of it', elsewhere('a'), { a: [Buffer.from('f'), Buffer.from('ox')] }],
	])('is stored as a web page when they are %s', async (_, picture, files) => {
		const { helpers, written } = storage(files);
		const stored = await storeGallery(['<i>é', picture, '</i>'], 'gallery.html', helpers);
		expect(stored).toEqual({ data: '', mimeType: 'text/html', id: 'stored' });
		expect(written).toHaveLength(1);
		expect(written[0]).toMatchObject({ fileName: 'gallery.html', mimeType: 'text/html' });
		expect(Buffer.concat(written[0].chunks).toString()).toBe('<i>éZm94</i>');
	});

	it('is stored when it has none', async () => {
		expect(await pageOf(['<p>', 'none'], storage())).toBe('<p>none');
	});

	it('keeps their order, wherever they are', async () => {
		const files = { a: [Buffer.from('first')], b: [Buffer.from('third')] };
		const pieces = [elsewhere('a'), ',', inMemory('second'), ',', elsewhere('b')];
		expect(await pageOf(pieces, storage(files))).toBe('Zmlyc3Q=,c2Vjb25k,dGhpcmQ=');
	});

	it('has each as its base64, however its bytes come in', async () => {
		const chunk = fc.uint8Array({ minLength: 1, maxLength: 20 }).map((bytes) => Buffer.from(bytes));
		await fc.assert(
			fc.asyncProperty(fc.array(chunk, { maxLength: 10 }), async (chunks) => {
				const store = storage({ a: chunks });
				const page = await pageOf(['<', elsewhere('a'), '>'], store);
				expect(page).toBe(`<${Buffer.concat(chunks).toString('base64')}>`);
				expect(await stillOpen(store)).toBe(0);
			}),
		);
	});

	it('is written while they are read, never a whole picture at once', async () => {
		const chunks = Array.from({ length: 50 }, () => Buffer.alloc(1000));
		const store = storage({ a: chunks, b: chunks });
		await pageOf([elsewhere('a'), elsewhere('b')], store);
		const sizes = store.written.flatMap((page) => page.chunks.map(({ length }) => length));
		expect(Math.max(...sizes)).toBeLessThan(1500);
	});

	it('opens none when all are in memory', async () => {
		const store = storage();
		await pageOf([inMemory('a'), inMemory('b')], store);
		expect(store.opened).toEqual([]);
	});
});

describe('a page that cannot be stored', () => {
	const files = { a: [Buffer.from('a')], broken: [Buffer.from('b'), Buffer.alloc(0)] };

	it.each<[string, PagePiece[], number, string]>([
		['the storage is full at once', [elsewhere('a')], 0, 'disk full'],
		['the storage is full in the middle', [elsewhere('a'), elsewhere('a')], 1, 'disk full'],
		['a picture breaks off', [elsewhere('a'), elsewhere('broken')], Infinity, 'broken off'],
		['a picture is gone', [elsewhere('a'), elsewhere('gone')], Infinity, 'gone is gone'],
		['the only picture is gone', [elsewhere('gone')], Infinity, 'gone is gone'],
		['the storage of what is in memory is full', [inMemory('a')], 0, 'disk full'],
	])('says why, and leaves no picture open, when %s', async (_, pieces, failsAfter, why) => {
		const store = storage(files, failsAfter);
		await expect(storeGallery(pieces, 'gallery.html', store.helpers)).rejects.toThrow(why);
		expect(await stillOpen(store)).toBe(0);
		expect(store.written).toEqual([]);
	});
});
