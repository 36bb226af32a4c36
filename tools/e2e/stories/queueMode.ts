import assert from 'node:assert/strict';
import type { Generation, LogEntry } from '../../sandbox/index.ts';
import type { Execution } from '../../n8n/client.ts';
import { createQueueWorld, hasInstalled, type QueueWorker } from '../../n8n/queueWorld.ts';
import { until } from '../../n8n/until.ts';
import { ask, webhookNodes, webhookWorkflow } from '../../n8n/webhookWorkflow.ts';
import type { StoryOfItsOwn } from './story.ts';

const EXECUTIONS = 40;
const CONCURRENCY = 5;
const PATH = 'queue-mode';
const LONGEST_MS = 120_000;

/** Shorter than n8n's (60 s, 10 s, 30 s), so that it soon notices that a worker is gone. */
const stalling = {
	QUEUE_WORKER_LOCK_DURATION: '20000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '4000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};

/** A worker dies in the middle of 40 executions; what is lost, what is paid, and what n8n makes of it. */
export const queueMode: StoryOfItsOwn = async (logFolder, seen) => {
	const world = await createQueueWorld({ logFolder, env: stalling });
	const { client, main, sandbox } = world;
	try {
		const lasting = await world.startWorker(CONCURRENCY);
		await client.installPackage(world.packageName);
		await hasInstalled(lasting, world.packageName);
		seen('a worker that runs installs the package when the main instance does');
		const dying = await world.startWorker(CONCURRENCY);

		const workflowId = await client.importWorkflow(
			webhookWorkflow(PATH),
			await world.createCredentials(),
		);
		await client.activate(workflowId);
		sandbox.addRule({ where: 'generate', latencyMs: 3000 });

		const asking = Promise.all(
			Array.from({ length: EXECUTIONS }, (_, number) =>
				ask(main.url, PATH, `Lighthouse ${number + 1}`),
			),
		);
		// What the dying worker has done counts: the images of both may all be of their first executions.
		const isInTheMiddle = () => finishedBy(dying).length > 0 && underWay(dying).length >= 3;
		await until('the dying worker is in the middle of it', isInTheMiddle, LONGEST_MS);
		await dying.kill();
		const answers = await asking;
		const listed = await client.executionsOf(workflowId);
		const executions = await Promise.all(listed.map(({ id }) => client.execution(id)));
		assert.equal(executions.length, EXECUTIONS);

		const done = executions.filter(({ status }) => status === 'success');
		const failed = executions.filter(({ status }) => status !== 'success');
		assert.ok(done.some(({ id }) => startedBy(dying).includes(id)));
		seen('a worker that starts later installs the package by itself, and makes images');
		for (const execution of done) {
			const [item] = execution.outputOf(webhookNodes.image);
			assert.ok(item);
			const made = await fileOf(generationFor(item.json.prompt));
			assert.ok(made.equals(await client.download(item)));
			assert.ok(answers.find(({ prompt }) => prompt === item.json.prompt)?.body.equals(made));
		}
		seen(`${done.length} of ${EXECUTIONS} executions have their image, from n8n and as the answer`);

		assert.ok(failed.length > 0);
		for (const { id, status, errorOf } of failed) {
			assert.ok(!startedBy(lasting).includes(id), `${id} ran on the worker that lives`);
			assert.ok(['error', 'crashed'].includes(status));
			assert.match(errorOf()?.message ?? '', /failed to be processed too many times/);
		}
		// A worker can die after its answer and before it has saved that all went well.
		const unanswered = answers.filter(({ status }) => status !== 200);
		assert.ok(unanswered.length <= failed.length);
		assert.ok(unanswered.every(({ status }) => status === 500));
		const statuses = [...new Set(failed.map(({ status }) => status))].join(', ');
		seen(
			`the other ${failed.length} ended as “${statuses}”, HTTP 500 for ${unanswered.length} who asked`,
		);

		const orders = sandbox.requests.filter(({ where }) => where === 'generate');
		assert.equal(new Set(orders.map(({ prompt }) => prompt)).size, orders.length);
		assert.equal(new Set(orders.map(keyOf)).size, orders.length);
		assert.equal(sandbox.bill(), orders.length);
		assert.ok(sandbox.bill() >= done.length && sandbox.bill() <= EXECUTIONS);
		const lost = sandbox.bill() - done.length;
		seen(
			`${sandbox.bill()} images paid, ${done.length} delivered, ${lost} lost with the worker, 0 executions run again`,
		);

		const paid = sandbox.bill();
		for (const { id } of failed) assert.equal((await retry(workflowId, id)).status, 'error');
		assert.equal(sandbox.bill(), paid);
		seen('“Retry execution” of one that failed so runs nothing, and costs nothing');
		const again = await Promise.all(unanswered.map(({ prompt }) => ask(main.url, PATH, prompt)));
		assert.ok(again.every(({ status }) => status === 200));
		assert.equal(sandbox.bill(), paid + unanswered.length);
		seen(`asked again, the worker that is left makes the ${unanswered.length} that are missing`);
	} finally {
		await world.close();
	}

	function generationFor(prompt: unknown): Generation {
		const [generation, ...more] = sandbox.generations.filter((one) => one.prompt === prompt);
		assert.ok(generation && more.length === 0);
		return generation;
	}

	/**
	 * The answer is not waited for: now and then n8n's main instance misses the end of a job that ends in
	 * the moment in which it begins, and never answers, though the execution is over.
	 */
	async function retry(workflowId: string, id: string): Promise<Execution> {
		const before = new Set((await client.executionsOf(workflowId)).map((known) => known.id));
		const path = `/rest/executions/${id}/retry`;
		const asked = client.request('POST', path, { loadWorkflow: false });
		asked.catch(() => undefined);
		const started = await until(
			`execution ${id} is retried`,
			async () => (await client.executionsOf(workflowId)).find((one) => !before.has(one.id)),
			LONGEST_MS,
		);
		return await client.execution(started.id);
	}
};

async function fileOf({ url }: Generation): Promise<Buffer> {
	return Buffer.from(await (await fetch(url)).arrayBuffer());
}

const keyOf = ({ headers }: LogEntry) => headers['idempotency-key'];

const idsIn = (worker: QueueWorker, event: string): string[] =>
	[...worker.log().matchAll(new RegExp(`Worker ${event} execution (\\d+)`, 'g'))].map(
		([, id = '']) => id,
	);

const startedBy = (worker: QueueWorker) => idsIn(worker, 'started');
const finishedBy = (worker: QueueWorker) => idsIn(worker, 'finished');

function underWay(worker: QueueWorker): string[] {
	const finished = new Set(finishedBy(worker));
	return startedBy(worker).filter((id) => !finished.has(id));
}
