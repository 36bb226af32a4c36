import { randomUUID } from 'node:crypto';
import { base64Of } from '../base64.ts';
import type { Context } from '../context.ts';
import { readReferences, UnreadableReference } from '../references.ts';
import { insteadOf, isPaid } from '../gateways/gateway.ts';
import type { GatewayJobs } from '../gateways/jobs.ts';
import { isGatewayReplyName, sceneOf } from '../gateways/names.ts';
import type { LogEntry } from '../requestLog.ts';
import type { Effects, ReplyName } from '../rules.ts';
import type { Generation, StoredImage } from '../store.ts';
import type { WireReply } from '../wire.ts';
import { oakgenError } from './errors.ts';
import { failureShapes } from './failureShapes.ts';
import type { FinishedGeneration, FinishedImage } from './finishedGeneration.ts';
import { defaultPendingPolls } from './jobs.ts';
import type { Jobs } from './jobs.ts';
import { jobShapes } from './jobShapes.ts';
import { creditsOf } from './models.ts';
import { isFailureReplyName, isImageReplyName, isJobReplyName } from './replyNames.ts';
import { imagesIn, replyShapes } from './replyShapes.ts';
import { inputLinks, readOrder } from './request.ts';
import type { OakgenFields, OakgenOrder } from './request.ts';

function finishedImage({ url, bytes, mimeType, width, height }: StoredImage): FinishedImage {
	return { url, bytes, mimeType, width, height, base64: base64Of(bytes) };
}

const noImage: FinishedImage = {
	url: '',
	base64: '',
	bytes: Buffer.alloc(0),
	mimeType: '',
	width: 0,
	height: 0,
};

interface OpensJob {
	makesImage: boolean;
	/** The answer to the order. */
	open(generation: FinishedGeneration): WireReply;
}

export class OakgenGenerator {
	readonly #context: Context;
	readonly #jobs: Jobs;
	readonly #gatewayJobs: GatewayJobs;
	/** Promises, so that a second request during the first one waits for it instead of paying. */
	readonly #byIdempotencyKey = new Map<string, Promise<Generation>>();

	constructor(context: Context, jobs: Jobs, gatewayJobs: GatewayJobs) {
		this.#context = context;
		this.#jobs = jobs;
		this.#gatewayJobs = gatewayJobs;
	}

	clear(): void {
		this.#byIdempotencyKey.clear();
	}

	async answer(
		fields: OakgenFields,
		idempotencyKey: string | null,
		effects: Effects,
		entry: LogEntry,
	): Promise<WireReply> {
		const order = readOrder(fields);
		if ('status' in order) return order;
		const name = effects.reply ?? 'usual';
		if (isFailureReplyName(name)) return failureShapes[name];
		const job = this.#jobOf(name, order, effects);
		if (job && !job.makesImage) {
			const id = `gen_${randomUUID().replaceAll('-', '')}`;
			return job.open(this.#describe(order, fields, id, []));
		}
		try {
			const generation = await this.#generateOnce(order, name, idempotencyKey, effects, entry);
			const finished = this.#describe(
				order,
				fields,
				generation.id,
				generation.images.map(finishedImage),
			);
			entry.generationId = generation.id;
			if (job) return job.open(finished);
			return isImageReplyName(name) ? replyShapes[name](finished) : oakgenError(500);
		} catch (error) {
			if (error instanceof UnreadableReference)
				return oakgenError(422, error.message, 'invalid_image');
			throw error;
		}
	}

	/** What is promised first and then asked for; gateways that deliver at once are opened like it. */
	#jobOf(name: ReplyName, { prompt }: OakgenOrder, effects: Effects): OpensJob | null {
		const { pendingPolls } = effects;
		const told = this.#dialectOf(name, effects);
		if (told) {
			const { dialect, instead, makesImage } = told;
			const open = (generation: FinishedGeneration) =>
				this.#gatewayJobs.open(dialect, instead, generation, this.#context, pendingPolls);
			return { makesImage, open };
		}
		if (!isJobReplyName(name)) return null;
		const shape = jobShapes[name];
		return {
			makesImage: shape.makesImage,
			open: (generation) => {
				const pollsToCome = pendingPolls ?? defaultPendingPolls;
				const job = this.#jobs.open({ shape, generation, prompt, pollsToCome });
				return job.shape.accepted(job.generation);
			},
		};
	}

	#dialectOf(name: ReplyName, { dialect }: Effects) {
		if (dialect) return { dialect, instead: {}, makesImage: true };
		if (!isGatewayReplyName(name)) return null;
		const { gateway, situation } = sceneOf(name);
		const instead = insteadOf(gateway, situation) ?? {};
		return { dialect: gateway, instead, makesImage: isPaid(situation) };
	}

	async #generateOnce(
		order: OakgenOrder,
		replyName: string,
		idempotencyKey: string | null,
		effects: Effects,
		entry: LogEntry,
	): Promise<Generation> {
		const earlier =
			idempotencyKey === null ? undefined : this.#byIdempotencyKey.get(idempotencyKey);
		if (earlier) {
			const generation = await earlier;
			generation.replays += 1;
			entry.replay = true;
			return generation;
		}
		const made = this.#generate(order, replyName, idempotencyKey, effects);
		if (idempotencyKey !== null) {
			this.#byIdempotencyKey.set(idempotencyKey, made);
			made.catch(() => this.#byIdempotencyKey.delete(idempotencyKey));
		}
		return await made;
	}

	async #generate(
		order: OakgenOrder,
		replyName: string,
		idempotencyKey: string | null,
		effects: Effects,
	): Promise<Generation> {
		const { url, foreignUrl, store, references } = this.#context;
		return await store.generate({
			...order,
			provider: 'oakgen',
			references: await readReferences(order.references, references),
			format: effects.format ?? 'png',
			images: imagesIn(replyName),
			filesUrl: `${effects.filesFrom === 'foreign' ? foreignUrl : url}/files`,
			idempotencyKey,
		});
	}

	#describe(
		order: OakgenOrder,
		fields: OakgenFields,
		id: string,
		images: FinishedImage[],
	): FinishedGeneration {
		return {
			...(images[0] ?? noImage),
			id,
			model: order.model,
			prompt: order.prompt,
			credits: creditsOf(order.model) * images.length,
			images,
			inputUrls: inputLinks(fields),
			statusUrl: `${this.#context.url}/v1/jobs/${id}`,
			resultUrl: `${this.#context.url}/v1/jobs/${id}/result`,
		};
	}
}
