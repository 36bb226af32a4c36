/** `npm run demo`: runs two workflows on n8n's engine and shows what they made. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { ExecutionError } from 'n8n-workflow';
import {
	type ExportedWorkflow,
	loadPackage,
	type NodePackage,
	packPackage,
	runWorkflow,
	type WorkflowRun,
} from '../engine/index.ts';
import { formatCredits } from './demo/format.ts';
import { renderGallery } from './demo/gallery.ts';
import { type Harvest, writePictures } from './demo/pictures.ts';
import { printProgress } from './demo/progress.ts';
import { imageNodes, readWorkflow } from './demo/quickstart.ts';
import { chooseService, type ImageService } from './demo/service.ts';
import { addMask, maskOf, useWhatTheNodeHas } from './demo/showcase.ts';
import { renderTable } from './demo/table.ts';

const checkout = dirname(dirname(import.meta.dirname));
const outputFolder = join(checkout, 'demo-output');
const quickstartFile = join(checkout, 'workflows', 'quickstart.json');
const showcaseFile = join(import.meta.dirname, 'demo', 'showcase.json');
/** The showcase lets an order be refused on purpose. */
const refusedNode = 'A prompt that is refused';

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
	console.log(`With ${nodePackage.name} packed as for npm, on n8n's engine:`);
	const problems: string[] = [];
	const taken = new Set<string>();
	const play = async (file: string, workflow: ExportedWorkflow): Promise<Harvest> => {
		console.log(`\n${relative(checkout, file)}`);
		const { run, nodes } = await perform(workflow, nodePackage, service);
		problems.push(...describeFailure(run));
		return await writePictures(run, nodes, outputFolder, taken);
	};

	let showcase: Harvest = { pictures: [], failures: [], galleries: {} };
	let maskFile: string | null = null;
	// It costs as much as the quick start, and asks for things that are guesses about the real API.
	if (service.isSandbox) {
		const workflow = await readWorkflow(showcaseFile, service.credentials);
		await addMask(workflow);
		useWhatTheNodeHas(workflow, nodePackage);
		maskFile = 'mask.png';
		taken.add(maskFile);
		await writeFile(join(outputFolder, maskFile), maskOf(workflow));
		showcase = await play(showcaseFile, workflow);
	}
	const quickstart = await play(
		quickstartFile,
		await readWorkflow(quickstartFile, service.credentials),
	);

	const bill = service.bill?.() ?? null;
	const page = join(outputFolder, 'index.html');
	const { notes } = service;
	await writeFile(page, renderGallery(showcase, quickstart, { notes, maskFile, bill }));
	const pictures = [...showcase.pictures, ...quickstart.pictures];
	console.log(`\n${renderTable(pictures)}\n`);
	if (bill) {
		const again = bill.orders.filter(({ replays }) => replays > 0).length;
		console.log(
			`The bill: ${bill.images} pictures, ${formatCredits(bill.credits)}. Refused and not billed: ${showcase.failures.length}. ` +
				`Asked for again and paid once: ${again}.`,
		);
	}
	console.log(`${pictures.length} pictures. Gallery: ${relative(process.cwd(), page)}`);

	for (const { node, reason } of [...showcase.failures, ...quickstart.failures]) {
		if (node !== refusedNode) problems.push(`${node}: ${reason}`);
	}
	for (const problem of problems) console.error(`\n✖ ${problem}`);
	return problems.length === 0 && pictures.length > 0 ? 0 : 1;
}

async function perform(
	workflow: ExportedWorkflow,
	nodePackage: NodePackage,
	{ credentials }: ImageService,
): Promise<{ run: WorkflowRun; nodes: string[] }> {
	const nodes = imageNodes(workflow);
	const { stop, ...progress } = printProgress(nodes, console.log);
	const run = await runWorkflow({
		workflow,
		nodePackage,
		credentials,
		binaryMode: 'filesystem',
		...progress,
	});
	stop();
	return { run, nodes };
}

function describeFailure({ run }: WorkflowRun): string[] {
	if (run.status === 'success') return [];
	const { error, lastNodeExecuted } = run.data.resultData;
	const { message, description } = (error ?? {}) as Partial<ExecutionError>;
	const reason = [message ?? `the workflow ended as "${run.status}"`, description].filter(Boolean);
	return [`${lastNodeExecuted ?? 'The workflow'} failed: ${reason.join('\n  ')}`];
}
