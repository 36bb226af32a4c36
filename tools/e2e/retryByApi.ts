import assert from 'node:assert/strict';
import type { World } from '../n8n/world.ts';

export interface Retry {
	/** Of the node that makes images. */
	node: string;
	/** That come out of it. */
	images: number;
	/** In which the retry ends. */
	status?: 'success' | 'error';
	/** With the workflow as it is saved now. */
	loadWorkflow?: boolean;
}

/**
 * *Executions → Retry*, by n8n's API, of an execution that was not finished: all images must come out.
 *
 * @returns how many images are on the bill then
 */
export async function retryByApi(
	{ client, sandbox }: World,
	executionId: string,
	{ node, images, status = 'success', loadWorkflow = false }: Retry,
): Promise<number> {
	const retried = await client.retry(executionId, { loadWorkflow });
	assert.equal(retried.status, status, retried.errorOf(node)?.message);
	assert.equal(retried.outputOf(node).length, images);
	return sandbox.bill();
}
