import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 30_000;

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
