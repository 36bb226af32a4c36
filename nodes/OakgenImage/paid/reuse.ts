import { messageOf, providerFailure } from '../errors';
import type { ByteStream } from '../image/byteStream';
import { detectFormat } from '../image/format';
import type { PositionInReply } from '../output/fileNames';
import type { FinishedImage } from '../output/item';
import { storeStream, type Destination, type StoredImage } from '../output/storeImage';
import { RETRY_FETCHES } from '../runAgain';
import type { LedgerEntry, PaidImage } from './entry';

/** How the run that asks again wants its images. */
export interface ReuseWishes {
	executionId: string;
	/** False: an address is enough. */
	downloadImage: boolean;
	includeRawResponse: boolean;
	/** Where the file of an image is put, by which of how many it is. */
	destinationOf(position: PositionInReply): Destination;
	/** Opens a file of n8n's storage by its id. */
	open(binaryId: string): Promise<ByteStream>;
}

/**
 * What an earlier run of the node kept of an image. n8n deletes files together with the execution
 * that stored them, so files of an earlier execution are stored anew.
 *
 * @returns null when there is nothing to hand out, so that the image has to be ordered
 * @throws ImageFailure when a file is there but cannot be read now
 */
export async function reuse(
	earlier: LedgerEntry,
	wishes: ReuseWishes,
): Promise<PaidImage[] | null> {
	if (earlier.images.length === 0) return null;
	const isSameExecution = earlier.executionId === wishes.executionId;
	// A new execution is the user's wish to try once more what brought nothing.
	if (!isSameExecution && earlier.images.every(({ kind }) => kind === 'failed')) return null;

	const images: PaidImage[] = [];
	for (const [index, paid] of earlier.images.entries()) {
		// What there is of the reply is handed out, or no retry could ever go on.
		if (!isSameExecution && paid.kind === 'failed') continue;
		const destination = wishes.destinationOf({ index, of: earlier.images.length });
		const image = isSameExecution
			? asKnownNow(paid)
			: await restore(paid, destination, wishes.open);
		if (image === null) return null;
		images.push(asWanted(image, wishes));
	}
	return images;
}

/** Within an execution an address that refused is asked once more like any other. */
function asKnownNow(paid: PaidImage): PaidImage {
	return paid.kind === 'url' ? withoutGone(paid) : paid;
}

function asWanted(paid: PaidImage, { downloadImage, includeRawResponse }: ReuseWishes): PaidImage {
	if (paid.kind !== 'finished') return paid;
	const { json: kept, binary } = paid.image;
	// An image that was handed out by its address alone is fetched when now its file is wanted.
	const address = binary === null && downloadImage ? addressOf(kept.url) : null;
	if (address !== null) return address;
	// The output has the reply when it is asked for now, if it was asked for when it came.
	const { rawResponse = null, ...json } = kept;
	const wanted = includeRawResponse ? { ...json, rawResponse } : json;
	return { kind: 'finished', image: { json: wanted, binary } };
}

/** @returns the image with a file of this execution, or its address, or null when both are gone */
async function restore(
	paid: PaidImage,
	destination: Destination,
	open: ReuseWishes['open'],
): Promise<PaidImage | null> {
	if (paid.kind !== 'finished') return paid;
	const { json, binary } = paid.image;
	if (binary === null) return paid;
	// Without an id the bytes are in the execution's data itself, and came along with it.
	if (binary.id === undefined) return renamed(paid.image, destination);
	const address = addressOf(json.url);
	const outcome = await storeAgain(binary.id, destination, open);
	if (outcome.kind === 'stored') {
		const { fileName } = outcome.stored;
		const image = { json: { ...json, fileName }, binary: outcome.stored.binary };
		return { kind: 'finished', image };
	}
	if (address !== null || outcome.kind === 'gone') return address;
	throw providerFailure({
		message: `The image of the earlier execution, which is paid for, could not be taken over from n8n’s storage: ${outcome.why}`,
		advice: `See that n8n’s storage of binary data works. ${RETRY_FETCHES}`,
		loss: 'storage',
	});
}

/** A file keeps its name unless the options now say another. */
function renamed({ json, binary }: FinishedImage, { fileNameFor }: Destination): PaidImage {
	const format = binary && detectFormat(Buffer.from(binary.data.slice(0, 4096), 'base64'));
	if (!format) return { kind: 'finished', image: { json, binary } };
	const fileName = fileNameFor(format);
	return {
		kind: 'finished',
		image: { json: { ...json, fileName }, binary: { ...binary, fileName } },
	};
}

type StoredAgain =
	{ kind: 'stored'; stored: StoredImage } | { kind: 'gone' } | { kind: 'failed'; why: string };

async function storeAgain(
	binaryId: string,
	destination: Destination,
	open: ReuseWishes['open'],
): Promise<StoredAgain> {
	try {
		// It passed the limit of its time; the file is paid for.
		const unlimited = { ...destination, maxFileSizeBytes: Infinity };
		const outcome = await storeStream(await open(binaryId), unlimited, 'onlyCopy');
		if ('stored' in outcome) return { kind: 'stored', stored: outcome.stored };
		return outcome.kind === 'storageFailed'
			? { kind: 'failed', why: outcome.why }
			: goneOrFailed(outcome.why);
	} catch (error) {
		return goneOrFailed(messageOf(error));
	}
}

/** An error of reading: a file that is not there, as disks and S3 say it, or that has no content. */
function goneOrFailed(why: string): StoredAgain {
	return /ENOENT|file not found|NoSuchKey|specified key|not an image but empty/i.test(why)
		? { kind: 'gone' }
		: { kind: 'failed', why };
}

function addressOf(url: unknown): PaidImage | null {
	return typeof url === 'string' ? { kind: 'url', url, mimeType: null } : null;
}

function withoutGone(image: PaidImage & { kind: 'url' }): PaidImage {
	const address = { ...image };
	delete address.isGone;
	return address;
}
