import { isDeepStrictEqual } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 120_000;

/** Asks again and again until there is an answer. @throws with `what` when none comes in time */
export async function until<Answer>(
	what: string,
	ask: () => Answer | undefined | false | Promise<Answer | undefined | false>,
	patienceMs = PATIENCE_MS,
): Promise<Answer> {
	const deadline = Date.now() + patienceMs;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined && answer !== false) return answer;
		if (Date.now() > deadline) throw new Error(`Not within ${patienceMs / 1000} s: ${what}`);
		await sleep(100);
	}
}

/** How often something is looked at that takes its time. */
const LOOK_MS = 1000;

/** Without a change for so long, it stands still. */
const STANDSTILL_MS = 300_000;

/** Looks again and again until it is as it should be. @throws with what was seen when nothing changes any more */
export async function untilSeen<Seen>(
	what: string,
	look: () => Seen | Promise<Seen>,
	isThere: (seen: Seen) => boolean,
): Promise<Seen> {
	let changedAt = Date.now();
	for (let seen = await look(); ;) {
		if (isThere(seen)) return seen;
		if (Date.now() - changedAt > STANDSTILL_MS) {
			const minutes = STANDSTILL_MS / 60_000;
			throw new Error(
				`Not yet: ${what}. For ${minutes} minutes it has been ${JSON.stringify(seen)}`,
			);
		}
		await sleep(LOOK_MS);
		const next = await look();
		if (!isDeepStrictEqual(next, seen)) changedAt = Date.now();
		seen = next;
	}
}
