import assert from 'node:assert/strict';
import type { ExportedWorkflow } from '../../engine/index.ts';
import type { Execution, N8nClient } from '../../n8n/client.ts';
import { type S3Store, startS3 } from '../../n8n/s3.ts';
import { until } from '../../n8n/until.ts';
import { readWorkflow } from '../../n8n/workflows.ts';
import type { World } from '../../n8n/world.ts';
import type { Story } from './story.ts';

const MANUAL = 'When clicking ‘Execute workflow’';
const REFUSED = 'An empty restaurant before opening';
const BUSY = 'A torn loaf of sourdough';
const WORDS = 'Candles are not allowed here';

/** A plan of five open rows: one is refused, one meets a rate limit; then the schedule takes over. */
export const scheduledContentPipeline: Story = async (world, seen) => {
	const { client, sandbox, credentials } = world;
	sandbox.reset();
	sandbox.addRule({
		where: 'generate',
		promptIncludes: REFUSED,
		fault: { kind: 'status', status: 422, json: { error: { message: WORDS } } },
	});
	sandbox.addRule({
		where: 'generate',
		promptIncludes: BUSY,
		times: 1,
		fault: { kind: 'status', status: 429, retryAfterSeconds: 1 },
	});
	const workflow = readWorkflow('scheduled-content-pipeline');
	const store = await startS3(world, 'my-bucket');
	const s3 = await client.createCredential('s3', 'S3 account', store.credential);
	const chosen = { ...credentials, ...s3 };
	const id = await client.importWorkflow(workflow, chosen);
	try {
		const byHand = await client.run(id, MANUAL);
		await expectFourStored(byHand, store, world);
		assert.equal((await store.keys()).length, 4);
		assert.equal(sandbox.bill(), 4);
		assert.deepEqual(statusesOf(BUSY, world), [429, 200]);
		seen('4 of 5 rows are stored and paid for once, the one with a 429 first among them');
		expectReport(byHand);
		seen('the report names the prompt that was refused, and why');

		const frequent = await client.importWorkflow(everyOtherSecond(workflow), chosen);
		const scheduled = await client.execution(await startedBySchedule(client, frequent));
		const executions = await client.executionsOf(frequent);
		for (const execution of executions) await client.execution(execution.id);
		await expectFourStored(scheduled, store, world);
		expectReport(scheduled);
		assert.equal(sandbox.bill(), 4 + 4 * executions.length);
		seen('the schedule starts an execution by itself, with the same result');
	} finally {
		await store.stop();
	}

	const billBefore = sandbox.bill();
	const execution = await client.run(id, MANUAL);
	assert.equal(execution.status, 'success', execution.errorOf()?.message);
	const [report, ...others] = execution.outputOf('Report').map(({ json }) => String(json.text));
	assert.deepEqual(others, []);
	assert.match(report ?? '', /^5 of 5 pictures failed:/);
	const paid = sandbox.generations.slice(billBefore);
	assert.equal(paid.length, 4);
	for (const { prompt, url } of paid) {
		assert.ok(report?.includes(prompt) && report.includes(url), report);
	}
	seen('with the storage gone, the report has the addresses of the pictures that are paid for');
};

/** Of the paid requests with such a prompt. */
function statusesOf(part: string, { sandbox }: World): Array<number | null> {
	return sandbox.requests
		.filter(({ where, prompt }) => where === 'generate' && prompt?.includes(part))
		.map(({ status }) => status);
}

async function expectFourStored(
	execution: Execution,
	store: S3Store,
	{ client, sandbox }: World,
): Promise<void> {
	assert.equal(execution.status, 'success', execution.errorOf()?.message);
	const pictures = execution.outputOf('Make the pictures');
	assert.equal(pictures.length, 4);
	assert.equal(execution.outputOf('Store the picture').length, 4);
	for (const picture of pictures) {
		const { url, prompt, fileName } = picture.json;
		const made = sandbox.generations.filter((generation) => generation.prompt === prompt);
		const own = made.find((generation) => generation.url === url);
		assert.deepEqual(await client.download(picture), own?.images[0]?.bytes);
		// The schedule may have started another execution meanwhile, which stores under the same name.
		const { bytes } = await store.object(`content/${String(fileName)}`);
		assert.ok(made.some(({ images }) => images[0]?.bytes.equals(bytes)));
	}
}

function expectReport(execution: Execution): void {
	const reports = execution.outputOf('Report');
	assert.equal(reports.length, 1);
	const text = String(reports[0]?.json.text);
	const [headline, empty, prompt = '', why = '', ...more] = text.split('\n');
	assert.deepEqual([headline, empty, more], ['1 of 5 pictures failed:', '', []]);
	assert.ok(prompt.startsWith(`• ${REFUSED}`), text);
	assert.ok(why.includes('HTTP 422') && why.includes(WORDS), text);
}

function everyOtherSecond(workflow: ExportedWorkflow): ExportedWorkflow {
	const nodes = workflow.nodes.map((node) =>
		node.type === 'n8n-nodes-base.scheduleTrigger'
			? {
					...node,
					parameters: { rule: { interval: [{ field: 'seconds', secondsInterval: 2 }] } },
				}
			: node,
	);
	return { ...workflow, nodes };
}

/** Publishes the workflow until its schedule has started an execution. */
async function startedBySchedule(client: N8nClient, workflowId: string): Promise<string> {
	await client.activate(workflowId);
	try {
		const { id } = await until('an execution that the schedule starts', async () => {
			const executions = await client.executionsOf(workflowId);
			return executions.find(({ mode }) => mode === 'trigger');
		});
		return id;
	} finally {
		await client.deactivate(workflowId);
	}
}
