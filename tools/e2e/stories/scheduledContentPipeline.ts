import assert from 'node:assert/strict';
import type { IDataObject } from 'n8n-workflow';
import type { ExportedWorkflow } from '../../engine/index.ts';
import type { Execution, N8nClient } from '../../n8n/client.ts';
import { type DataTable, findDataTable } from '../../n8n/dataTables.ts';
import { type S3Store, startS3 } from '../../n8n/s3.ts';
import { until } from '../../n8n/until.ts';
import { readWorkflow } from '../../n8n/workflows.ts';
import type { World } from '../../n8n/world.ts';
import type { Story } from './story.ts';

const MANUAL = 'When clicking ‘Execute workflow’';
const SCHEDULE = 'Every morning';
const BATCH = 4;
const WORDS = 'Candles are not allowed here';

/** As people write into tables; no row is like another. */
const slugs = [
	'soup',
	'Äpfel & Öl',
	'осенняя скидка',
	'秋の新作',
	'🍂 leaves',
	'quote "x"',
	"it's",
];
const GOOD = 46;
const goodRows = Array.from({ length: GOOD }, (_, number) => ({
	slug: `${slugs[number % slugs.length]} ${number}`,
	prompt: `Dish number ${number} on a blue plate, seen from above`,
	aspectRatio: ['1:1', '4:5', '16:9', ''][number % 4] ?? '',
}));
const badRows = [
	{ slug: 'no-prompt', prompt: '  ', aspectRatio: '1:1' },
	{ slug: 'no-such-ratio', prompt: 'A ratio that there is not', aspectRatio: 'seven by eleven' },
	{ slug: 'candles', prompt: 'A restaurant by candle light', aspectRatio: '1:1' },
	{ slug: 'tiger', prompt: 'A tiger in the kitchen', aspectRatio: '1:1' },
];
/** The bad ones among the others, the last in the last batch. */
const plan = [
	...goodRows.slice(0, 1),
	badRows[0],
	...goodRows.slice(1, 15),
	badRows[1],
	...goodRows.slice(15, 30),
	badRows[2],
	...goodRows.slice(30),
	badRows[3],
] as IDataObject[];

/** 50 rows, 4 of them bad, and n8n dies in the middle: two nights, and every good row is paid once. */
export const scheduledContentPipeline: Story = async (world, seen) => {
	const { client, sandbox, credentials } = world;
	sandbox.reset();
	const store = await startS3(world, 'my-bucket');
	const s3 = await client.createCredential('s3', 'S3 account', store.credential);
	const workflow = readWorkflow('scheduled-content-pipeline');
	const id = await client.importWorkflow(workflow, { ...credentials, ...s3 });
	try {
		const first = await client.run(id, MANUAL);
		assert.equal(first.status, 'success', first.errorOf()?.message);
		const table = await findDataTable(client, 'Content plan');
		await expectStored(await table.rows(), store, world);
		assert.equal(sandbox.bill(), 3);
		assert.equal((await store.keys()).length, 3);
		seen('tried as it was imported, it makes its table and three pictures, and stores them');

		await table.clear();
		await table.insert(plan);
		await tellTwoNights(world, id, table, store, seen);
		await tellOfStorage(world, id, table, s3, seen);
		await tellOfSchedule(world, workflow, { ...credentials, ...s3 }, seen);
		await table.remove();
	} finally {
		await store.stop();
	}
};

async function tellTwoNights(
	world: World,
	workflowId: string,
	table: DataTable,
	store: S3Store,
	seen: (what: string) => void,
): Promise<void> {
	const { client, sandbox } = world;
	sandbox.reset();
	sandbox.addRule({ where: 'generate', latencyMs: 800 });
	sandbox.addRule({
		where: 'generate',
		promptIncludes: 'candle',
		fault: { kind: 'status', status: 422, json: { error: { message: WORDS } } },
	});
	sandbox.addRule({ where: 'generate', promptIncludes: 'tiger', reply: 'refusal' });

	await client.start(workflowId, SCHEDULE);
	await until(
		'the night is half over, and a batch is in work',
		async () => {
			const orders = sandbox.requests.filter(({ where }) => where === 'generate').length;
			const rows = await table.rows();
			const inWork = rows.filter(({ status }) => status === 'in work');
			return sandbox.bill() >= 20 && inWork.length > 1 && orders - sandbox.bill() > 1;
		},
		120_000,
	);
	const watched = countsOf(await table.rows());
	assert.ok((watched.done ?? 0) >= 12);
	await world.killN8n();
	seen(`while it runs, the plan shows how far it is: ${wordsFor(watched)}`);
	await world.restartN8n();

	const paidAtCrash = sandbox.bill();
	const second = await client.run(workflowId, SCHEDULE);
	assert.equal(second.status, 'success', second.errorOf()?.message);
	const rows = await table.rows();
	const counts = countsOf(rows);
	const inDoubt = rows.filter(({ status }) => status === 'check');
	assert.ok(inDoubt.length >= 1 && inDoubt.length <= BATCH, wordsFor(counts));
	assert.deepEqual(counts, { done: GOOD - inDoubt.length, check: inDoubt.length, failed: 4 });
	for (const { prompt } of goodRows) {
		const paid = sandbox.generations.filter((generation) => generation.prompt === prompt);
		assert.equal(paid.length, 1, prompt);
	}
	assert.equal(sandbox.bill(), GOOD);
	seen(
		`n8n was killed at ${paidAtCrash} images; after the second night ${wordsFor(counts)}, and each of ${GOOD} good rows is paid once`,
	);
	await expectStored(
		rows.filter(({ status }) => status === 'done'),
		store,
		world,
	);
	seen('every stored file is the picture of its row, whatever letters its name has');

	const reports = reportsOf(second);
	for (const { slug } of inDoubt) assert.ok(reports.includes(`• ${String(slug)}: n8n ended`));
	for (const { slug } of badRows) assert.match(reports, new RegExp(`^• ${slug}: .+`, 'm'));
	assert.ok(reports.includes(WORDS), reports);
	assert.match(reports, /^• .+, \d+ credits$/m);
	const doubts = inDoubt.map(({ slug }) => String(slug)).join(', ');
	seen(`the report names the four bad rows and why, and those to look at: ${doubts}`);

	for (const { id } of inDoubt) await table.update('id', id as number, { status: 'done' });
	const third = await client.run(workflowId, SCHEDULE);
	assert.equal(third.status, 'success', third.errorOf()?.message);
	assert.equal(sandbox.bill(), GOOD);
	seen('a third night tries the four bad rows only');
}

/** The storage is gone for a night; a download breaks, and an order is not answered. */
async function tellOfStorage(
	world: World,
	workflowId: string,
	table: DataTable,
	s3: Awaited<ReturnType<N8nClient['createCredential']>>,
	seen: (what: string) => void,
): Promise<void> {
	const { client, sandbox } = world;
	sandbox.reset();
	await table.clear();
	await table.insert([
		{ slug: 'bread', prompt: 'A loaf of bread' },
		{ slug: 'unclear', prompt: 'An unclear order' },
	]);
	sandbox.addRule({
		where: 'generate',
		promptIncludes: 'unclear',
		fault: { kind: 'status', status: 504, afterGenerating: true },
	});
	const bad = { endpoint: 'http://127.0.0.1:9' };
	await changeCredential(client, s3, bad);
	const night = await client.run(workflowId, SCHEDULE);
	assert.equal(night.status, 'success', night.errorOf()?.message);
	assert.equal(sandbox.bill(), 2);
	const [bread, unclear] = await table.rows();
	const paid = sandbox.generations.find(({ prompt }) => prompt === bread?.prompt);
	assert.deepEqual([bread?.status, bread?.url], ['made', paid?.url]);
	assert.equal(unclear?.status, 'check', String(unclear?.error));

	const store = await startS3(world, 'my-bucket');
	try {
		await changeCredential(client, s3, store.credential);
		const next = await client.run(workflowId, SCHEDULE);
		assert.equal(next.status, 'success', next.errorOf()?.message);
		assert.equal(sandbox.bill(), 2);
		const [stored, ...others] = await table.rows();
		await expectStored([stored ?? {}], store, world);
		assert.deepEqual(others[0], unclear);
	} finally {
		await store.stop();
	}
	seen('a picture that could not be stored is fetched and stored the next night, for nothing');
	seen('an order that may have been billed is not ordered again by itself');
}

async function changeCredential(
	client: N8nClient,
	created: Awaited<ReturnType<N8nClient['createCredential']>>,
	data: IDataObject,
): Promise<void> {
	const path = `/rest/credentials/${created.s3?.id}`;
	const kept = { region: 'us-east-1', accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
	const all = { ...kept, forcePathStyle: true, ...data };
	await client.request('PATCH', path, { type: 's3', name: 'S3 account', data: all });
}

async function tellOfSchedule(
	{ client, sandbox }: World,
	workflow: ExportedWorkflow,
	credentials: Parameters<N8nClient['importWorkflow']>[1],
	seen: (what: string) => void,
): Promise<void> {
	const paid = sandbox.bill();
	const frequent = await client.importWorkflow(everyOtherSecond(workflow), credentials);
	const scheduled = await client.execution(await startedBySchedule(client, frequent));
	assert.equal(scheduled.status, 'success', scheduled.errorOf()?.message);
	assert.equal(sandbox.bill(), paid);
	seen('the schedule starts an execution by itself; where nothing is open, it orders nothing');
}

function countsOf(rows: IDataObject[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { status } of rows) {
		const word = String(status ?? '') || 'open';
		counts[word] = (counts[word] ?? 0) + 1;
	}
	return counts;
}

function wordsFor(counts: Record<string, number>): string {
	return Object.entries(counts)
		.map(([status, count]) => `${count} ${status}`)
		.join(', ');
}

function reportsOf(execution: Execution): string {
	return execution
		.runsOf('Report')
		.flatMap((run) => run.data?.main?.[0] ?? [])
		.map(({ json }) => String(json.text))
		.join('\n\n');
}

/** Each row's file is, byte for byte, the picture that was made for its prompt. */
async function expectStored(
	rows: IDataObject[],
	store: S3Store,
	{ sandbox }: World,
): Promise<void> {
	assert.ok(rows.length > 0);
	for (const { status, prompt, file, url, credits, error } of rows) {
		assert.equal(status, 'done', String(error));
		const made = sandbox.generations.find((generation) => generation.url === url);
		assert.equal(made?.prompt, prompt);
		const { bytes } = await store.object(`content/${String(file)}`);
		assert.ok(made?.images[0]?.bytes.equals(bytes), String(file));
		assert.ok(Number(credits) > 0);
	}
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
