import assert from 'node:assert/strict';
import type { World } from '../n8n/world.ts';

export interface Retry {
	/** Of the node that makes images. */
	node: string;
	/** That come out of it. */
	images: number;
	/** Of the retry: with the workflow as it is saved now. */
	loadWorkflow?: boolean;
}

/**
 * *Executions → Retry*, by n8n's API, of an execution that was not finished; it must succeed.
 *
 * @returns images on the bill, before and after
 */
export async function retryToSuccess(
	{ client, sandbox }: World,
	executionId: string,
	{ node, images, loadWorkflow = false }: Retry,
): Promise<[before: number, after: number]> {
	const before = sandbox.bill();
	const retried = await client.retry(executionId, { loadWorkflow });
	assert.equal(retried.status, 'success', retried.errorOf(node)?.message);
	assert.equal(retried.outputOf(node).length, images);
	return [before, sandbox.bill()];
}
