import type { ImageFailure } from '../errors';
import { finishedImage, type FinishedImage } from '../output/item';
import { cleanCopy } from '../providers/excerpt';
import { parseJson } from '../providers/json';
import type { FoundImage, GenerationFacts, HttpReply } from '../providers/types';
import { deliver, restore, type PlaceInReply } from './deliver';
import type { LedgerEntry, PaidImage } from './ledger';
import { asFailure } from './nodeError';
import { orderImage } from './order';
import type { ImageTask, RunScope } from './scope';

/** A reply with several images can be delivered in part. */
export interface TaskResult {
	images: FinishedImage[];
	failure: ImageFailure | null;
}

/** What is to be handed out: images of a reply, or what an earlier run of the node paid for. */
interface Delivery {
	images: Array<FoundImage | PaidImage>;
	facts: GenerationFacts;
	attempts: number;
	reply: HttpReply | null;
}

/** Makes one image, or hands out again what an earlier run made of the same request. Never rejects. */
export async function makeImage(task: ImageTask, scope: RunScope): Promise<TaskResult> {
	const startedAt = scope.effects.clock.now();
	try {
		const earlier = scope.ledger.find(task.identity);
		const deadline = startedAt + task.plan.totalTimeoutMs;
		const delivery =
			(earlier && (await reuse(earlier, task, scope))) ??
			(await orderImage(earlier, task, scope, deadline));
		return await deliverAll(delivery, task, scope, startedAt);
	} catch (error) {
		return { images: [], failure: asFailure(error) };
	}
}

/**
 * What an earlier run kept of this image. Files of an earlier execution are stored anew.
 *
 * @returns null when there is nothing, or when a file is gone that has no address
 */
async function reuse(
	earlier: LedgerEntry,
	task: ImageTask,
	scope: RunScope,
): Promise<Delivery | null> {
	if (earlier.images.length === 0) return null;
	const images: PaidImage[] = [];
	for (const [place, paid] of earlier.images.entries()) {
		const kept =
			earlier.executionId === task.identity.executionId
				? paid
				: await restore(paid, { place, of: earlier.images.length }, task, scope);
		if (kept === null) return null;
		images.push(kept);
	}
	return { images, facts: earlier.facts, attempts: earlier.attempts, reply: null };
}

/**
 * One image after the other, as a lane stands for one image at a time. What is paid for is noted
 * before anything can go wrong with it, and again when it is finished.
 */
async function deliverAll(
	delivery: Delivery,
	task: ImageTask,
	scope: RunScope,
	startedAt: number,
): Promise<TaskResult> {
	const { facts, attempts } = delivery;
	const { executionId } = task.identity;
	const kept = new Map<number, PaidImage>();
	const note = (place: number, image: PaidImage) => {
		kept.set(place, image);
		// A part of the images would be handed out as if it were all of them.
		if (kept.size < delivery.images.length) return;
		const images = [...kept].sort(([a], [b]) => a - b).map(([, paid]) => paid);
		scope.ledger.keep(task.identity, { executionId, facts, attempts, job: null, images });
	};
	for (const [place, image] of delivery.images.entries()) {
		if (image.kind !== 'bytes') note(place, image);
	}

	const result: TaskResult = { images: [], failure: null };
	for (const [place, source] of delivery.images.entries()) {
		try {
			const image =
				source.kind === 'finished'
					? source.image
					: await finish(
							source,
							{ place, of: delivery.images.length },
							delivery,
							task,
							scope,
							startedAt,
						);
			note(place, { kind: 'finished', image });
			result.images.push(image);
		} catch (error) {
			result.failure ??= asFailure(error);
		}
	}
	return result;
}

async function finish(
	image: FoundImage,
	place: PlaceInReply,
	delivery: Delivery,
	task: ImageTask,
	scope: RunScope,
	startedAt: number,
): Promise<FinishedImage> {
	const { plan, request } = task;
	const { facts, attempts, reply } = delivery;
	const stored = await deliver(image, place, facts.id, task, scope);
	return finishedImage(
		{
			provider: plan.provider.name,
			operation: request.operation,
			model: plan.model.id,
			modelKey: plan.model.key,
			prompt: request.prompt,
			url: image.kind === 'url' ? image.url : null,
			mimeType: image.kind === 'url' ? image.mimeType : null,
			aspectRatio: request.aspectRatio,
			resolution: request.resolution,
			attempts,
			durationMs: Math.round(scope.effects.clock.now() - startedAt),
			reviewRecommended: plan.model.entry?.tier === 'draft',
			generation: { ...facts, text: facts.text === null ? null : scope.redact(facts.text) },
			...(plan.output.includeRawResponse ? { rawResponse: rawResponse(reply, scope) } : {}),
		},
		stored,
	);
}

/** A reply that is no JSON, such as raw image bytes, has nothing to show. */
function rawResponse(reply: HttpReply | null, scope: RunScope) {
	return reply === null ? null : cleanCopy(parseJson(reply.body) ?? null, scope.redact);
}
