import { randomUUID } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';

import type { RunIdentity } from '../paid/fingerprint';
import { executionIn, orderSeed } from '../paid/orderSeed';
import { field } from '../text/json';

/** Which run of which node this is. */
export function identifyRun(context: IExecuteFunctions): RunIdentity {
	// Not by an expression: n8n evaluates those in an isolate, which takes milliseconds.
	const proxy = context.getWorkflowDataProxy(0);
	const noted = context.getContext('node');
	// Absent only where n8n saves nothing of the execution: then what is noted was noted in this one.
	const executionId = context.getExecutionId() || executionIn(noted) || randomUUID();
	const own = resumeToken(proxy.$execution) ?? placeOf(context, executionId);
	return {
		executionId,
		nodeName: context.getNode().name,
		runIndex: Number(proxy.$runIndex) || 0,
		seed: orderSeed(noted, executionId, own),
	};
}

/**
 * The random token of an execution, which n8n 2.20 and later save when it begins and hand on to a
 * retried execution. It stands in the address at which an execution is resumed.
 */
function resumeToken(execution: unknown): string | null {
	const address = String(field(execution, 'resumeUrl') ?? '');
	return /[?&]signature=([^&#]{16,})/.exec(address)?.[1] ?? null;
}

/** Numbers of executions are those of one n8n: others count from 1 as well. */
function placeOf(context: IExecuteFunctions, executionId: string): string {
	const { id = '' } = context.getWorkflow();
	return [context.getInstanceId(), context.getInstanceBaseUrl(), id, executionId].join(' ');
}
