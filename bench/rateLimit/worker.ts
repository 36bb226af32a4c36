import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

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

async function nextMessage(worker: ChildProcess): Promise<unknown> {
	const failed = once(worker, 'exit').then(([code]) => {
		throw new Error(`A worker ended before its time, with exit code ${code}`);
	});
	// A worker that has sent its report may end.
	failed.catch(() => undefined);
	const [message] = await Promise.race([once(worker, 'message'), failed]);
	return message;
}
