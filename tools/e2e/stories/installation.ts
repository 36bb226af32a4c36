import assert from 'node:assert/strict';
import { readWorkflow } from '../../n8n/workflows.ts';
import type { Story } from './story.ts';

const TRIGGER = 'When clicking ‘Execute workflow’';

/** n8n's own installer takes the package, and the quick start runs as it was imported. */
export const installation: Story = async ({ client, sandbox, installed, credentials }, seen) => {
	sandbox.reset();
	assert.deepEqual(
		installed.installedNodes.map(({ type }) => type),
		['n8n-nodes-oakgen.oakgenImage'],
	);
	seen('n8n installed the package, with its node');

	const workflow = readWorkflow('quickstart');
	const id = await client.importWorkflow(workflow, credentials);
	const execution = await client.run(id, TRIGGER);
	assert.equal(execution.status, 'success', execution.errorOf()?.message);
	const nodes = workflow.nodes.filter(({ type }) => type === 'n8n-nodes-oakgen.oakgenImage');
	const items = nodes.flatMap(({ name }) => execution.outputOf(name));
	assert.equal(items.length, 12);
	assert.equal(sandbox.bill(), 12);
	for (const item of items) {
		const file = await client.download(item);
		const pictures = sandbox.generations.flatMap(({ images }) => images);
		assert.ok(pictures.some(({ bytes }) => bytes.equals(file)));
	}
	seen('the quick start made its 12 pictures, each paid for once, and n8n serves their files');
};
