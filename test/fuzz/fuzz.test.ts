import { fuzz } from './fuzz';
import { saveFailure } from './saveFailure';

/** The same replies in every run; `npm run fuzz` goes on to others. */
const SEED = 20_261_101;
const COUNT = 3000;

it(`${COUNT} mutated replies are read as they must be`, async () => {
	const { failures, cases, wholeRuns, readings } = await fuzz({ seed: SEED, count: COUNT });
	expect(failures.map((failure) => `${failure.flaw}, see ${saveFailure(failure)}`)).toEqual([]);
	expect(cases).toBe(COUNT);
	expect(wholeRuns).toBe(COUNT / 5);
	// All kinds are among them.
	for (const kind of ['done', 'pending', 'failed', 'unclear', 'error status']) {
		expect(readings[kind]).toBeGreaterThan(50);
	}
});
