import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { nextMessage } from '../../scripts/lib/nextMessage.ts';

export interface Instructions {
	packageFolder: string;
	baseUrl: string;
	apiKey: string;
	images: number;
	concurrency: number;
}

export interface Report {
	/** Images that the node handed out. */
	delivered: number;
}

const nightRun = fileURLToPath(new URL('./nightRun.ts', import.meta.url));

/** Starts that many workers, lets them begin together, and waits for all. */
export async function runWorkers(count: number, instructions: Instructions): Promise<Report[]> {
	const workers = Array.from({ length: count }, () =>
		fork(nightRun, [JSON.stringify(instructions)], {
			stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
		}),
	);
	await Promise.all(workers.map(nextMessage));
	const reports = workers.map(nextMessage);
	for (const worker of workers) worker.send('start');
	return (await Promise.all(reports)) as Report[];
}
