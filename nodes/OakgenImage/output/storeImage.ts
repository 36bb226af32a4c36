import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { messageOf } from '../errors';
import { asBytes } from '../image/asBytes';
import type { ByteStream, Unusable } from '../image/byteStream';
import type { ImageFormat } from '../image/format';
import { ImageMeter } from '../image/meter';
import { CheckedStream, damageOf, notAnImage, type ByteSource } from './checkedStream';

export interface StoredImage {
	binary: IBinaryData;
	fileName: string;
	mimeType: string;
	fileExtension: string;
	/** Bytes. */
	fileSize: number;
	/** Pixels; null when the file does not say. */
	width: number | null;
	height: number | null;
	/** What may be wrong with the file, as a sentence; null when nothing is. */
	warning: string | null;
}

type PrepareBinaryData = IExecuteFunctions['helpers']['prepareBinaryData'];
type BinarySource = Parameters<PrepareBinaryData>[0];

export interface Destination {
	prepareBinaryData: PrepareBinaryData;
	maxFileSizeBytes: number;
	fileNameFor(format: ImageFormat): string;
}

type StoreOutcome = { stored: StoredImage } | Unusable;

/**
 * Stores image bytes that came inside a reply, whatever their size, and with a warning when they are
 * damaged: there is no other copy. Never rejects.
 */
export async function storeBytes(bytes: Buffer, destination: Destination): Promise<StoreOutcome> {
	const meter = new ImageMeter();
	const picture = asBytes(bytes);
	meter.push(picture);
	return notAnImage(meter) ?? (await store(picture, meter, destination));
}

/**
 * Stores a download while it comes in: where n8n keeps binary data on disk, the image is never
 * whole in memory. Never rejects.
 *
 * @param source decides whether a file without an end mark is handed out with a warning
 */
export async function storeStream(
	stream: ByteStream,
	destination: Destination,
	source: ByteSource = 'stream',
): Promise<StoreOutcome> {
	try {
		const checked = new CheckedStream(stream, destination.maxFileSizeBytes, source);
		await checked.readStart();
		if (checked.problem) return await checked.withText(checked.problem);
		const outcome = await store(asReadable(stream, checked.chunks()), checked.meter, destination);
		if ('stored' in outcome) checked.free();
		return checked.problem ?? outcome;
	} finally {
		stream.destroy();
	}
}

/** `Readable.from`, reached through the class of the stream that came in: `stream` may not be imported. */
export function asReadable(stream: ByteStream, chunks: AsyncIterable<Buffer>): BinarySource {
	const readable = stream.constructor as unknown as {
		from(chunks: AsyncIterable<Buffer>): BinarySource;
	};
	return readable.from(chunks);
}

async function store(
	source: BinarySource,
	meter: ImageMeter,
	destination: Destination,
): Promise<StoreOutcome> {
	const format = meter.format();
	if (format === null) return { kind: 'notAnImage', why: 'it is not an image' };
	const fileName = destination.fileNameFor(format);
	try {
		const binary = await destination.prepareBinaryData(source, fileName, format.mimeType);
		// Only now: the dimensions can stand far behind the start of the file.
		const dimensions = meter.dimensions();
		return {
			stored: {
				binary,
				fileName,
				mimeType: format.mimeType,
				fileExtension: format.extension,
				fileSize: meter.size,
				width: dimensions?.width ?? null,
				height: dimensions?.height ?? null,
				warning: damageOf(meter),
			},
		};
	} catch (error) {
		const why = `n8n could not store it: ${messageOf(error)}`;
		return { kind: 'storageFailed', why };
	}
}
