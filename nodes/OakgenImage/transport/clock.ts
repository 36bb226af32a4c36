import { sleep } from 'n8n-workflow';

import { NEVER_CANCELLED, type Cancellation } from './cancellation';

export interface Clock {
	/** Milliseconds since some fixed moment; never jumps when the machine's date is set. */
	now(): number;
	sleep(ms: number): Promise<void>;
}

export const systemClock: Clock = { now: () => performance.now(), sleep };

/** How long a sleep goes on that nobody waits for any more. n8n offers no abortable one. */
const LONGEST_STEP_MS = 1000;

/**
 * Waits until the moment `until`, until `isOver` says that waiting makes no sense any more, which is
 * noticed within a second, or until the execution is cancelled, which ends the wait at once.
 */
export async function waitUntil(
	clock: Clock,
	until: number,
	isOver: () => boolean,
	cancellation: Cancellation = NEVER_CANCELLED,
): Promise<void> {
	if (clock.now() >= until || isOver() || cancellation.isCancelled()) return;
	await new Promise<void>((resolve, reject) => {
		// A step that is still slept through must hold nothing: a reply can hang on the promise.
		let end: (() => void) | null = resolve;
		const takeBack = cancellation.onCancel(() => finish());
		const finish = () => {
			end?.();
			end = null;
			takeBack();
		};
		const step = () => {
			const left = until - clock.now();
			if (end === null || left <= 0 || isOver()) return finish();
			clock.sleep(Math.min(left, LONGEST_STEP_MS)).then(step, reject);
		};
		step();
	});
}

/** Why nobody waits for some work any more. */
export type GivenUp = 'late' | 'cancelled';

/** How long work is waited for. */
interface Patience<T> {
	/** Moment of the clock. */
	deadline: number;
	/** Called only then; ends the work, which goes on unobserved. When it is late, it may throw. */
	onGivenUp: (why: GivenUp) => T;
	cancellation?: Cancellation;
	/** Asked once a second: whether waiting any longer makes no sense. */
	isEnough?: () => boolean;
}

/**
 * Waits for `work`, but no longer than until the deadline, and no longer than the execution goes on.
 *
 * @returns what `work` gives, or what `onGivenUp` gives
 */
export async function beforeDeadline<T>(
	clock: Clock,
	work: Promise<T>,
	{ deadline, onGivenUp, cancellation = NEVER_CANCELLED, isEnough = () => false }: Patience<T>,
): Promise<T> {
	const { promise, isSettled, resolve, reject } = firstOf<T>();
	work.then(resolve, reject);
	const giveUp = (why: GivenUp) => {
		if (!isSettled()) resolve(onGivenUp(why));
	};
	const takeBack = cancellation.onCancel(() => giveUp('cancelled'));
	waitUntil(clock, deadline, () => isSettled() || isEnough())
		.then(() => giveUp('late'))
		.catch(reject);
	return await promise.finally(takeBack);
}

/** A promise for what comes first. Once it is settled, nothing here holds what it was settled with. */
function firstOf<T>() {
	let settle: { resolve: (value: T) => void; reject: (error: unknown) => void } | null = null;
	const promise = new Promise<T>((resolve, reject) => {
		settle = { resolve, reject };
	});
	const take = () => {
		const taken = settle;
		settle = null;
		return taken;
	};
	return {
		isSettled: () => settle === null,
		resolve: (value: T) => take()?.resolve(value),
		reject: (error: unknown) => take()?.reject(error),
		promise,
	};
}
