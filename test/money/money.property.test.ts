import fc from 'fast-check';

import { found } from './found';
import { anyHistory, declaredFaults } from './histories';
import type { History } from './history';
import { checkMoney } from './invariants';
import { play } from './play';
import { MOST_MS_PER_HISTORY, RUNS } from './runs';
import { Situations } from './situations';

const situations = new Situations();

async function keepsTheRules(history: History): Promise<void> {
	const story = await play(history);
	situations.note(story, history);
	checkMoney(story);
}

describe(`in ${RUNS} histories of faults, cancels and further tries`, () => {
	test(
		'nothing is paid twice, and nothing paid for is lost',
		async () => {
			await fc.assert(fc.asyncProperty(anyHistory, keepsTheRules), {
				numRuns: RUNS,
				examples: found.map((history) => [history]),
			});
		},
		RUNS * MOST_MS_PER_HISTORY,
	);

	test('all that can happen does happen', () => {
		const never = [...situations.counts].filter(([, count]) => count === 0);
		expect(never).toEqual([]);
	});
});

const DECLARED_RUNS = Math.ceil(RUNS / 3);

test(
	`in ${DECLARED_RUNS} histories of declared faults, Retry On Fail ends with every image paid once`,
	async () => {
		await fc.assert(
			fc.asyncProperty(declaredFaults, async (history) => {
				const story = await play(history);
				checkMoney(story);
				expect(story.tries.at(-1)).toMatchObject({ end: 'accepted', isRecovery: false });
				const made = story.generations.filter(({ toldIn }) => toldIn.failure === null);
				expect(made.length).toBe(history.slots);
			}),
			{ numRuns: DECLARED_RUNS },
		);
	},
	DECLARED_RUNS * MOST_MS_PER_HISTORY,
);

afterAll(() => {
	if (process.env.PROPERTY_RUNS === undefined) return;
	process.stdout.write(`${JSON.stringify(Object.fromEntries(situations.counts), null, '\t')}\n`);
});
