/**
 * Entry of every npm script: `node tools/scripts/run.mjs <task> [arguments for the task's last step]`.
 * Runs on a fresh clone with nothing but Node 20 and npm: it first fetches what is missing.
 */
import { describe, runStep } from './lib/step.mjs';
import { prepareModules, prepareNode, SetupError } from './lib/toolchain.mjs';
import { tasks } from './tasks.mjs';

const [name, ...extraArguments] = process.argv.slice(2);
const steps = Object.hasOwn(tasks, name ?? '') ? tasks[name] : undefined;
if (!steps) {
	console.error(
		`Usage: node tools/scripts/run.mjs <task>\nTasks: ${Object.keys(tasks).join(', ')}`,
	);
	process.exit(2);
}

try {
	const node = await prepareNode();
	await prepareModules(node);
	for (const step of withArguments(steps, extraArguments)) {
		if (steps.length > 1) console.log(`\n▶ ${describe(step)}`);
		const exitCode = await runStep(node, step);
		if (exitCode === 0) continue;
		console.error(`\n✖ ${name} stopped at: ${describe(step)} (exit code ${exitCode})`);
		process.exit(exitCode);
	}
} catch (error) {
	if (!(error instanceof SetupError)) throw error;
	console.error(`\n✖ ${error.message}`);
	process.exit(1);
}

function withArguments(allSteps, added) {
	const last = allSteps.at(-1);
	return [...allSteps.slice(0, -1), [...last, ...added]];
}
