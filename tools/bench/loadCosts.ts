import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';

const script = join(dirname(import.meta.dirname), 'scripts', 'lib', 'measureLoad.cjs');

export interface LoadCost {
	ms: number;
	/** CPU time, of that of n8n-workflow. */
	share: number;
}

/**
 * How long n8n waits for the node when it starts: `require` of the built file, each time in a fresh
 * process that has loaded n8n-workflow already.
 */
export function loadCosts(runs: number): LoadCost[] {
	return Array.from(
		{ length: runs },
		() => JSON.parse(execFileSync(process.execPath, [script], { encoding: 'utf8' })) as LoadCost,
	);
}
