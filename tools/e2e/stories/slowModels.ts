import assert from 'node:assert/strict';
import type { ExportedWorkflow } from '../../engine/index.ts';
import { readWorkflow } from '../../n8n/workflows.ts';
import type { Story } from './story.ts';

const TRIGGER = 'When clicking ‘Execute workflow’';

/** Orders are handed out as pending; the workflow sleeps, and collects what is made by and by. */
export const slowModels: Story = async (world, seen) => {
	const { client, sandbox, credentials } = world;
	const id = await client.importWorkflow(withShortSleep(readWorkflow('slow-models')), credentials);

	sandbox.reset();
	sandbox.addRule({
		where: 'generate',
		promptIncludes: 'winter',
		reply: 'job-id',
		pendingSeconds: 8,
	});
	const execution = await client.run(id, TRIGGER);
	assert.equal(execution.status, 'success', execution.errorOf()?.message);
	assert.deepEqual(
		execution.outputOf('Order the pictures').map(({ json }) => json.status ?? 'made'),
		['made', 'pending'],
	);
	const rounds = execution.runsOf('Collect').length;
	assert.ok(rounds >= 2, `${rounds} round`);
	assert.equal(sandbox.bill(), 2);
	const orders = sandbox.requests.filter(({ where }) => where === 'generate');
	assert.equal(orders.length, 2);
	seen(`one picture is there at once, the other after ${rounds} rounds; 2 are paid, 2 ordered`);

	const delivered = execution.runsOf('Here they are').flatMap(({ data }) => data?.main?.[0] ?? []);
	assert.equal(delivered.length, 2);
	const winter = sandbox.generations.find(({ prompt }) => prompt.includes('winter'));
	const item = delivered.find(({ json }) => json.generationId === winter?.id);
	assert.ok(item && winter?.images[0]);
	assert.ok(winter.images[0].bytes.equals(await client.download(item)));
	assert.match(String(item.json.fileName), /^Poster-of-a-winter-market/);
	seen('the collected file is, byte for byte, the picture that was ordered');

	sandbox.reset();
	sandbox.addRule({ where: 'generate', reply: 'job-refused', pendingSeconds: 1 });
	const refused = await client.run(id, TRIGGER);
	assert.equal(refused.status, 'success', refused.errorOf()?.message);
	const reasons = refused.outputOf('Not made').map(({ json }) => json.error);
	assert.equal(reasons.length, 2);
	assert.match(String(reasons[0]), /^Oakgen made no image \(id .+\): /);
	seen(`jobs that fail come out with their reason: ${String(reasons[0])}`);
};

/** Two minutes are for people, not for tests. */
function withShortSleep(workflow: ExportedWorkflow): ExportedWorkflow {
	const nodes = workflow.nodes.map((node) =>
		node.name === 'Sleep' ? { ...node, parameters: { amount: 3, unit: 'seconds' } } : node,
	);
	return { ...workflow, nodes };
}
