import { workflow } from './n8n.ts';

let starting: Promise<void> | undefined;

/**
 * Starts the isolate in which n8n 2.x evaluates expressions. n8n-workflow imports it dynamically,
 * which jest allows only with Node's --experimental-vm-modules (set in scripts/tasks.mjs).
 */
export async function startExpressionEngine(): Promise<void> {
	starting ??= workflow.Expression.initExpressionEngine({
		engine: 'vm',
		poolSize: 1,
		maxCodeCacheSize: 1024,
		bridgeTimeout: 5000,
		bridgeMemoryLimit: 128,
	});
	await starting;
}
