/**
 * An n8n of its own, in a process with a small heap: runs Oakgen Image on the real engine when told
 * to, and tells what came out and how much memory that took at its worst.
 */
import { loadPackage, runWorkflow } from '../../../tools/engine/index.ts';
import { forgetPeak, peakBytes } from '../../../tools/scripts/lib/peakMemory.ts';
import type { Instructions, Report, Setup } from './smallHeap.ts';

const [setupText = ''] = process.argv.slice(2);
const { packageFolder, baseUrl, apiKey } = JSON.parse(setupText) as Setup;
const nodePackage = await loadPackage(packageFolder);

process.on('message', (instructions: Instructions) => void play(instructions));
process.send?.('ready');

async function play({ parameters }: Instructions): Promise<void> {
	globalThis.gc?.();
	const restingBytes = process.memoryUsage.rss();
	forgetPeak();
	const cpu = process.cpuUsage();
	const run = await runWorkflow({
		workflow: workflowWith(parameters),
		nodePackage,
		credentials: { oakgenApi: { apiKey, baseUrl }, geminiImageApi: { apiKey, baseUrl } },
	});
	const { user, system } = process.cpuUsage(cpu);
	const report: Report = {
		items: run.outputOf('Image').map(({ json }) => json),
		restingBytes,
		peakBytes: peakBytes(),
		cpuMs: (user + system) / 1000,
	};
	process.send?.(report);
}

function workflowWith(parameters: Instructions['parameters']) {
	const position: [number, number] = [0, 0];
	const common = { typeVersion: 1, position, parameters: {} };
	return {
		id: 'small-heap',
		nodes: [
			{ id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger', ...common },
			{
				id: 'image',
				name: 'Image',
				type: 'n8n-nodes-oakgen.oakgenImage',
				...common,
				parameters: { prompt: 'a red fox', ...parameters },
				credentials: {
					oakgenApi: { id: '1', name: 'Oakgen account' },
					geminiImageApi: { id: '2', name: 'Google Gemini account' },
				},
				onError: 'continueRegularOutput' as const,
			},
		],
		connections: { Start: { main: [[{ node: 'Image', type: 'main' as const, index: 0 }]] } },
	};
}
