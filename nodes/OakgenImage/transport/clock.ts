import { sleep } from 'n8n-workflow';

export interface Clock {
	/** Milliseconds since some fixed moment; never jumps when the machine's date is set. */
	now(): number;
	sleep(ms: number): Promise<void>;
}

export const systemClock: Clock = { now: () => performance.now(), sleep };

/** How soon a waiting lane notices that the execution was cancelled. n8n offers no abortable sleep. */
const LONGEST_STEP_MS = 1000;

/** Waits until the moment `until`, or until `isOver` says that waiting makes no sense any more. */
export async function waitUntil(clock: Clock, until: number, isOver: () => boolean): Promise<void> {
	for (let left = until - clock.now(); left > 0 && !isOver(); left = until - clock.now()) {
		await clock.sleep(Math.min(left, LONGEST_STEP_MS));
	}
}

/**
 * Waits for `work`, but no longer than the moment `deadline`.
 *
 * @param onLate called only when it is too late; ends the work, which goes on unobserved
 * @returns what `work` gives, or what `onLate` gives
 */
export async function beforeDeadline<T>(
	clock: Clock,
	work: Promise<T>,
	deadline: number,
	onLate: () => T,
): Promise<T> {
	let isSettled = false;
	const settled = work.finally(() => {
		isSettled = true;
	});
	const late = waitUntil(clock, deadline, () => isSettled).then(() =>
		isSettled ? settled : onLate(),
	);
	return await Promise.race([settled, late]);
}
