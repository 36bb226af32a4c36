import assert from 'node:assert/strict';
import type { INode } from 'n8n-workflow';
import type { ExportedWorkflow } from '../../engine/index.ts';
import { createQueueWorld, hasInstalled } from '../../n8n/queueWorld.ts';
import { untilSeen } from '../../n8n/until.ts';
import type { LogEntry } from '../../sandbox/index.ts';
import { ask, webhookWorkflow } from '../../n8n/webhookWorkflow.ts';
import type { StoryOfItsOwn } from './story.ts';

const JOBS = 200;
const CONCURRENCY = 5;
/** As long as the jobs take, and longer than what n8n keeps in memory (65 s). */
const JOB_SECONDS = 90;
/** At least; on a slow machine as long as all of them need to fall asleep, and half of it again. */
const SLEEP_SECONDS = 180;
const SAMPLE = 20;
const QUICK = 'a quick one';

/** 200 jobs are under way with one worker of concurrency 5, and other executions go on. */
export const sleepingJobs: StoryOfItsOwn = async (logFolder, seen) => {
	const world = await createQueueWorld({ logFolder });
	const { client, main, sandbox } = world;
	try {
		const worker = await world.startWorker(CONCURRENCY);
		await client.installPackage(world.packageName);
		await hasInstalled(worker, world.packageName);
		const credentials = await world.createCredentials();
		const quick = await client.importWorkflow(webhookWorkflow('quick'), credentials);
		const waiting = await client.importWorkflow(waitingWorkflow(), credentials);
		for (const id of [quick, waiting]) await client.activate(id);
		sandbox.addRule({
			where: 'generate',
			promptIncludes: 'slow',
			reply: 'job-id',
			pendingSeconds: JOB_SECONDS,
		});

		const alone = await answerSeconds();
		seen(`nothing else to do: ${alone} s for a picture`);

		const sampleSeconds = await secondsOf(async () => {
			await Promise.all(Array.from({ length: SAMPLE }, async () => await answerSeconds()));
		});
		const neededSeconds = Math.ceil((1.5 * sampleSeconds * JOBS) / SAMPLE);
		const asleepFor = Math.max(SLEEP_SECONDS, neededSeconds);
		const slow = await client.importWorkflow(sleepingWorkflow(asleepFor), credentials);
		await client.activate(slow);
		await order('sleeping', JOBS);
		const ordered = (kind: string, count: number) =>
			untilSeen(
				`${count} jobs are ordered`,
				() => ordersOf(kind),
				(orders) => orders === count,
			);
		await ordered('slow sleeping', JOBS);
		const beside = [];
		for (let number = 0; number < 10; number += 1) beside.push(await answerSeconds());
		const asleep = await world.countExecutions(slow);
		seen(
			`${asleep.waiting} of ${JOBS} jobs sleep meanwhile: ${median(beside)} s for a picture (slowest ${Math.max(...beside)} s)`,
		);
		assert.ok(asleep.waiting > JOBS / 2);

		const hasEnded = ({ success = 0, error = 0 }) => success + error === JOBS;
		const ended = await untilSeen(
			'all jobs are collected',
			() => world.countExecutions(slow),
			hasEnded,
		);
		assert.deepEqual(ended, { success: JOBS });
		assert.equal(ordersOf('slow sleeping'), JOBS);
		seen(`all ${JOBS} pictures are collected, each ordered and paid once`);

		await order('waiting', CONCURRENCY);
		await ordered('slow waiting', CONCURRENCY);
		const behind = await answerSeconds();
		seen(
			`with ${CONCURRENCY} jobs of ${JOB_SECONDS} s waited for in the node: ${behind} s for a picture`,
		);
	} finally {
		await world.close();
	}

	function ordersOf(kind: string): number {
		const isMeant = ({ where, prompt }: LogEntry) =>
			where === 'generate' && (prompt?.startsWith(kind) ?? false);
		return sandbox.requests.filter(isMeant).length;
	}

	async function answerSeconds(): Promise<number> {
		return await secondsOf(async () => {
			const { status } = await ask(main.url, 'quick', QUICK);
			assert.equal(status, 200);
		});
	}

	async function order(path: string, count: number): Promise<void> {
		const asking = Array.from({ length: count }, async (_, number) => {
			const { status } = await ask(main.url, path, `slow ${path} ${number}`);
			assert.equal(status, 200);
		});
		await Promise.all(asking);
	}
};

async function secondsOf(work: () => Promise<void>): Promise<number> {
	const startedAt = performance.now();
	await work();
	return Math.round((performance.now() - startedAt) / 100) / 10;
}

function median(values: number[]): number {
	return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

/** Order, sleep in n8n's database, collect. */
function sleepingWorkflow(seconds: number): ExportedWorkflow {
	return chain('Sleeping', [
		request('sleeping'),
		node('Order', 'n8n-nodes-oakgen.oakgenImage', 1, {
			prompt: '={{ $json.body.prompt }}',
			options: { waitForCompletion: false },
		}),
		node('Sleep', 'n8n-nodes-base.wait', 1.1, { amount: seconds, unit: 'seconds' }),
		node('Collect', 'n8n-nodes-oakgen.oakgenImage', 1, {
			operation: 'get',
			generationId: '={{ $json.generationId }}',
		}),
	]);
}

/** The node itself waits for the job, and the worker with it. */
function waitingWorkflow(): ExportedWorkflow {
	return chain('Waiting', [
		request('waiting'),
		node('Order', 'n8n-nodes-oakgen.oakgenImage', 1, { prompt: '={{ $json.body.prompt }}' }),
	]);
}

function request(path: string): INode {
	const parameters = { httpMethod: 'POST', path, responseMode: 'onReceived' };
	return { ...node('Request', 'n8n-nodes-base.webhook', 2, parameters), webhookId: path };
}

function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: INode['parameters'],
): INode {
	const credentials = type.includes('oakgen')
		? { credentials: { oakgenApi: { id: 'oakgen', name: 'Oakgen' } } }
		: {};
	return { id: name, name, type, typeVersion, parameters, position: [0, 0], ...credentials };
}

function chain(name: string, nodes: INode[]): ExportedWorkflow {
	const connections = Object.fromEntries(
		nodes
			.slice(1)
			.map((next, place) => [
				nodes[place]?.name ?? '',
				{ main: [[{ node: next.name, type: 'main' as const, index: 0 }]] },
			]),
	);
	return { name, nodes, connections, settings: { executionOrder: 'v1' } };
}
