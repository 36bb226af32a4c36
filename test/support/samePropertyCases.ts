import fc from 'fast-check';

// The same cases each time, so that whoever sees a test fail sees it fail again. `PROPERTY_RUNS`
// looks for more, and draws its own; a failure names its seed.
const { PROPERTY_RUNS, PROPERTY_SEED = '20261123' } = process.env;
if (PROPERTY_RUNS === undefined) fc.configureGlobal({ seed: Number(PROPERTY_SEED) });
