import { providerFailure } from '../errors';
import type { ByteStream } from '../image/byteStream';
import { storeStream, type StoredImage } from '../output/storeImage';
import { destinationOf, type PlaceInReply } from './destination';
import type { LedgerEntry, PaidImage } from './ledger';
import type { ImageTask, RunScope } from './scope';

/**
 * What an earlier run of the node kept of an image. n8n deletes files together with the execution
 * that stored them, so files of an earlier execution are stored anew.
 *
 * @returns null when there is nothing to hand out, so that the image has to be ordered
 * @throws ImageFailure when a file is there but cannot be read now
 */
export async function reuse(
	earlier: LedgerEntry,
	task: ImageTask,
	scope: RunScope,
): Promise<PaidImage[] | null> {
	if (earlier.images.length === 0) return null;
	const isSameExecution = earlier.executionId === task.identity.executionId;
	// A new execution is the user's wish to try once more what went wrong.
	if (!isSameExecution && earlier.images.some(({ kind }) => kind === 'failed')) return null;

	const images: PaidImage[] = [];
	for (const [place, paid] of earlier.images.entries()) {
		const image = isSameExecution
			? paid
			: await restore(paid, { place, of: earlier.images.length }, task, scope);
		if (image === null) return null;
		images.push(withFile(image, task));
	}
	return images;
}

/** An image that was handed out by its address alone is fetched when now its file is wanted. */
function withFile(paid: PaidImage, { plan }: ImageTask): PaidImage {
	if (paid.kind !== 'finished' || paid.image.binary !== null || !plan.downloadImage) return paid;
	return addressOf(paid.image.json.url) ?? paid;
}

/** @returns the image with a file of this execution, or its address, or null when both are gone */
async function restore(
	paid: PaidImage,
	place: PlaceInReply,
	task: ImageTask,
	scope: RunScope,
): Promise<PaidImage | null> {
	if (paid.kind !== 'finished') return paid;
	const { json, binary } = paid.image;
	// Without an id the bytes are in the execution's data itself, and came along with it.
	if (binary?.id === undefined) return paid;
	const outcome = await storeAgain(binary.id, place, task, scope);
	if (typeof outcome !== 'string') {
		return { kind: 'finished', image: { json, binary: outcome.binary } };
	}
	const address = addressOf(json.url);
	if (address !== null || isGone(outcome)) return address;
	throw providerFailure(
		`The image of the earlier execution could not be read from n8n’s storage: ${outcome}`,
		'Run the node again when the storage of binary data works. The image is not ordered again as long as its file may be there.',
	);
}

/** @returns the stored image, or why there is none */
async function storeAgain(
	binaryId: string,
	place: PlaceInReply,
	task: ImageTask,
	scope: RunScope,
): Promise<StoredImage | string> {
	try {
		const stream = await scope.context.helpers.getBinaryStream(binaryId);
		// It passed the limit of its time; the file is paid for.
		const destination = { ...destinationOf(place, task, scope), maxFileSizeBytes: Infinity };
		const outcome = await storeStream(stream as unknown as ByteStream, destination);
		return 'stored' in outcome ? outcome.stored : outcome.why;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}

/** As file systems, databases and S3 say that a file is not there. */
function isGone(why: string): boolean {
	return /ENOENT|no such|not found|NoSuchKey|does not exist|empty/i.test(why);
}

function addressOf(url: unknown): PaidImage | null {
	return typeof url === 'string' ? { kind: 'url', url, mimeType: null } : null;
}
