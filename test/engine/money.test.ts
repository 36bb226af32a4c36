import fc from 'fast-check';
import { type Sandbox, startSandbox } from '../../tools/sandbox/index.ts';
import { checkMoney } from '../money/invariants.ts';
import { quickHistory } from '../money/quickHistories.ts';
import { MOST_MS_PER_REAL_HISTORY, REAL_RUNS } from '../money/runs.ts';
import { playForReal } from '../money/sandboxPlay.ts';

let sandbox: Sandbox;

beforeAll(async () => {
	// Real pictures, so that no two of one prompt are alike; the sandbox draws each only once.
	sandbox = await startSandbox();
});

afterAll(() => sandbox.close());

test(
	`in ${REAL_RUNS} histories on the real engine nothing is paid twice, and nothing is lost`,
	async () => {
		await fc.assert(
			fc.asyncProperty(quickHistory, async (history) => {
				checkMoney(await playForReal(history, sandbox));
			}),
			{ numRuns: REAL_RUNS },
		);
	},
	REAL_RUNS * MOST_MS_PER_REAL_HISTORY,
);
