import { providerFailure } from '../errors';
import { fileNameFor } from '../output/fileName';
import { storeBytes, storeStream, type Destination, type StoredImage } from '../output/storeImage';
import type { FoundImage } from '../providers/types';
import { download } from '../transport/download';
import type { ByteStream } from '../transport/http';
import type { PaidImage } from './ledger';
import type { ImageTask, RunScope } from './scope';

/** Place of an image among those of one reply, from 0. */
export interface PlaceInReply {
	place: number;
	of: number;
}

/**
 * Brings an image that a reply contains or names into n8n's binary data.
 *
 * @returns null for an address that the user wants as it is
 * @throws ImageFailure that names the address, or the job, of the paid image
 */
export async function deliver(
	image: FoundImage,
	place: PlaceInReply,
	generationId: string | null,
	task: ImageTask,
	scope: RunScope,
): Promise<StoredImage | null> {
	const { plan } = task;
	const destination = destinationOf(place, task, scope);
	if (image.kind === 'url') {
		if (!plan.downloadImage) return null;
		const { requestTimeoutMs } = plan.retry;
		return await download(
			image.url,
			{ baseUrl: scope.baseUrl, requestTimeoutMs },
			scope.effects,
			async (stream) => await storeStream(stream, destination),
		);
	}
	const outcome = await storeBytes(image.bytes, destination);
	if ('stored' in outcome) return outcome.stored;
	const job = generationId === null ? '' : ` (id ${generationId})`;
	throw providerFailure(
		`${plan.provider.label} sent image data${job} that cannot be used: ${outcome.why}`,
		'The image is probably paid for: look into your account. Include Raw Response in the options shows what else the provider sends.',
	);
}

/**
 * Gives a file that an earlier execution stored to this one, because n8n deletes files together
 * with the execution that stored them.
 *
 * @returns the image with its new file, or its address when the file is gone, or null without either
 */
export async function restore(
	paid: PaidImage,
	place: PlaceInReply,
	task: ImageTask,
	scope: RunScope,
): Promise<PaidImage | null> {
	if (paid.kind === 'url') return paid;
	const { json, binary } = paid.image;
	// Without an id the bytes are in the execution's data itself, and came along with it.
	if (binary?.id === undefined) return paid;
	const stored = await storeAgain(binary.id, destinationOf(place, task, scope), scope);
	if (stored) return { kind: 'finished', image: { json, binary: stored.binary } };
	return typeof json.url === 'string' ? { kind: 'url', url: json.url, mimeType: null } : null;
}

async function storeAgain(
	binaryId: string,
	destination: Destination,
	{ context }: RunScope,
): Promise<StoredImage | null> {
	try {
		const stream = (await context.helpers.getBinaryStream(binaryId)) as unknown as ByteStream;
		const outcome = await storeStream(stream, destination);
		return 'stored' in outcome ? outcome.stored : null;
	} catch {
		return null;
	}
}

function destinationOf(
	{ place, of }: PlaceInReply,
	{ plan, identity }: ImageTask,
	{ context }: RunScope,
): Destination {
	return {
		prepareBinaryData: context.helpers.prepareBinaryData,
		maxFileSizeBytes: plan.maxFileSizeBytes,
		fileNameFor: ({ extension }) =>
			fileNameFor({
				wanted: plan.output.fileName,
				prompt: plan.request.prompt,
				itemIndex: plan.itemIndex,
				imageNumber: identity.imageNumber,
				imagesAsked: plan.numberOfImages,
				placeInReply: place,
				imagesInReply: of,
				extension,
			}),
	};
}
