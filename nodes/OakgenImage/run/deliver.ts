import type { ImageFailure } from '../errors';
import type { Unusable } from '../image/byteStream';
import { storeBytes, storeStream, type Destination, type StoredImage } from '../output/storeImage';
import { flat } from '../providers/evidence/entry';
import type { FoundImage, ImageAddress } from '../providers/types';
import { beforeDeadline, waitUntil, type GivenUp } from '../transport/clock';
import { download } from '../transport/download';
import { backoffMs } from '../transport/retry';
import { cancelledDownload, notDownloaded, notStored } from './failures';
import type { Delivery } from './scope';

/** Bytes that came in a reply are nowhere else, so a storage that fails is asked again. */
const MOST_STORE_ATTEMPTS = 4;

interface Origin {
	generationId: string | null;
	/** Where the file is put. */
	destination: Destination;
}

interface Delivered {
	/** Null for an address that the user wants as it is. */
	stored: StoredImage | null;
	/** Which of the image's ways it came by. */
	way: FoundImage;
}

/**
 * Brings an image that a reply contains or names into n8n's binary data. What turns out to be no
 * image, such as the job's own address or a page, gives way to where else the reply may have it.
 *
 * @throws ImageFailure that names the address, or the job, of the paid image
 */
export async function deliver(
	image: FoundImage,
	origin: Origin,
	task: Delivery,
): Promise<Delivered> {
	const ways = flat(image);
	let failure: ImageFailure | null = null;
	for (const way of ways) {
		if (way.kind === 'bytes') {
			return { stored: await keepBytes(way.bytes, origin, task), way };
		}
		if (!task.plan.downloadImage) return { stored: null, way };
		const fetched = await fetchImage(way, origin, task);
		if ('stored' in fetched) return { stored: fetched.stored, way };
		failure ??= fetched.failure;
	}
	throw failure ?? notDownloaded('', 'the reply names no address');
}

/** @returns the failure when something is there that is no image; throws any other */
async function fetchImage(
	{ url }: ImageAddress,
	origin: Origin,
	task: Delivery,
): Promise<{ stored: StoredImage } | { failure: ImageFailure }> {
	const { plan, scope } = task;
	const { requestTimeoutMs, totalTimeoutMs } = plan.retry;
	const { destination } = origin;
	const outcome = await download(
		url,
		{ baseUrl: scope.baseUrl, requestTimeoutMs, totalTimeoutMs },
		scope.effects,
		async (stream, isLengthKnown) =>
			await storeStream(stream, destination, isLengthKnown ? 'sentWhole' : 'stream'),
	);
	if (outcome.kind === 'done') return { stored: outcome.result };
	if (outcome.kind === 'cancelled') throw cancelledDownload(url);
	const loss = outcome.trouble === 'storageFailed' ? 'storage' : 'unfetched';
	const { isGone } = outcome;
	const failure = notDownloaded(url, outcome.why, { isGone, loss });
	if (outcome.trouble === 'notAnImage') return { failure };
	throw failure;
}

async function keepBytes(bytes: Buffer, origin: Origin, task: Delivery): Promise<StoredImage> {
	const { clock, cancellation, random } = task.scope.effects;
	const { requestTimeoutMs, totalTimeoutMs } = task.plan.retry;
	const lastDeadline = clock.now() + totalTimeoutMs;
	const { destination } = origin;
	for (let attempt = 0; ; attempt += 1) {
		const deadline = Math.min(clock.now() + requestTimeoutMs, lastDeadline);
		const stored = storeBytes(bytes, destination);
		const outcome = await beforeDeadline(clock, stored, {
			...{ deadline, cancellation },
			onGivenUp: notInTime,
		});
		if ('stored' in outcome) return outcome.stored;
		const isLast = attempt + 1 >= MOST_STORE_ATTEMPTS || clock.now() >= lastDeadline;
		if (outcome.kind !== 'storageFailed' || isLast || cancellation.isCancelled()) {
			throw notStored(origin.generationId, outcome.why, task.plan.provider);
		}
		const until = clock.now() + backoffMs(attempt, random());
		await waitUntil(clock, until, () => false, cancellation);
	}
}

function notInTime(why: GivenUp): Unusable {
	const reason =
		why === 'late'
			? 'n8n’s storage did not take it in time'
			: 'the execution was canceled before it was stored';
	return { kind: 'storageFailed', why: reason, mayPass: true };
}
