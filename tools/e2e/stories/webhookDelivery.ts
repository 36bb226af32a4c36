import assert from 'node:assert/strict';
import { until } from '../../n8n/until.ts';
import { readWorkflow } from '../../n8n/workflows.ts';
import type { Story } from './story.ts';

const LONGEST_MS = 60_000;

/** The order names the execution's own address; the provider calls it, and that wakes the workflow up. */
export const webhookDelivery: Story = async (world, seen) => {
	const { client, sandbox, credentials } = world;
	sandbox.reset();
	sandbox.addRule({ where: 'generate', pendingSeconds: 4 });
	const workflow = readWorkflow('webhook-delivery');
	const id = await client.importWorkflow(workflow, credentials);
	const started = await client.start(id, 'When clicking ‘Execute workflow’');
	const sleeping = await client.execution(started);
	assert.equal(sleeping.status, 'waiting', sleeping.errorOf()?.message);
	const [order] = sleeping.outputOf('Order the picture');
	assert.equal(order?.json.status, 'pending');
	assert.equal(sandbox.webhooks.length, 0);
	seen('the order is out, the execution sleeps, and nobody has called yet');

	const execution = await until(
		'the call wakes the execution up',
		async () => {
			const now = await client.execution(started);
			return now.status !== 'waiting' && now;
		},
		LONGEST_MS,
	);
	assert.equal(execution.status, 'success', execution.errorOf()?.message);
	const [call] = sandbox.webhooks;
	assert.equal(call?.delivered, true);
	assert.match(call.url, /\/webhook-waiting\//);
	const [item] = execution.outputOf('Here it is');
	const picture = sandbox.generations[0]?.images[0];
	assert.ok(item && picture);
	assert.ok(picture.bytes.equals(await client.download(item)));
	assert.equal(item.json.generationId, order?.json.generationId);
	seen('the provider’s call brought the picture, byte for byte the one that was ordered');

	const asked = sandbox.requests.map(({ where }) => where);
	assert.deepEqual(asked, ['generate', 'download']);
	assert.equal(sandbox.bill(), 1);
	seen('1 picture is paid, and nobody asked for the job');
};
