/**
 * `npm run mutation [-- options of Stryker]`: fetches Stryker when it is not there, lets it change
 * the code in one place at a time and run the unit tests, and sums up which changes went unnoticed.
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../scripts/lib/paths.mjs';
import { runStep } from '../scripts/lib/step.mjs';
import { prepareModules, SetupError } from '../scripts/lib/toolchain.mjs';
import { summarize } from './summary.mjs';

const stryker = 'tools/mutation/node_modules/@stryker-mutator/core/bin/stryker.js';

try {
	await prepareModules(process.execPath, import.meta.dirname, 'Installing Stryker (90 MB)');
} catch (error) {
	if (!(error instanceof SetupError)) throw error;
	console.error(`\n✖ ${error.message}`);
	process.exit(1);
}

// Only now: it looks for a plugin of Stryker's.
const { default: config } = await import('./stryker.config.mjs');
const report = join(root, config.jsonReporter.fileName);
rmSync(report, { force: true });
const step = [stryker, 'run', 'tools/mutation/stryker.config.mjs', ...process.argv.slice(2)];
process.exitCode = await runStep(process.execPath, step);
try {
	console.log(summarize(JSON.parse(readFileSync(report, 'utf8'))));
	console.log(`\nEvery mutant: ${config.htmlReporter.fileName}`);
} catch (error) {
	// Without a report Stryker has said why.
	if (error.code !== 'ENOENT') throw error;
}
