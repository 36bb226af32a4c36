import type { Clock } from '../../nodes/OakgenImage/transport/clock';

interface Sleeper {
	at: number;
	wake(): void;
}

/** Far more than any test needs; code that sleeps in an endless loop reaches it in seconds. */
const MOST_WAKES = 100_000;

/** Turns of the event loop that work without sleepers may take, for streams and promises. */
const PATIENCE = 50;

/**
 * Time that passes only when everybody sleeps. `run` wakes the sleepers one by one, in the order of
 * their moments (of those with the same moment, the one that fell asleep first), and lets each do
 * all it can before the next. So a test sees the same order every time, and waits for nothing.
 *
 * Only for work that waits for this clock, for promises and for streams in memory: time would run
 * ahead of a real file or socket.
 */
export class VirtualClock implements Clock {
	private time: number;

	/** By moment, then by the order of falling asleep. */
	private readonly sleepers: Sleeper[] = [];

	constructor(startMs = 0) {
		this.time = startMs;
	}

	now(): number {
		return this.time;
	}

	sleep(ms: number): Promise<void> {
		return new Promise((resolve) => this.at(this.time + Math.max(0, ms), resolve));
	}

	/** Does something at a moment, such as cancelling in the middle of a wait. */
	at(moment: number, action: () => void): void {
		if (!Number.isFinite(moment)) throw new Error(`Nobody can sleep until ${moment}`);
		const later = this.sleepers.findIndex((sleeper) => sleeper.at > moment);
		const place = later < 0 ? this.sleepers.length : later;
		this.sleepers.splice(place, 0, { at: moment, wake: action });
	}

	/** Those who sleep now, of all work that this clock was given to. */
	get sleeping(): number {
		return this.sleepers.length;
	}

	/**
	 * Lets time pass until `work` is settled.
	 *
	 * @throws when `work` waits for something that is not this clock, or never stops sleeping
	 */
	async run<T>(work: Promise<T>): Promise<T> {
		let isSettled = false;
		const settled = work.finally(() => {
			isSettled = true;
		});
		// It is awaited below; until then a rejection is nobody's fault.
		settled.catch(() => undefined);
		for (let wakes = 0; wakes < MOST_WAKES; wakes += 1) {
			for (let turn = 0; turn === 0 || (turn < PATIENCE && this.sleeping === 0); turn += 1) {
				await nextTurn();
				if (isSettled) return await settled;
			}
			if (!this.wakeNext()) throw new Error(`At ${this.time} ms everything waits for nothing`);
		}
		throw new Error(`After ${MOST_WAKES} sleeps, at ${this.time} ms, the work is not done`);
	}

	/** Lets exactly this much time pass, and everybody whose moment comes meanwhile act. */
	async advance(ms: number): Promise<void> {
		const until = this.time + ms;
		await nextTurn();
		while ((this.sleepers[0]?.at ?? Infinity) <= until) {
			this.wakeNext();
			await nextTurn();
		}
		this.time = until;
	}

	private wakeNext(): boolean {
		const next = this.sleepers.shift();
		if (!next) return false;
		// A moment that was named too late has come already.
		this.time = Math.max(this.time, next.at);
		next.wake();
		return true;
	}
}

/** By then every promise that can be settled is settled. */
async function nextTurn(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}
