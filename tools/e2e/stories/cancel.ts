import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';
import type { ExportedWorkflow } from '../../engine/index.ts';
import type { Execution } from '../../n8n/client.ts';
import { until } from '../../n8n/until.ts';
import { createWorld, type World } from '../../n8n/world.ts';
import type { Rule } from '../../sandbox/index.ts';
import type { StoryOfItsOwn } from './story.ts';

const TRIGGER = 'When clicking ‘Execute workflow’';
const IMAGES = 'Images';
const IN_WORK = 4;
const ASKED_FOR = 10;
/** Long enough to act while orders are under way. */
const ANSWER_MS = 4000;
/** By now every order that was under way is answered, and what the node does with it is done. */
const SETTLED_MS = ANSWER_MS + 4000;

const slowAnswers: Rule = { where: 'generate', latencyMs: ANSWER_MS };
/** The node asks after 2, 5 and 10 seconds. */
const slowJobs: Rule = { where: 'generate', reply: 'job-id-alone', pendingPolls: 3 };

type Interrupt = (world: World, executionId: string) => Promise<void>;

const stopButton: Interrupt = async ({ client }, id) => await client.stop(id);
const ownTimeout: Interrupt = async ({ client }, id) => void (await client.execution(id));
const crash: Interrupt = async (world) => {
	await world.killN8n();
	await world.restartN8n();
};

interface Interruption {
	name: string;
	rule: Rule;
	interrupt: Interrupt;
	inWork: number;
	timeoutSeconds?: number;
}

const interruptions: Interruption[] = [
	{ name: 'Stop, 4 orders unanswered', rule: slowAnswers, interrupt: stopButton, inWork: IN_WORK },
	{ name: 'Stop, 4 jobs pending', rule: slowJobs, interrupt: stopButton, inWork: IN_WORK },
	{
		name: 'Timeout of the workflow, 4 orders unanswered',
		rule: slowAnswers,
		interrupt: ownTimeout,
		inWork: IN_WORK,
		timeoutSeconds: 3,
	},
	{
		name: 'Timeout of the workflow, 4 jobs pending',
		rule: slowJobs,
		interrupt: ownTimeout,
		inWork: IN_WORK,
		timeoutSeconds: 5,
	},
	{ name: 'n8n killed, 2 orders unanswered', rule: slowAnswers, interrupt: crash, inWork: 2 },
	{ name: 'n8n killed, 2 jobs pending', rule: slowJobs, interrupt: crash, inWork: 2 },
];

/**
 * What n8n saves, and what is paid, when a run of the node is interrupted; and what "Retry" then does.
 * An observation: it prints, and asserts nothing yet.
 */
export const cancel: StoryOfItsOwn = async (logFolder, seen) => {
	const world = await createWorld({ logFolder, screenshotFolder: logFolder });
	try {
		for (const interruption of interruptions) {
			seen(`${interruption.name}\n${await observe(world, interruption)}`);
		}
	} finally {
		await world.close();
	}
};

async function observe(world: World, interruption: Interruption): Promise<string> {
	const { client, sandbox, credentials } = world;
	const { rule, interrupt, inWork } = interruption;
	const lines: string[] = [];
	const note = (what: string, facts: unknown) =>
		lines.push(`        ${what}: ${typeof facts === 'string' ? facts : JSON.stringify(facts)}`);

	sandbox.reset();
	sandbox.addRule(rule);
	const logBefore = world.log().length;
	const workflowId = await client.importWorkflow(workflowOf(interruption), credentials);
	const id = await client.start(workflowId, TRIGGER);
	const ordersOf = () => sandbox.requests.filter(({ where }) => where === 'generate').length;
	const areInWork = () =>
		ordersOf() >= inWork && (rule.reply === undefined || sandbox.bill() >= inWork);
	await until(`${inWork} images are in work`, areInWork);
	note('before', { orders: ordersOf(), bill: sandbox.bill() });
	await interrupt(world, id);

	const atOnce = await endOf(world, id);
	note('saved at once', saved(atOnce));
	await sleep(SETTLED_MS);
	note('paid', { orders: ordersOf(), bill: sandbox.bill() });
	note('saved later', saved(await endOf(world, id)));
	note('static data', await staticDataOf(world, workflowId));
	const logged = world.log().slice(logBefore).split('\n');
	note('log', logged.filter((line) => /gen_|images? /.test(line)).slice(0, 5));

	const billBefore = sandbox.bill();
	try {
		const retried = await client.retry(id);
		note('retry', saved(retried));
	} catch (error) {
		note('retry', String(error).split('","stacktrace')[0] ?? '');
	}
	await sleep(SETTLED_MS);
	note('bill', `${billBefore} → ${sandbox.bill()}`);
	return lines.join('\n');
}

async function endOf({ client }: World, id: string): Promise<Execution> {
	return await client.execution(id);
}

function saved(execution: Execution): IDataObject {
	const { paidImages = {}, ...others } = execution.contextOf(IMAGES);
	return {
		status: execution.status,
		runs: execution.runsOf(IMAGES).length,
		items: execution.outputOf(IMAGES).length,
		errorOfWorkflow: execution.errorOf()?.message ?? null,
		errorOfNode: execution.errorOf(IMAGES)?.message ?? null,
		descriptionOfNode: execution.errorOf(IMAGES)?.description ?? null,
		kept: Object.keys(paidImages as IDataObject).length,
		others: Object.keys(others),
	};
}

async function staticDataOf({ client }: World, workflowId: string): Promise<unknown> {
	const workflow = (await client.request('GET', `/rest/workflows/${workflowId}`)) as IDataObject;
	return workflow.staticData;
}

function workflowOf({ name, inWork, timeoutSeconds }: Interruption): ExportedWorkflow {
	return {
		name,
		nodes: [
			{
				id: 'start',
				name: TRIGGER,
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: 'images',
				name: IMAGES,
				type: 'n8n-nodes-oakgen.oakgenImage',
				typeVersion: 1,
				position: [220, 0],
				parameters: {
					prompt: 'A lighthouse at dawn',
					numberOfImages: Math.max(inWork, inWork === IN_WORK ? ASKED_FOR : inWork),
					options: { concurrency: inWork },
				},
				credentials: { oakgenApi: { id: 'oakgenAccount', name: 'Oakgen account' } },
			},
		],
		connections: { [TRIGGER]: { main: [[{ node: IMAGES, type: 'main', index: 0 }]] } },
		settings: {
			executionOrder: 'v1',
			...(timeoutSeconds !== undefined && { executionTimeout: timeoutSeconds }),
		},
	};
}
