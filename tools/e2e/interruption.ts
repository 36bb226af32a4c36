import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';
import type { Execution } from '../n8n/client.ts';
import { until } from '../n8n/until.ts';
import { ask, webhookNodes, webhookWorkflow } from '../n8n/webhookWorkflow.ts';
import type { World } from '../n8n/world.ts';
import type { Rule } from '../sandbox/index.ts';

const IN_WORK = 3;
const ASKED_FOR = 6;
const ANSWER_MS = 5000;
/** By now every order that was under way is answered, and what the node does with it is done. */
const SETTLED_MS = ANSWER_MS + 3000;

export type InWork = 'orders' | 'jobs' | 'files';

const RULES: Record<InWork, Rule> = {
	orders: { where: 'generate', latencyMs: ANSWER_MS },
	/** The node asks after 2, 5 and 10 seconds. */
	jobs: { where: 'generate', reply: 'job-id-alone', pendingPolls: 3 },
	files: { where: 'download', latencyMs: ANSWER_MS },
};

/** What is left of the execution that was interrupted. */
export interface Outcome {
	status: string;
	/** Images that the node finds noted in a retry. */
	noted: number;
	/** Whether n8n's log names what is paid for. */
	isLogged: boolean;
	isHighlighted: boolean;
}

export interface Interruption {
	name: string;
	inWork: InWork;
	interrupt(world: World, executionId: string): Promise<void>;
	timeoutSeconds?: number;
	outcome: Outcome;
	/** Before and after a retry; null when n8n refuses it. */
	bill: [before: number, after: number | null];
}

export async function interruption(world: World, it: Interruption): Promise<string> {
	const { client, sandbox, credentials, url } = world;
	const { image } = webhookNodes;
	sandbox.reset();
	sandbox.addRule(RULES[it.inWork]);
	const logBefore = world.log().length;
	const path = it.name.replaceAll(/\W+/g, '-').toLowerCase();
	const workflow = webhookWorkflow(path, {
		answers: 'atOnce',
		parameters: { numberOfImages: ASKED_FOR, options: { concurrency: IN_WORK } },
		settings: { ...(it.timeoutSeconds && { executionTimeout: it.timeoutSeconds }) },
	});
	const workflowId = await client.importWorkflow(workflow, credentials);
	await client.activate(workflowId);
	await ask(url, path, 'A lighthouse at dawn');
	const count = (where: Rule['where']) =>
		sandbox.requests.filter((request) => request.where === where).length;
	const isInWork = {
		orders: () => count('generate') >= IN_WORK,
		jobs: () => sandbox.bill() >= ASKED_FOR,
		files: () => count('download') >= IN_WORK,
	};
	await until(`${it.inWork} are in work`, isInWork[it.inWork]);
	const id = (await client.executionsOf(workflowId))[0]?.id ?? '';
	const before = { orders: count('generate'), bill: sandbox.bill(), downloads: count('download') };
	await it.interrupt(world, id);
	const ended = await client.execution(id);
	await sleep(SETTLED_MS);
	const logged = world.log().slice(logBefore).split('\n').filter((line) => /gen_|may have/.test(line));
	const facts = { before, orders: count('generate'), bill: sandbox.bill(), ended: saved(ended, image), logged };
	if (it.timeoutSeconds !== undefined) await client.changeSettings(workflowId, { executionTimeout: -1 });
	let retry: unknown;
	try {
		const loadWorkflow = it.timeoutSeconds !== undefined;
		retry = saved(await client.retry(id, { loadWorkflow }), image);
	} catch (error) {
		retry = String(error).slice(0, 300);
	}
	assert.ok(true);
	return JSON.stringify({ ...facts, retry, after: sandbox.bill(), orders2: count('generate') }, null, 1).slice(0, 4000);
}

function saved(execution: Execution, node: string): IDataObject {
	const { paidImages = {}, ...others } = execution.contextOf(node);
	return {
		status: execution.status,
		runs: execution.runsOf(node).length,
		items: execution.outputOf(node).length,
		errorOfWorkflow: execution.errorOf()?.message ?? null,
		errorOfNode: execution.errorOf(node)?.message ?? null,
		highlighted: execution.highlighted,
		kept: Object.keys(paidImages as IDataObject).length,
		others: Object.keys(others),
	};
}
