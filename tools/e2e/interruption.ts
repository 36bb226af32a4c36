import assert from 'node:assert/strict';
import type { IDataObject } from 'n8n-workflow';
import { until } from '../n8n/until.ts';
import { ask, webhookNodes, webhookWorkflow } from '../n8n/webhookWorkflow.ts';
import type { World } from '../n8n/world.ts';
import type { ProviderName, Rule } from '../sandbox/index.ts';
import { retryByApi } from './retryByApi.ts';

/** Images asked for, and how many orders may be under way at once. */
const ASKED_FOR = 6;
const AT_ONCE = 3;
const ANSWER_MS = 5000;

type InWork = 'orders' | 'jobs' | 'files';

const RULES: Record<InWork, Rule[]> = {
	orders: [{ where: 'generate', latencyMs: ANSWER_MS }],
	/** The node asks after 2, 5 and 10 seconds. */
	jobs: [
		{ where: 'generate', provider: 'oakgen', reply: 'job-id-alone', pendingPolls: 3 },
		{ where: 'generate', provider: 'gemini', reply: 'in-progress', pendingPolls: 3 },
	],
	files: [{ where: 'download', latencyMs: ANSWER_MS }],
};

export interface Interruption {
	name: string;
	/** Oakgen when absent. */
	provider?: ProviderName;
	/** What is under way: three orders; all six images ordered, as jobs; or their files. */
	inWork: InWork;
	interrupt(world: World, executionId: string): Promise<void>;
	timeoutSeconds?: number;
	/** Of the execution that was interrupted, as n8n saves it. */
	ends: 'canceled' | 'crashed' | 'success';
	/** Images that a retry finds noted. */
	noted: number;
	/** Whether log and highlighted data name what is paid for. */
	isNamed: boolean;
	/** Null when there is nothing to retry. */
	retry: {
		ends: 'success' | 'error';
		/** Requests that can cost money, before the retry and after it. */
		orders: [before: number, after: number];
		bill: [before: number, after: number];
	} | null;
}

/** Interrupts a published workflow that makes images, and retries its execution. @returns what was seen */
export async function playInterruption(world: World, it: Interruption): Promise<string> {
	const { client, sandbox } = world;
	const logBefore = world.log().length;
	const { workflowId, executionId } = await begin(world, it);
	await it.interrupt(world, executionId);
	const ended = await client.execution(executionId);
	// What was under way is answered, and billed, all the same.
	await until('all is answered', () => sandbox.bill() >= Math.min(ordersOf(world), ASKED_FOR));

	assert.equal(ended.status, it.ends);
	const { paidImages = {} } = ended.contextOf(webhookNodes.image);
	assert.equal(Object.keys(paidImages as IDataObject).length, it.noted);
	checkNames(world.log().slice(logBefore), it, sandbox);
	// On a busy machine n8n stores these after the status.
	const highlighted = it.isNamed
		? await until('it is highlighted', async () => {
				const { highlighted: stored } = await client.execution(executionId);
				return unfinishedIn(stored) || undefined;
			})
		: unfinishedIn(ended.highlighted);
	checkNames(highlighted, it, sandbox);

	const bill = sandbox.bill();
	if (it.retry === null) {
		await assert.rejects(client.retry(executionId), /cannot be retried/);
		assert.equal(bill, ASKED_FOR);
		return `${it.name}: n8n waits until it is finished; ${bill} billed`;
	}
	const orders = ordersOf(world);
	const isTimed = it.timeoutSeconds !== undefined;
	if (isTimed) await client.changeSettings(workflowId, { executionTimeout: -1 });
	const billAfter = await retryByApi(world, executionId, {
		...{ node: webhookNodes.image, images: ASKED_FOR },
		...{ status: it.retry.ends, loadWorkflow: isTimed },
	});
	assert.deepEqual([orders, ordersOf(world)], it.retry.orders, it.name);
	assert.deepEqual([bill, billAfter], it.retry.bill, it.name);
	return `${it.name}: ${bill} billed, ${it.noted} noted; Retry: ${ordersOf(world) - orders} orders, ${billAfter} billed`;
}

function unfinishedIn(highlighted: Record<string, string>): string {
	return Object.entries(highlighted)
		.filter(([key]) => /^oakgen_unfinished_\d+$/.test(key))
		.map(([, value]) => value)
		.join('; ');
}

/** Starts the workflow by its webhook, and waits until the images are in work. */
async function begin(world: World, { provider = 'oakgen', inWork, ...it }: Interruption) {
	const { client, sandbox, credentials, url } = world;
	sandbox.reset();
	for (const rule of RULES[inWork]) sandbox.addRule(rule);
	const path = it.name.replaceAll(/\W+/g, '-').toLowerCase();
	const workflow = webhookWorkflow(path, {
		answers: 'atOnce',
		parameters: { provider, numberOfImages: ASKED_FOR, options: { concurrency: AT_ONCE } },
		settings: { ...(it.timeoutSeconds && { executionTimeout: it.timeoutSeconds }) },
	});
	const workflowId = await client.importWorkflow(workflow, credentials);
	await client.activate(workflowId);
	await ask(url, path, 'A lighthouse at dawn');
	const downloads = () => sandbox.requests.filter(({ where }) => where === 'download').length;
	const isInWork = {
		orders: () => ordersOf(world) === AT_ONCE,
		jobs: () => sandbox.bill() === ASKED_FOR,
		files: () => sandbox.bill() === ASKED_FOR && downloads() > 0,
	};
	await until(`${inWork} are in work`, isInWork[inWork]);
	const [execution] = await client.executionsOf(workflowId);
	assert.ok(execution);
	return { workflowId, executionId: execution.id };
}

function ordersOf({ sandbox }: World): number {
	return sandbox.requests.filter(({ where }) => where === 'generate').length;
}

/** A person finds by the text whatever the provider made, or took. */
function checkNames(
	text: string,
	{ isNamed, inWork }: Interruption,
	sandbox: World['sandbox'],
): void {
	const names = {
		orders: Array.from({ length: AT_ONCE }, () => 'ordered and not answered'),
		jobs: sandbox.generations.map(({ id }) => id),
		files: sandbox.generations.flatMap(({ images }) => images.map(({ url }) => url)),
	}[inWork];
	const found =
		inWork === 'orders'
			? text.split(names[0] ?? '').length - 1
			: names.filter((name) => text.includes(name)).length;
	assert.equal(found, isNamed ? names.length : 0, text);
}
