import { waitUntil, type Clock } from './clock';

/** First distance between two requests after a rate limit was met. */
const FIRST_GAP_MS = 100;
const LONGEST_GAP_MS = 10_000;
const GAP_GROWTH = 1.5;
const GAP_DECAY = 0.98;
/** Below this a gap has no effect that a provider could notice. */
const SHORTEST_GAP_MS = 5;

/** A request that was let through; it is shown again when its reply is known. */
export interface Ticket {
	readonly limitsMet: number;
}

export type Admission = Ticket | 'tooLate' | 'stopped';

/**
 * Every paid request of a node run passes here. One rate limit closes the gate for all lanes;
 * when it opens they go through one by one, further apart the more limits they meet.
 */
export class RateGate {
	private readonly clock: Clock;

	private readonly isStopped: () => boolean;

	private closedUntil = -Infinity;

	private nextSlot = -Infinity;

	private lastPass = -Infinity;

	private gapMs = 0;

	private limitsMet = 0;

	/** How often the gate was closed, or closed for longer. */
	private closings = 0;

	constructor(clock: Clock, isStopped: () => boolean) {
		this.clock = clock;
		this.isStopped = isStopped;
	}

	/** Waits for a turn; `tooLate` when there is none before `deadline`. */
	async enter(deadline: number): Promise<Admission> {
		for (;;) {
			if (this.isStopped()) return 'stopped';
			const { closings } = this;
			const slot = Math.max(this.clock.now(), this.nextSlot, this.closedUntil);
			if (slot >= deadline) return 'tooLate';
			this.nextSlot = slot + this.gapMs;
			await waitUntil(this.clock, slot, this.isStopped);
			// When the gate was closed meanwhile, all turns are given anew.
			const isValid = closings === this.closings;
			if (!isValid || this.isStopped()) continue;
			this.lastPass = this.clock.now();
			return { limitsMet: this.limitsMet };
		}
	}

	/** The provider took the request. */
	accepted(): void {
		this.gapMs = this.gapMs * GAP_DECAY < SHORTEST_GAP_MS ? 0 : this.gapMs * GAP_DECAY;
	}

	/** The provider asked to wait. */
	limited(ticket: Ticket, delayMs: number): void {
		// Requests that were let through together meet the same limit: it counts once.
		if (ticket.limitsMet === this.limitsMet) {
			this.limitsMet += 1;
			this.gapMs = Math.min(Math.max(this.gapMs * GAP_GROWTH, FIRST_GAP_MS), LONGEST_GAP_MS);
		}
		const until = this.clock.now() + delayMs;
		if (until <= this.closedUntil) return;
		this.closings += 1;
		this.closedUntil = until;
		this.nextSlot = Math.max(until, this.lastPass + this.gapMs);
	}
}
