/**
 * One n8n worker of the rate-limit bench, in its own process: says when it is ready, waits for the
 * start, runs Oakgen Image over many items on n8n's engine, and reports how many images it has.
 */
import { loadPackage, runWorkflow } from '../../engine/index.ts';
import type { Instructions, Report } from './worker.ts';

const send = (message: 'ready' | Report) => process.send?.(message);
const [instructionsText = ''] = process.argv.slice(2);
const { packageFolder, baseUrl, apiKey, images, concurrency } = JSON.parse(
	instructionsText,
) as Instructions;

const place: [number, number] = [0, 0];
const position = { typeVersion: 1, position: place, parameters: {} };
const workflow = {
	id: `night-run-${process.pid}`,
	nodes: [
		{ id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger', ...position },
		{
			id: 'image',
			name: 'Image',
			type: 'n8n-nodes-oakgen.oakgenImage',
			...position,
			parameters: { prompt: '={{ $json.prompt }}', options: { concurrency } },
			credentials: { oakgenApi: { id: '1', name: 'Sandbox' } },
			onError: 'continueRegularOutput' as const,
		},
	],
	connections: { Start: { main: [[{ node: 'Image', type: 'main' as const, index: 0 }]] } },
};
const rows = Array.from({ length: images }, (_, row) => ({
	json: { prompt: `Picture ${row} of worker ${process.pid}` },
}));

const nodePackage = await loadPackage(packageFolder);
process.once('message', () => void nightRun());
send('ready');

async function nightRun(): Promise<void> {
	const run = await runWorkflow({
		workflow,
		nodePackage,
		credentials: { oakgenApi: { apiKey, baseUrl } },
		pinData: { Start: rows },
		executionId: `night-${process.pid}`,
	});
	const delivered = run.outputOf('Image').filter(({ binary }) => binary !== undefined).length;
	send({ delivered });
	process.disconnect();
}
