import { asFailure, providerFailure, type ImageFailure } from '../errors';
import { finishedImage, type FinishedImage, type ImageFacts } from '../output/item';
import { cleanCopy } from '../providers/cleanCopy';
import { parseJson } from '../providers/json';
import type { FoundImage } from '../providers/types';
import type { HttpReply } from '../transport/types';
import { deliver } from './deliver';
import type { PlaceInReply } from './destination';
import { failedImage, type LedgerEntry, type PaidImage, type PaidJob } from './ledger';
import { orderImage, type Order } from './order';
import { reuse } from './reuse';
import type { ImageTask, RunScope } from './scope';

/** A reply with several images can be delivered in part. */
export interface TaskResult {
	images: FinishedImage[];
	/** One for each image that is missing. */
	failures: ImageFailure[];
}

/** What is to be handed out: images of a reply, or what an earlier run of the node paid for. */
type Delivery = Omit<Order, 'images'> & {
	images: Array<FoundImage | PaidImage>;
	/** A job that was given up, and that a retried execution asks for once more. */
	pending: PaidJob | null;
};

/**
 * Makes one image, or hands out again what an earlier run made of the same request. Never rejects.
 *
 * @param earlier what the ledger has of it
 */
export async function makeImage(
	task: ImageTask,
	earlier: LedgerEntry | null,
	scope: RunScope,
): Promise<TaskResult> {
	try {
		const again = earlier && (await handOutAgain(earlier, task, scope));
		if (again) return again;
		const order = await orderImage(earlier, task, scope);
		return await deliverAll({ ...order, pending: null }, task, scope);
	} catch (error) {
		return { images: [], failures: [asFailure(error)] };
	}
}

/** @returns null when nothing can be had of it, so that the image has to be ordered */
async function handOutAgain(
	earlier: LedgerEntry,
	task: ImageTask,
	scope: RunScope,
): Promise<TaskResult | null> {
	const images = await reuse(earlier, task, scope);
	if (!images) return null;
	const { facts, attempts, pending } = earlier;
	const delivery = { images, facts, attempts, pending, reply: null };
	const result = await deliverAll(delivery, task, scope);
	return result.images.length > 0 || result.failures.length > 0 ? result : null;
}

/**
 * One image after the other, as a lane stands for one image at a time. What is paid for is noted
 * before anything can go wrong with it, and again when it is finished.
 */
async function deliverAll(
	{ images, facts, attempts, pending, reply }: Delivery,
	task: ImageTask,
	scope: RunScope,
): Promise<TaskResult> {
	const kept = images.map(beforeDelivery);
	const { fallbackFrom } = task;
	scope.ledger.keep(task.identity, { facts, attempts, fallbackFrom, pending, images: kept });

	const told = { facts, attempts, rawResponse: rawOf(reply, task, scope) };
	const result: TaskResult = { images: [], failures: [] };
	for (const [place, image] of images.entries()) {
		try {
			const finished = await finish(image, { place, of: images.length }, told, task, scope);
			kept[place] = { kind: 'finished', image: finished };
			result.images.push(finished);
		} catch (error) {
			const failure = asFailure(error);
			if (image.kind === 'bytes') kept[place] = failedImage(failure);
			// An address stays what it is: the next run fetches it.
			if (image.kind === 'url') kept[place] = { ...image, isGone: failure.isGone };
			// Refused in two executions, an image is given up.
			if (failure.isGone && wasGone(image)) continue;
			result.failures.push(failure);
			scope.noteFailure(task.plan);
		}
		// Bytes are not held until the last image of the reply is done.
		images[place] = kept[place] ?? image;
	}
	return result;
}

function wasGone(image: FoundImage | PaidImage): boolean {
	return 'isGone' in image && image.isGone === true;
}

function beforeDelivery(image: FoundImage | PaidImage): PaidImage {
	if (image.kind !== 'bytes') return image;
	return {
		kind: 'failed',
		message: 'The image was made, but not stored',
		advice: '',
		httpCode: null,
	};
}

type Told = Pick<Order, 'facts' | 'attempts'> & Pick<ImageFacts, 'rawResponse'>;

async function finish(
	image: FoundImage | PaidImage,
	place: PlaceInReply,
	told: Told,
	task: ImageTask,
	scope: RunScope,
): Promise<FinishedImage> {
	if (image.kind === 'finished') return image.image;
	if (image.kind === 'failed') throw providerFailure(image.message, image.advice, image.httpCode);
	const { plan, choice, fallbackFrom, request, startedAt } = task;
	const { redact, effects } = scope;
	const { facts, attempts, rawResponse } = told;
	const stored = await deliver(image, place, facts.id, task, scope);
	return finishedImage(
		{
			provider: plan.provider.name,
			operation: plan.operation,
			model: choice.model.id,
			modelKey: choice.model.key,
			prompt: request.prompt,
			url: image.kind === 'url' ? redact(image.url) : null,
			mimeType: image.kind === 'url' ? image.mimeType : null,
			aspectRatio: request.aspectRatio,
			resolution: request.resolution,
			attempts,
			durationMs: Math.round(effects.clock.now() - startedAt),
			adjusted: choice.adjusted,
			fallbackFrom,
			reviewRecommended: choice.model.entry?.tier === 'draft',
			generation: facts,
			...(plan.output.includeRawResponse ? { rawResponse } : {}),
		},
		stored,
	);
}

/** A reply that is no JSON, such as raw image bytes, has nothing to show. */
function rawOf(
	reply: HttpReply | null,
	{ plan }: ImageTask,
	{ redact }: RunScope,
): ImageFacts['rawResponse'] {
	if (!plan.output.includeRawResponse || reply === null) return null;
	return cleanCopy(parseJson(reply.body) ?? null, redact);
}
