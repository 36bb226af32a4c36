/** `npm run faults`: plays the fault tables and writes what came of them into docs/faults.md. */
import { runStep } from './lib/step.mjs';
import { jest } from './tasks.mjs';

process.env.UPDATE_FAULTS = '1';
// One at a time: they all write to one file.
process.exitCode = await runStep(process.execPath, [...jest, '--runInBand', 'test/faults']);
