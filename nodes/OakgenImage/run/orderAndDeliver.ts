import { asFailure, providerFailure } from '../errors';
import type { ByteStream } from '../image/byteStream';
import type { PositionInReply } from '../output/fileNames';
import { finishedImage, type FinishedImage, type ImageFacts } from '../output/item';
import { failedImage, type LedgerEntry, type PaidImage } from '../paid/entry';
import { reuse } from '../paid/reuse';
import type { FoundImage } from '../providers/types';
import { LOOK_FIRST } from '../runAgain';
import type { HttpReply } from '../transport/types';
import { deliver } from './deliver';
import { destinationOf } from './destination';
import type { ImageResult } from './imageResult';
import { inTime } from './inTime';
import { orderImage, type DoneOrder } from './order';
import { keepableAddress } from './keepable';
import { pendingImage } from './pendingImage';
import { readReply } from './readReply';
import { renewed } from './renewed';
import { orderedFacts } from './orderedFacts';
import type { ImageTask, RunScope } from './scope';
import { withReferences } from './withReferences';
import { withMissing } from './withMissing';

/** A generation that is to be handed out: of a reply, or what an earlier run of the node paid for. */
type PaidGeneration = Omit<DoneOrder, 'images'> & {
	images: Array<FoundImage | PaidImage>;
};

/**
 * Orders one image and brings it into n8n, or hands out again what an earlier run paid for. Never
 * rejects.
 *
 * @param earlier what the ledger has of it
 */
export async function orderAndDeliver(
	task: ImageTask,
	earlier: LedgerEntry | null,
): Promise<ImageResult> {
	try {
		const again = earlier && (await handOutAgain(earlier, task));
		if (again) return again;
		const order = await orderImage(earlier, task);
		if ('job' in order) return { images: [pendingImage(order, task)], failures: [] };
		return await deliverOrRenew(order, task);
	} catch (error) {
		return { images: [], failures: [asFailure(error)] };
	}
}

/**
 * Hands out the images that an earlier run paid for: stored ones, addresses to be fetched again, and
 * failures to be told again.
 *
 * @returns null when it left no images, or none that can still be had: then its job is asked for once
 *   more, or the image is ordered
 */
async function handOutAgain(earlier: LedgerEntry, task: ImageTask): Promise<ImageResult | null> {
	if (earlier.images.length === 0) return null;
	await task.place.toDelivery();
	const { plan, identity, scope } = task;
	const reused = reuse(earlier, {
		executionId: identity.executionId,
		downloadImage: plan.downloadImage,
		includeRawResponse: plan.output.includeRawResponse,
		destinationOf: (position) => destinationOf(position, task),
		open: async (id) => (await scope.context.helpers.getBinaryStream(id)) as unknown as ByteStream,
	});
	const images = await inTime(reused, plan.retry.totalTimeoutMs, scope.effects);
	if (!images) return null;
	const { facts, attempts, pending, orderKey, warnings = [] } = earlier;
	const result = await deliverOrRenew(
		{ images, warnings, facts, attempts, pending, orderKey, rawResponse: null },
		task,
		earlier.images.some(({ kind }) => kind === 'failed'),
	);
	if (result.images.length + result.failures.length === 0) return null;
	const isLeftOut =
		images.length < earlier.images.length && result.images.length < earlier.images.length;
	return isLeftOut ? withMissing(result, earlier.images.flatMap(failureIn), scope.redact) : result;
}

function failureIn(image: PaidImage): string[] {
	return image.kind === 'failed' ? [image.message] : [];
}

/** @param isLacking an image of the generation failed before */
async function deliverOrRenew(
	paid: PaidGeneration,
	task: ImageTask,
	isLacking = false,
): Promise<ImageResult> {
	const result = await deliverAll(paid, task);
	const { images, failures } = result;
	const isLost =
		images.length + failures.length < paid.images.length ||
		failures.some(({ loss }) => loss === 'unfetched');
	const fresh = isLacking || isLost ? await renewed(task) : null;
	// An image that the job does not name any more stays named by what failed.
	const isAll = fresh !== null && fresh.images.length >= paid.images.length;
	const again = isAll ? await deliverAll(fresh, task) : null;
	return again && again.images.length >= images.length ? again : result;
}

/**
 * One image after the other, as all of them share the task's place among the deliveries. What is paid
 * for is noted before anything can go wrong with it, and again when it is finished.
 */
async function deliverAll(
	{ images, warnings, facts, attempts, pending, orderKey, rawResponse }: PaidGeneration,
	task: ImageTask,
): Promise<ImageResult> {
	const { scope, identity, fallbackFrom, plan } = task;
	const kept = images.map((image) => asKeptUntilStored(image, scope));
	scope.ledger.keep(identity, {
		...{ facts, attempts, fallbackFrom, pending, images: kept },
		...(warnings.length > 0 && { warnings }),
		...(orderKey !== undefined && { orderKey }),
	});
	task.references.letGo();
	await task.place.toDelivery();

	const told = { facts, warnings, attempts, rawResponse, isKept: pending !== null };
	const missing: string[] = [];
	const result: ImageResult = { images: [], failures: [] };
	for (const [index, image] of images.entries()) {
		try {
			const finished = await finish(
				image,
				{ ...told, position: { index, of: images.length } },
				task,
			);
			kept[index] = { kind: 'finished', image: finished };
			result.images.push(finished);
		} catch (error) {
			const failure = asFailure(error);
			if (image.kind === 'bytes') kept[index] = failedImage(failure, scope.redact);
			// An address stays what it is: the next run fetches it.
			if (image.kind === 'url') {
				kept[index] = { ...keepableAddress(image, scope), isGone: failure.isGone };
			}
			// Refused in two executions, an image is given up.
			if (failure.isGone && wasGone(image)) {
				missing.push(failure.message);
				continue;
			}
			result.failures.push(failure);
			// A gallery lives with what a model lacks, and a job may give it once more.
			if (!plan.isInGallery && pending === null) scope.stopPolicy.noteFailure();
		}
		// Bytes are not held until the last image of the reply is done.
		images[index] = kept[index] ?? image;
	}
	return withMissing(result, missing, scope.redact);
}

function wasGone(image: FoundImage | PaidImage): boolean {
	return 'isGone' in image && image.isGone === true;
}

/**
 * What the ledger has of an image until it is stored. Bytes are not kept, so of an image that is nothing
 * else a failure stands there, for the case that the run ends here.
 */
function asKeptUntilStored(image: FoundImage | PaidImage, scope: RunScope): PaidImage {
	if (image.kind === 'url') return keepableAddress(image, scope);
	if (image.kind !== 'bytes') return image;
	return {
		kind: 'failed',
		message: 'The image was made and is paid for, but the run ended before it was stored',
		advice: LOOK_FIRST,
		httpCode: null,
	};
}

/** What is said of an image in its item, and which of how many of its reply it is. */
type Told = Pick<DoneOrder, 'facts' | 'attempts' | 'warnings'> &
	Pick<ImageFacts, 'rawResponse'> & { position: PositionInReply; isKept: boolean };

/**
 * Brings one image into n8n, unless it is there already.
 *
 * @throws ImageFailure when that fails, or failed in an earlier run
 */
async function finish(
	image: FoundImage | PaidImage,
	{ facts, warnings, attempts, rawResponse, position, isKept }: Told,
	task: ImageTask,
): Promise<FinishedImage> {
	if (image.kind === 'finished') return image.image;
	// It is counted already.
	if (image.kind === 'failed') throw providerFailure({ ...image, loss: undefined });
	const { plan, choice } = task;
	const { redact } = task.scope;
	const destination = destinationOf(position, task);
	const read = async (reply: HttpReply) => readReply(reply, await withReferences(task));
	const origin = { generationId: facts.id, isKept, destination, read };
	const delivered = await deliver(image, origin, task);
	const { stored, way, isFiltered, warnings: doubts } = delivered;
	const contentFiltered = facts.contentFiltered || isFiltered;
	return finishedImage(
		{
			...orderedFacts(task, attempts),
			url: way.kind === 'url' ? redact(way.url) : null,
			mimeType: way.kind === 'url' ? way.mimeType : null,
			reviewRecommended:
				choice.model.entry?.tier === 'draft' || contentFiltered || warnings.length > 0,
			generation: { ...facts, contentFiltered },
			warnings: [...warnings, ...doubts],
			...(plan.output.includeRawResponse ? { rawResponse } : {}),
		},
		stored,
	);
}
