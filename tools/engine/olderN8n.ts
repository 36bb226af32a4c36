import type { IPinData, Workflow } from 'n8n-workflow';
import type { core } from './n8n.ts';

/**
 * What n8n's engine lacks or calls differently in the oldest versions that the package supports.
 * Types are those of the newest, so each of these asks what is there.
 */

type Running = ReturnType<InstanceType<typeof core.WorkflowExecute>['run']>;

/** In 2.0 and before, the arguments stand one after the other. */
export function startRun(
	execution: InstanceType<typeof core.WorkflowExecute>,
	workflow: Workflow,
	pinData: IPinData,
): Running {
	if (execution.run.length <= 1) return execution.run({ workflow, pinData });
	const run = execution.run.bind(execution) as unknown as (
		workflow: Workflow,
		startNode: undefined,
		destinationNode: undefined,
		pinData: IPinData,
	) => Running;
	return run(workflow, undefined, undefined, pinData);
}

/** Before isolates came, expressions were evaluated right here. */
export async function withIsolate<T>(workflow: Workflow, task: () => Promise<T>): Promise<T> {
	const expression: Partial<Workflow['expression']> = workflow.expression;
	if (expression.withIsolate) return await workflow.expression.withIsolate(task);
	// The first versions with isolates have no more than these two.
	await expression.acquireIsolate?.();
	try {
		return await task();
	} finally {
		await expression.releaseIsolate?.();
	}
}
