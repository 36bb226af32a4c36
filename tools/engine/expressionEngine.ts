import { workflow } from './n8n.ts';

let starting: Promise<void> | undefined;

/** n8n 2.0 and before evaluate them without one. */
const hasEngine = 'initExpressionEngine' in workflow.Expression;

/**
 * Starts the isolate in which n8n 2.x evaluates expressions. n8n-workflow imports it dynamically,
 * which jest allows only with Node's --experimental-vm-modules (set in tools/scripts/tasks.mjs).
 *
 * With n8n's own setting N8N_EXPRESSION_ENGINE=legacy there is none: an isolate for each execution
 * costs more than all the rest of a small one.
 */
export async function startExpressionEngine(): Promise<void> {
	if (process.env.N8N_EXPRESSION_ENGINE === 'legacy' || !hasEngine) return;
	starting ??= workflow.Expression.initExpressionEngine({
		engine: 'vm',
		poolSize: 1,
		maxCodeCacheSize: 1024,
		bridgeTimeout: 5000,
		bridgeMemoryLimit: 128,
	});
	await starting;
}
