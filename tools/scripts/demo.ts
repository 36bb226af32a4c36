/** `npm run demo`: runs workflows/quickstart.json on n8n's engine and shows what it made. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { ExecutionError } from 'n8n-workflow';
import { loadPackage, packPackage, runWorkflow, type WorkflowRun } from '../engine/index.ts';
import { renderGallery } from './demo/gallery.ts';
import { writePictures } from './demo/pictures.ts';
import { printProgress } from './demo/progress.ts';
import { imageNodes, readWorkflow } from './demo/quickstart.ts';
import { chooseService, type ImageService } from './demo/service.ts';
import { renderTable } from './demo/table.ts';

const checkout = dirname(dirname(import.meta.dirname));
const outputFolder = join(checkout, 'demo-output');
const workflowFile = join(checkout, 'workflows', 'quickstart.json');

try {
	const service = await chooseService(process.env);
	try {
		process.exitCode = await demo(service);
	} finally {
		await service.close();
	}
} catch (error) {
	console.error(`\n✖ The demo could not run: ${(error as Error).message}`);
	process.exitCode = 1;
}

/** Returns the exit code. Pictures made before a failure are written too: they were paid for. */
async function demo(service: ImageService): Promise<number> {
	console.log(`\n${service.notes.join('\n')}\n`);
	await rm(outputFolder, { recursive: true, force: true });
	await mkdir(outputFolder, { recursive: true });

	const nodePackage = await loadPackage(await packPackage());
	const workflow = await readWorkflow(workflowFile, service.credentials);
	const nodes = imageNodes(workflow);
	console.log(
		`Running ${relative(checkout, workflowFile)} on n8n's engine, with ${nodePackage.name} packed as for npm`,
	);

	const startedAt = performance.now();
	const { stop, ...progress } = printProgress(nodes, console.log);
	const run = await runWorkflow({
		workflow,
		nodePackage,
		credentials: service.credentials,
		binaryMode: 'filesystem',
		...progress,
	});
	stop();
	const seconds = (performance.now() - startedAt) / 1000;

	const { pictures, failures } = await writePictures(run, nodes, outputFolder);
	const page = join(outputFolder, 'index.html');
	const title = workflow.name ?? 'Demo';
	await writeFile(page, renderGallery(pictures, { title, notes: service.notes, seconds }));
	console.log(`\n${renderTable(pictures)}\n`);
	console.log(
		`${pictures.length} pictures in ${seconds.toFixed(1)} s. Gallery: ${relative(process.cwd(), page)}`,
	);

	const problems = [...describeFailure(run), ...failures];
	for (const problem of problems) console.error(`\n✖ ${problem}`);
	return problems.length === 0 && pictures.length > 0 ? 0 : 1;
}

function describeFailure({ run }: WorkflowRun): string[] {
	if (run.status === 'success') return [];
	const { error, lastNodeExecuted } = run.data.resultData;
	const { message, description } = (error ?? {}) as Partial<ExecutionError>;
	const reason = [message ?? `the workflow ended as "${run.status}"`, description].filter(Boolean);
	return [`${lastNodeExecuted ?? 'The workflow'} failed: ${reason.join('\n  ')}`];
}
