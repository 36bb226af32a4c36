import { setTimeout as sleep } from 'node:timers/promises';
import type { WireReply } from './wire.ts';

/** One finished reply that the sandbox sent, or tried to send, to the address given with the order. */
export interface WebhookCall {
	url: string;
	generationId: string;
	/** What was sent. */
	body: string;
	/** Status of every attempt; null where no answer came. */
	attempts: Array<number | null>;
	/** Null while it is being tried. */
	delivered: boolean | null;
}

/** A webhook may come before the workflow waits for it, so a refusal is tried again. */
const pausesMs = [250, 500, 1_000, 2_000, 4_000, 8_000];
const answerTimeoutMs = 10_000;

export class Webhooks {
	readonly calls: WebhookCall[] = [];
	readonly #closing: AbortSignal;

	constructor(closing: AbortSignal) {
		this.#closing = closing;
	}

	/** Sends what `reply` gives once the time has come. Never rejects. */
	schedule(url: string, generationId: string, delayMs: number, reply: () => WireReply): void {
		void this.#send(url, generationId, delayMs, reply).catch(() => {});
	}

	clear(): void {
		this.calls.length = 0;
	}

	async #send(
		url: string,
		generationId: string,
		delayMs: number,
		reply: () => WireReply,
	): Promise<void> {
		await sleep(delayMs, undefined, { signal: this.#closing });
		const body = reply().body.toString();
		const call: WebhookCall = { url, generationId, body, attempts: [], delivered: null };
		this.calls.push(call);
		for (const pauseMs of [0, ...pausesMs]) {
			if (pauseMs > 0) await sleep(pauseMs, undefined, { signal: this.#closing });
			const status = await this.#post(url, body);
			call.attempts.push(status);
			if (status !== null && status >= 200 && status < 300) {
				call.delivered = true;
				return;
			}
		}
		call.delivered = false;
	}

	async #post(url: string, body: string): Promise<number | null> {
		try {
			const response = await fetch(url, {
				method: 'POST',
				redirect: 'manual',
				headers: { 'content-type': 'application/json' },
				body,
				signal: AbortSignal.any([this.#closing, AbortSignal.timeout(answerTimeoutMs)]),
			});
			await response.arrayBuffer();
			return response.status;
		} catch {
			return null;
		}
	}
}
