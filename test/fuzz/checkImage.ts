import { decodeDataUri, encodeDataUri } from '../../nodes/OakgenImage/image/dataUri';
import { describeOther } from '../../nodes/OakgenImage/image/format';
import { ImageMeter } from '../../nodes/OakgenImage/image/meter';
import { CheckedStream, damageOf, notAnImage } from '../../nodes/OakgenImage/output/checkedStream';
import { demand } from './flaw';
import type { Random } from './random';

const MOST_PIXELS = 2 ** 31 - 1;
const MAX_BYTES = 100_000;

/** What the node learns of a file: its format, or why it is of no use. */
export interface ImageReading {
	meter: ImageMeter;
	problem: string | null;
}

/** Everything that reads an image whose bytes are there. Must never throw. */
export function readImage(file: Buffer): ImageReading {
	const meter = new ImageMeter();
	meter.push(file);
	describeOther(file);
	meter.dimensions();
	return { meter, problem: notAnImage(meter)?.why ?? damageOf(meter) };
}

/** @throws Flaw when what is read of a file depends on how it arrives, or cannot be */
export async function checkImage(
	file: Buffer,
	{ meter, problem }: ImageReading,
	random: Random,
): Promise<void> {
	const dimensions = meter.dimensions();
	if (dimensions) {
		for (const pixels of [dimensions.width, dimensions.height]) {
			demand(Number.isInteger(pixels) && pixels > 0 && pixels <= MOST_PIXELS, `${pixels} pixels`);
		}
	}
	demand(problem === null || problem.length < 300, 'a long reason');

	const pieces = cut(file, random);
	const piecewise = new ImageMeter();
	for (const piece of pieces) piecewise.push(piece);
	demand(
		JSON.stringify(factsOf(piecewise)) === JSON.stringify(factsOf(meter)),
		'an image that is another one in pieces',
	);
	await checkStream(file, pieces, problem);
	const dataUri = decodeDataUri(encodeDataUri(file, 'image/png'));
	demand(dataUri?.bytes.equals(file) === true, 'a data URI that is not read back');
}

function factsOf(meter: ImageMeter) {
	// What an image starts with is kept only as far as it takes to know it.
	const start = meter.format() === null ? meter.start() : null;
	return [meter.size, meter.format()?.name, meter.dimensions(), meter.end(), start];
}

/** As downloads are read: what passes is the whole file, and nothing of use is held back. */
async function checkStream(file: Buffer, pieces: Buffer[], problem: string | null): Promise<void> {
	const stream = Object.assign(from(pieces), { destroy: () => undefined });
	const checked = new CheckedStream(stream, MAX_BYTES);
	await checked.readStart();
	const passed: Buffer[] = [];
	if (checked.problem === null) {
		try {
			for await (const chunk of checked.chunks()) passed.push(chunk);
		} catch (error) {
			// So that storage keeps nothing of it.
			demand(
				checked.problem !== null,
				`a stream that breaks off without a problem: ${String(error)}`,
			);
		}
	}
	if (file.length > MAX_BYTES) {
		demand(checked.problem !== null, 'a file that is too large passes');
		return;
	}
	demand((checked.problem === null) === (problem === null), 'a stream is judged unlike its bytes');
	if (checked.problem === null) {
		demand(Buffer.concat(passed).equals(file), 'a stream that is changed on its way');
	}
}

async function* from(pieces: Buffer[]): AsyncGenerator<Buffer> {
	yield* pieces;
}

function cut(file: Buffer, random: Random): Buffer[] {
	const pieces: Buffer[] = [];
	for (let at = 0; at < file.length;) {
		const length = 1 + random.size(40_000);
		pieces.push(file.subarray(at, at + length));
		at += length;
	}
	return pieces;
}
