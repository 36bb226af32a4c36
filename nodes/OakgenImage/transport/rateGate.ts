import { NEVER_CANCELLED, type Cancellation } from './cancellation';
import { waitUntil, type Clock } from './clock';
import { learnPace, ratePerSecond, UNLIMITED, type Pace, type Stretch } from './pace';

/**
 * The first requests of a run start this far apart, each a little closer than the one before, all
 * of them within 0.2 s: so the first refusal can still hold the others back.
 */
const FIRST_GAP_MS = 10;
const GAP_SHRINK = 0.95;

/** A request that was let through; it is shown again when it meets a limit. */
export type Ticket = Stretch;

export type Admission = Ticket | 'tooLate' | 'stopped';

/**
 * Every paid request of a node run passes here. One rate limit closes the gate for all orders; when
 * it opens they go through one by one, at the pace that the provider was seen to accept.
 */
export class RateGate {
	private readonly clock: Clock;

	private readonly isStopped: () => boolean;

	private readonly random: () => number;

	private readonly cancellation: Cancellation;

	private closedUntil = -Infinity;

	private nextSlot = -Infinity;

	private lastPass = -Infinity;

	private firstGapMs = FIRST_GAP_MS;

	private pace: Pace = UNLIMITED;

	private stretch: Stretch;

	/** The stretch that the last limit ended, and what was known then. */
	private last: { stretch: Stretch; endedAt: number; before: Pace; rate: number } | null = null;

	/** How often the gate was closed, or closed for longer. */
	private closings = 0;

	/** @param random from 0 to 1 */
	constructor(
		clock: Clock,
		isStopped: () => boolean,
		random: () => number,
		cancellation: Cancellation = NEVER_CANCELLED,
	) {
		this.clock = clock;
		this.cancellation = cancellation;
		this.isStopped = isStopped;
		this.random = random;
		this.stretch = { startedAt: clock.now(), passed: 0, rejected: 0 };
	}

	/** Waits for a turn; `tooLate` when there is none before `deadline`. */
	async enter(deadline: number): Promise<Admission> {
		for (;;) {
			if (this.isStopped()) return 'stopped';
			const { closings } = this;
			const slot = Math.max(this.clock.now(), this.nextSlot, this.closedUntil);
			if (slot >= deadline) return 'tooLate';
			this.nextSlot = slot + this.gapAt(slot);
			await waitUntil(this.clock, slot, this.isStopped, this.cancellation);
			// When the gate was closed meanwhile, all turns are given anew.
			const isValid = closings === this.closings;
			if (!isValid || this.isStopped()) continue;
			this.lastPass = this.clock.now();
			this.stretch.passed += 1;
			return this.stretch;
		}
	}

	/**
	 * The provider asked to slow down.
	 *
	 * @param namedDelayMs how long it asked to wait, 0 when it did not say
	 */
	limited(ticket: Ticket, namedDelayMs: number): void {
		const now = this.clock.now();
		const until = Math.max(now + namedDelayMs, this.closedUntil);
		ticket.rejected += 1;
		if (ticket === this.stretch) {
			this.last = { stretch: ticket, endedAt: now, before: this.pace, rate: this.rateAt(now) };
			this.stretch = { startedAt: until, passed: 0, rejected: 0 };
		}
		// Requests that were let through together meet the same limit: all of them tell of its rate.
		if (this.last && ticket === this.last.stretch) {
			const { before, endedAt, rate } = this.last;
			this.pace = learnPace(before, ticket, { endedAt, namedDelayMs, rate });
		}
		if (until <= this.closedUntil) return;
		this.closings += 1;
		this.closedUntil = until;
		const gapMs = this.gapAt(until);
		// Other processes may wait for the same moment.
		this.nextSlot = Math.max(until + this.random() * gapMs, this.lastPass + gapMs);
	}

	private rateAt(moment: number): number {
		return ratePerSecond(this.pace, moment - this.closedUntil);
	}

	private gapAt(moment: number): number {
		const gapMs = Math.max(1000 / this.rateAt(moment), this.firstGapMs);
		this.firstGapMs = this.firstGapMs < 0.5 ? 0 : this.firstGapMs * GAP_SHRINK;
		return gapMs;
	}
}
