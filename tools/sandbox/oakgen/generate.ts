import { randomUUID } from 'node:crypto';
import type { Context } from '../context.ts';
import { readMask, readReferences, UnreadableReference } from '../references.ts';
import { insteadOf, isPaid } from '../gateways/gateway.ts';
import type { GatewayJobs } from '../gateways/jobs.ts';
import { isGatewayReplyName, sceneOf } from '../gateways/names.ts';
import type { LogEntry } from '../requestLog.ts';
import type { Effects, ReplyName } from '../rules.ts';
import type { Generation } from '../store.ts';
import type { WireReply } from '../wire.ts';
import { describe } from './describe.ts';
import { oakgenError } from './errors.ts';
import { failureShapes } from './failureShapes.ts';
import type { FinishedGeneration } from './finishedGeneration.ts';
import { defaultPendingPolls, Job } from './jobs.ts';
import type { Jobs, JobTimes } from './jobs.ts';
import { jobShapes } from './jobShapes.ts';
import { creditsOf } from './models.ts';
import { isFailureReplyName, isImageReplyName, isJobReplyName } from './replyNames.ts';
import { imagesIn, replyShapes } from './replyShapes.ts';
import { inputLinks, readOrder } from './request.ts';
import type { OakgenFields, OakgenOrder } from './request.ts';

/** Until a webhook comes when no rule says how long its job takes: long enough to be waited for. */
const webhookDelayMs = 500;

/** The account does not cover the order. */
class Refused extends Error {
	readonly reply: WireReply;
	constructor(reply: WireReply) {
		super('refused');
		this.reply = reply;
	}
}

function timesOf(order: OakgenOrder, effects: Effects): JobTimes {
	const { pendingPolls, pendingSeconds } = effects;
	const fixed = pendingSeconds !== undefined || order.webhookUrl !== null;
	return {
		pendingPolls: pendingPolls ?? (fixed ? 0 : defaultPendingPolls),
		pendingMs:
			pendingSeconds === undefined
				? order.webhookUrl === null
					? 0
					: webhookDelayMs
				: pendingSeconds * 1000,
	};
}

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
		context.account.runningJobs = () => jobs.running();
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
		// Whoever names a webhook is told later, as with the providers that have them.
		const name = effects.reply ?? (order.webhookUrl === null ? 'usual' : 'job-id');
		if (isFailureReplyName(name)) return failureShapes[name];
		const { model, prompt } = order;
		const described = { model, prompt, inputUrls: inputLinks(fields) };
		const job = this.#jobOf(name, order, effects);
		try {
			if (job && !job.makesImage) {
				if (isJobReplyName(name)) this.#refuseJob();
				const id = `gen_${randomUUID().replaceAll('-', '')}`;
				const ended = describe({ ...described, id, images: [] }, this.#context);
				return job.open(ended);
			}
			const generation = await this.#generateOnce(order, name, idempotencyKey, effects, entry);
			const { id, images } = generation;
			const finished = describe({ ...described, id, images }, this.#context);
			entry.generationId = id;
			if (job) return job.open(finished);
			return isImageReplyName(name) ? replyShapes[name](finished) : oakgenError(500);
		} catch (error) {
			if (error instanceof Refused) return error.reply;
			if (error instanceof UnreadableReference) return oakgenError(422, error.message, error.code);
			throw error;
		}
	}

	/** What is promised first and then asked for; gateways that deliver at once are opened like it. */
	#jobOf(name: ReplyName, order: OakgenOrder, effects: Effects): OpensJob | null {
		const told = this.#dialectOf(name, effects);
		if (told) {
			const { dialect, instead, makesImage } = told;
			const { pendingPolls } = effects;
			const open = (generation: FinishedGeneration) =>
				this.#gatewayJobs.open(dialect, instead, generation, this.#context, pendingPolls);
			return { makesImage, open };
		}
		if (!isJobReplyName(name)) return null;
		const shape = jobShapes[name];
		return {
			makesImage: shape.makesImage,
			open: (generation) => this.#openJob(shape, generation, order, effects),
		};
	}

	#dialectOf(name: ReplyName, { dialect }: Effects) {
		if (dialect) return { dialect, instead: {}, makesImage: true };
		if (!isGatewayReplyName(name)) return null;
		const { gateway, situation } = sceneOf(name);
		const instead = insteadOf(gateway, situation) ?? {};
		return { dialect: gateway, instead, makesImage: isPaid(situation) };
	}

	#refuseJob(): void {
		const tooMany = this.#context.account.refuseJob();
		if (tooMany) throw new Refused(tooMany);
	}

	#openJob(
		shape: (typeof jobShapes)[keyof typeof jobShapes],
		generation: FinishedGeneration,
		order: OakgenOrder,
		effects: Effects,
	): WireReply {
		const times = timesOf(order, effects);
		const { job, isNew } = this.#jobs.open(new Job(shape, generation, order.prompt, times));
		if (isNew && order.webhookUrl !== null) {
			this.#context.webhooks.schedule(order.webhookUrl, generation.id, times.pendingMs, () => {
				job.finish();
				return job.shape.ended(generation);
			});
		}
		return job.shape.accepted(job.generation);
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
		const made = this.#pay(order, replyName, idempotencyKey, effects);
		if (idempotencyKey !== null) {
			this.#byIdempotencyKey.set(idempotencyKey, made);
			made.catch(() => this.#byIdempotencyKey.delete(idempotencyKey));
		}
		return await made;
	}

	/** Takes the credits first, as accounts do, and gives them back when nothing came of it. */
	async #pay(
		order: OakgenOrder,
		replyName: string,
		idempotencyKey: string | null,
		effects: Effects,
	): Promise<Generation> {
		const { account } = this.#context;
		if (isJobReplyName(replyName)) this.#refuseJob();
		const credits = creditsOf(order.model) * imagesIn(replyName);
		const refused = account.charge(credits);
		if (refused) throw new Refused(refused);
		try {
			return await this.#generate(order, replyName, idempotencyKey, effects);
		} catch (error) {
			account.refund(credits);
			throw error;
		}
	}

	async #generate(
		order: OakgenOrder,
		replyName: string,
		idempotencyKey: string | null,
		effects: Effects,
	): Promise<Generation> {
		const { url, foreignUrl, store, references: reader } = this.#context;
		const { quality, outputFormat, background } = order;
		const references = await readReferences(order.references, reader);
		return await store.generate({
			...order,
			provider: 'oakgen',
			references,
			mask: order.mask ? await readMask(order.mask, references[0], reader) : null,
			options: { quality, outputFormat, background },
			format: effects.format ?? outputFormat ?? 'png',
			images: imagesIn(replyName),
			creditsPerImage: creditsOf(order.model),
			filesUrl: `${effects.filesFrom === 'foreign' ? foreignUrl : url}/files`,
			idempotencyKey,
		});
	}
}
