/**
 * `npm run bench:scaling`: images per minute of a real n8n in queue mode with 1, 2 and 4 workers,
 * against the sandbox. Writes the table into docs/scaling.md. Everything runs on this machine.
 */
import { cpus } from 'node:os';
import { join } from 'node:path';
import { createQueueWorld, hasInstalled, type QueueWorld } from '../n8n/queueWorld.ts';
import { ask, webhookWorkflow } from '../n8n/webhookWorkflow.ts';
import { writeSection } from '../scripts/lib/section.ts';
import { describeMachine } from './report/machine.ts';

const CONCURRENCY = 10;
const LATENCY_MS = 5000;
const EXECUTIONS_PER_WORKER = 60;
const PATH = 'scaling';

const checkout = join(import.meta.dirname, '..', '..');
const logFolder = join(checkout, 'tools', 'e2e', 'output', 'scaling');
const world = await createQueueWorld({ logFolder });
try {
	const { rows, fileBytes } = await measureAll(world);
	const { n8n, node, cores, processor, memoryGigabytes } = describeMachine(world.installation);
	const table = [
		'| workers | images at a time | executions | with image | billed | seconds | images per minute | of what the provider’s time allows | processors busy |',
		'| --: | --: | --: | --: | --: | --: | --: | --: | --: |',
		...rows,
		'',
		`n8n ${n8n}, Node ${node}, ${cores} × ${processor}, ${memoryGigabytes} GB: shared by main instance, workers, PostgreSQL, Redis and sandbox. ${CONCURRENCY} executions at a time per worker, one image each, the provider takes ${LATENCY_MS / 1000} s for it, files of ${Math.round(fileBytes / 1000)} KB.`,
	];
	console.log(`\n${table.join('\n')}`);
	writeSection(join(checkout, 'docs/scaling.md'), 'scaling', table);
} finally {
	await world.close();
}

async function measureAll({ client, main, sandbox, ...rest }: QueueWorld) {
	const first = await rest.startWorker(CONCURRENCY);
	await client.installPackage(rest.packageName);
	await hasInstalled(first, rest.packageName);
	const workflow = webhookWorkflow(PATH, { answers: 'item' });
	const id = await client.importWorkflow(workflow, await rest.createCredentials());
	await client.activate(id);
	sandbox.addRule({ where: 'generate', latencyMs: LATENCY_MS });

	const askMany = async (count: number) =>
		await Promise.all(Array.from({ length: count }, () => ask(main.url, PATH, 'A lighthouse')));
	const rows: string[] = [];
	let running = 1;
	for (const workers of [1, 2, 4]) {
		for (; running < workers; running += 1) await rest.startWorker(CONCURRENCY);
		const atATime = workers * CONCURRENCY;
		console.log(`${workers} workers`);
		// A worker's first executions take longer. The sandbox draws few ways of one prompt, then repeats.
		await askMany(atATime);
		const billedBefore = sandbox.bill();
		const busy = watchProcessors();
		const startedAt = performance.now();
		const count = workers * EXECUTIONS_PER_WORKER;
		const answers = await askMany(count);
		const seconds = (performance.now() - startedAt) / 1000;
		const share = busy();
		const withImage = answers.filter(({ status }) => status === 200).length;
		const perMinute = (60 * withImage) / seconds;
		const possible = (atATime * 60_000) / LATENCY_MS;
		const cells = [
			workers,
			atATime,
			count,
			withImage,
			sandbox.bill() - billedBefore,
			seconds.toFixed(0),
			perMinute.toFixed(0),
			percent(perMinute / possible),
			percent(share),
		];
		rows.push(`| ${cells.join(' | ')} |`);
		console.log(rows.at(-1));
	}
	const sizes = sandbox.generations.map(({ images: [image] }) => image?.bytes.length ?? 0);
	const fileBytes = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
	return { rows, fileBytes };
}

/** @returns gives the share of the time since in which the machine's processors were busy */
function watchProcessors(): () => number {
	const times = () =>
		cpus().reduce(
			({ idle, all }, { times: { user, nice, sys, irq, idle: rest } }) => ({
				idle: idle + rest,
				all: all + user + nice + sys + irq + rest,
			}),
			{ idle: 0, all: 0 },
		);
	const before = times();
	return () => {
		const now = times();
		return 1 - (now.idle - before.idle) / (now.all - before.all);
	};
}

function percent(ratio: number): string {
	return `${(100 * ratio).toFixed(0)} %`;
}
