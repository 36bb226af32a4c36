import { Readable } from 'node:stream';

import type { ByteStream } from '../../../nodes/OakgenImage/image/byteStream';
import { PatientStream } from '../../../nodes/OakgenImage/transport/patientStream';
import { plainImage } from '../../support/images';
import { VirtualClock } from '../../support/virtualClock';

type Piece = 'half' | 'rest' | 'more';

/** What comes of a file: pieces, and seconds until the next. */
type Course = ReadonlyArray<Piece | number>;

let pieces: Record<Piece, Buffer>;

beforeAll(async () => {
	const png = await plainImage(40, 30).png().toBuffer();
	pieces = {
		half: png.subarray(0, 60),
		rest: png.subarray(60),
		more: Buffer.from('bytes behind the image'),
	};
});

/** A stream that takes that course, and then breaks, stays open or ends. */
function streamOf(course: Course, clock: VirtualClock, end: 'breaks' | 'staysOpen' | 'ends') {
	const bytes = async function* () {
		for (const step of course) {
			if (typeof step === 'number') await clock.sleep(step * 1000);
			else yield pieces[step];
		}
		if (end === 'breaks') throw new Error('it broke');
		if (end === 'staysOpen') await new Promise(() => undefined);
	};
	return Readable.from(bytes(), { objectMode: false });
}

/** Reads the stream, at which a look is taken every second. */
async function readPatiently(course: Course, end: 'breaks' | 'staysOpen' | 'ends') {
	const clock = new VirtualClock();
	const source = streamOf(course, clock, end);
	const stream = new PatientStream(source as unknown as ByteStream);
	const read: Buffer[] = [];
	let outcome = 'goes on';
	let seconds = NaN;
	const reading = async () => {
		try {
			for await (const piece of stream) read.push(piece);
			outcome = 'ended';
		} catch (error) {
			outcome = (error as Error).message;
		}
		seconds = clock.now() / 1000;
	};
	const looking = async () => {
		for (let looks = 0; looks < 30; looks += 1) {
			await clock.sleep(1000);
			stream.look();
		}
	};
	void reading();
	await clock.run(looking());
	return { outcome, seconds, read: Buffer.concat(read), source };
}

const bytesOf = (course: Course) =>
	Buffer.concat(course.flatMap((step) => (typeof step === 'number' ? [] : [pieces[step]])));

describe('a download', () => {
	it.each<[string, Course]>([
		['at once', ['half', 'rest']],
		['slowly', ['half', 20, 'rest']],
		['with bytes behind it', ['half', 'rest', 'more']],
	])('of a whole image ends by itself, when it comes %s', async (_, course) => {
		const { outcome, read, source } = await readPatiently(course, 'ends');
		expect([outcome, read]).toEqual(['ended', bytesOf(course)]);
		expect(source.destroyed).toBe(true);
	});

	it.each<[string, Course, string]>([
		['behind a whole image', ['half', 'rest'], 'ended'],
		['behind a whole image and more', ['half', 'rest', 'more'], 'ended'],
		['in the middle of an image', ['half'], 'it broke'],
		['before the first byte', [], 'it broke'],
		['in the middle of a text', ['more'], 'it broke'],
	])('that breaks %s', async (_, course, expected) => {
		const { outcome, seconds, read, source } = await readPatiently(course, 'breaks');
		expect([outcome, seconds, read]).toEqual([expected, 0, bytesOf(course)]);
		expect(source.destroyed).toBe(true);
	});

	it.each<[string, Course, number]>([
		['behind a whole image', ['half', 'rest'], 6],
		['behind one that came slowly', ['half', 12.5, 'rest'], 18],
		['and says more from time to time', ['half', 'rest', 4.5, 'more', 4, 'more'], 14],
		['in the middle of an image', ['half'], NaN],
		['in the middle of a text', ['more'], NaN],
	])('that stays open %s is ended after five silent looks', async (_, course, expected) => {
		const { outcome, seconds, read, source } = await readPatiently(course, 'staysOpen');
		const isEnded = !Number.isNaN(expected);
		expect([outcome, seconds]).toEqual([isEnded ? 'ended' : 'goes on', expected]);
		expect(read).toEqual(bytesOf(course));
		expect(source.destroyed).toBe(isEnded);
	});

	it('of a text that never ends is read for half a minute', async () => {
		const course: Course = Array.from({ length: 40 }, () => ['more' as const, 1]).flat();
		const { outcome, seconds } = await readPatiently(course, 'staysOpen');
		expect([outcome, seconds]).toEqual(['ended', 30]);
	});

	it('that is closed tells whoever reads, even when its own stream tells nobody', async () => {
		let isClosed = false;
		const silent = {
			destroy: () => {
				isClosed = true;
			},
			[Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }),
		};
		const stream = new PatientStream(silent as unknown as ByteStream);
		const next = stream[Symbol.asyncIterator]().next();
		stream.destroy();
		await expect(next).rejects.toThrow('the download was closed');
		expect(isClosed).toBe(true);
	});

	it('that nobody reads yet can be closed and looked at', () => {
		const source = Readable.from([Buffer.from('x')]);
		source.on('error', () => undefined);
		const stream = new PatientStream(source as unknown as ByteStream);
		for (let looks = 0; looks < 10; looks += 1) stream.look();
		stream.destroy();
		expect(source.destroyed).toBe(true);
	});

	it('has the class of its own stream, by which n8n’s is reached', () => {
		const source = Readable.from([]);
		const stream = new PatientStream(source as unknown as ByteStream);
		expect(stream.constructor).toBe(Readable);
	});
});
