import { randomUUID } from 'node:crypto';
import type { Context } from '../context.ts';
import { readReferences, UnreadableReference } from '../references.ts';
import type { ReferenceInput } from '../references.ts';
import type { LogEntry } from '../requestLog.ts';
import type { Effects } from '../rules.ts';
import type { Generation } from '../store.ts';
import { jsonReply } from '../wire.ts';
import type { WireReply } from '../wire.ts';
import { geminiError } from './errors.ts';
import { geminiReplies, isGeminiReplyName, unfinished } from './replies.ts';
import type { GeminiReply, GeminiReplyName, InteractionParts } from './replies.ts';
import { readOrder } from './request.ts';
import type { GeminiOrder } from './request.ts';

export interface KeptInteraction {
	reply: GeminiReply;
	parts: InteractionParts;
	pollsToCome: number;
	/** Pending until then, on the clock that no test turns. */
	readyAtMs: number;
	/** Without it, the interaction is forgotten once it has ended. */
	store: boolean;
}

const defaultPendingPolls = 2;

function replyNameFor(order: GeminiOrder, effects: Effects): GeminiReplyName {
	if (effects.reply !== undefined && isGeminiReplyName(effects.reply)) return effects.reply;
	if (order.background) return 'in-progress';
	return order.wantsUri ? 'image-uri' : 'image';
}

/** Whether it is still being made. */
export function isPending({ reply, pollsToCome, readyAtMs }: KeptInteraction): boolean {
	return reply.pendingStatus !== undefined && (pollsToCome > 0 || performance.now() < readyAtMs);
}

export class Interactions {
	readonly #context: Context;
	readonly #kept = new Map<string, KeptInteraction>();

	constructor(context: Context) {
		this.#context = context;
	}

	clear(): void {
		this.#kept.clear();
	}

	find(id: string): KeptInteraction | null {
		return this.#kept.get(id) ?? null;
	}

	async create(body: unknown, effects: Effects, entry: LogEntry): Promise<WireReply> {
		const order = readOrder(body);
		if ('status' in order) return order;
		const { previousInteractionId } = order;
		const previous = previousInteractionId === null ? null : this.#kept.get(previousInteractionId);
		if (previous === undefined || previous?.store === false) {
			return geminiError(404, `Interaction ${previousInteractionId} was not found.`);
		}
		const reply: GeminiReply = geminiReplies[replyNameFor(order, effects)];
		try {
			const references = [...lastImageOf(previous), ...order.references];
			const generation =
				reply.images > 0 ? await this.#generate(order, references, reply, effects) : null;
			entry.generationId = generation?.id ?? null;
			return this.#open(order, reply, generation, effects);
		} catch (error) {
			if (error instanceof UnreadableReference)
				return geminiError(400, `Unable to process input image: ${error.message}`);
			throw error;
		}
	}

	/** The answer to a poll or a later reading, which counts as one poll. */
	read(kept: KeptInteraction, effects: Effects): WireReply {
		const { reply, parts } = kept;
		if (reply.pendingStatus && isPending(kept)) {
			kept.pollsToCome -= 1;
			return jsonReply(unfinished(parts, reply.pendingStatus));
		}
		const other =
			effects.reply !== undefined && isGeminiReplyName(effects.reply)
				? geminiReplies[effects.reply]
				: reply;
		return jsonReply(other.interaction(parts));
	}

	#open(
		order: GeminiOrder,
		reply: GeminiReply,
		generation: Generation | null,
		effects: Effects,
	): WireReply {
		const parts: InteractionParts = {
			id: generation?.id ?? `v1_${randomUUID().replaceAll('-', '')}`,
			created: new Date().toISOString(),
			model: order.model,
			prompt: order.prompt,
			input: order.input,
			images: generation?.images ?? [],
			previousInteractionId: order.previousInteractionId,
			serviceTier: order.serviceTier,
		};
		const { pendingPolls, pendingSeconds } = effects;
		const pollsToCome = pendingPolls ?? (pendingSeconds === undefined ? defaultPendingPolls : 0);
		const readyAtMs = performance.now() + (pendingSeconds ?? 0) * 1000;
		if (order.store || reply.pendingStatus) {
			this.#kept.set(parts.id, { reply, parts, pollsToCome, readyAtMs, store: order.store });
		}
		return jsonReply(
			reply.pendingStatus ? unfinished(parts, reply.pendingStatus) : reply.interaction(parts),
		);
	}

	async #generate(
		order: GeminiOrder,
		references: ReferenceInput[],
		reply: GeminiReply,
		effects: Effects,
	): Promise<Generation> {
		const { url, foreignUrl, store, references: reader } = this.#context;
		const { model, prompt, size, ratio, format } = order;
		return await store.generate({
			model,
			prompt,
			size,
			ratio,
			provider: 'gemini',
			references: await readReferences(references, reader),
			format: effects.format ?? format,
			images: reply.images,
			filesUrl: `${effects.filesFrom === 'foreign' ? foreignUrl : url}/files`,
			idempotencyKey: null,
		});
	}
}

function lastImageOf(previous: KeptInteraction | null): ReferenceInput[] {
	const image = previous?.parts.images.at(-1);
	return image
		? [{ source: 'previous', url: image.url, mimeType: image.mimeType, bytes: image.bytes }]
		: [];
}
