import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 30_000;

/** Asks again and again until there is an answer. */
export async function until<Answer>(
	what: string,
	ask: () => Promise<Answer | undefined | false>,
	patienceMs = PATIENCE_MS,
): Promise<Answer> {
	const deadline = Date.now() + patienceMs;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined && answer !== false) return answer;
		if (Date.now() > deadline) throw new Error(`Waited in vain: ${what}`);
		await sleep(100);
	}
}
