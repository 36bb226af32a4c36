import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { INodeParameters } from 'n8n-workflow';
import type { Execution } from '../../n8n/client.ts';
import type { World } from '../../n8n/world.ts';
import type { Rule } from '../../sandbox/index.ts';
import { retryByApi } from '../retryByApi.ts';
import { IMAGES, TRIGGER, triggeredWorkflow } from '../triggeredWorkflow.ts';
import type { Story } from './story.ts';

interface Failure {
	name: string;
	rule: Rule;
	numberOfImages: number;
	options: INodeParameters;
	/** When what failed works again. */
	heals: number;
	says: RegExp;
	/** Whether the message has one of the words by which a pipeline knows that money may be spent. */
	isPaid: boolean;
	promises: RegExp;
	/** Images on the bill: after the failure, after Retry, after Execute step. */
	bill: [failed: number, retried: number, executed: number];
}

/** Longer than the node asks for it. */
const FILE_COMES_AFTER_S = 8;

const failures: Failure[] = [
	{
		name: 'a download that failed',
		rule: {
			where: 'download',
			untilSeconds: FILE_COMES_AFTER_S,
			fault: { kind: 'status', status: 500 },
		},
		numberOfImages: 1,
		options: { requestTimeout: 2, totalTimeout: 3 },
		heals: FILE_COMES_AFTER_S,
		says: /could not be fetched/,
		isPaid: true,
		promises: /fetches this image and does not order it again/,
		bill: [1, 1, 2],
	},
	{
		name: 'a job that was late',
		rule: { where: 'generate', reply: 'job-id-alone', pendingPolls: 1 },
		numberOfImages: 1,
		options: { requestTimeout: 2, totalTimeout: 3 },
		heals: 0,
		says: /did not finish job/,
		isPaid: true,
		promises: /fetches this image and does not order it again/,
		bill: [1, 1, 2],
	},
	{
		name: 'credits that did not reach for one of three',
		// Late, so that the other two are ordered before anything has failed.
		rule: {
			...{ where: 'generate', skip: 1, times: 1, latencyMs: 1000 },
			fault: { kind: 'status', status: 402 },
		},
		numberOfImages: 3,
		options: {},
		heals: 0,
		says: /no credits left/,
		isPaid: false,
		promises: /Nothing was made for this image\..*orders only the images that are missing/,
		bill: [2, 3, 6],
	},
];

/** After a failure both buttons are pressed, and the bill is what the error has promised. */
export const runAgain: Story = async (world, seen) => {
	for (const failure of failures) {
		const bill = await pressBoth(world, failure);
		assert.deepEqual(bill, failure.bill, failure.name);
		const [failed, retried, executed] = bill;
		seen(
			`${failure.name}: ${failed} billed; Executions → Retry: ${retried}; Execute step: ${executed}`,
		);
	}
	world.sandbox.reset();
};

async function pressBoth(world: World, failure: Failure): Promise<number[]> {
	const { client, sandbox, credentials } = world;
	sandbox.reset();
	sandbox.addRule(failure.rule);
	const { name, numberOfImages, options } = failure;
	const workflow = triggeredWorkflow(`Again after ${name}`, { numberOfImages, options });
	const workflowId = await client.importWorkflow(workflow, credentials);

	const failed = await client.run(workflowId, TRIGGER);
	checkTexts(failed, failure);
	const bill = [sandbox.bill()];
	await sleep(failure.heals * 1000);

	const retry = { node: IMAGES, images: numberOfImages };
	bill.push(await retryByApi(world, failed.id, retry));

	await client.executeStep(workflowId, IMAGES, { [TRIGGER]: failed.runsOf(TRIGGER) });
	bill.push(sandbox.bill());
	return bill;
}

function checkTexts(execution: Execution, { says, isPaid, promises }: Failure): void {
	const { message = '', description = '' } = execution.errorOf(IMAGES) ?? {};
	assert.match(message, says);
	assert.equal(/paid|billed/.test(message), isPaid, message);
	assert.match(description ?? '', promises);
	assert.match(description ?? '', /Execute step and Execute workflow .* orders every image anew/);
}
