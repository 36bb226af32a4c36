import { setTimeout as sleep } from 'node:timers/promises';

/** Looks again and again. @throws with `what` when it has not come true in time */
export async function waitUntil(
	what: string,
	isTrue: () => boolean | Promise<boolean>,
	timeoutMs = 120_000,
): Promise<void> {
	const deadline = Date.now() + timeoutMs;
	while (!(await isTrue())) {
		if (Date.now() > deadline) throw new Error(`Not within ${timeoutMs / 1000} s: ${what}`);
		await sleep(100);
	}
}
