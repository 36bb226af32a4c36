import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { nextMessage } from '../../../tools/scripts/lib/nextMessage.ts';

export interface Setup {
	packageFolder: string;
	baseUrl: string;
	apiKey: string;
}

export interface Instructions {
	parameters: INodeParameters;
}

export interface Report {
	/** The `json` of the items that the node handed out. */
	items: IDataObject[];
	/** Resident memory before the run, and at its worst. */
	restingBytes: number;
	peakBytes: number;
	cpuMs: number;
}

export interface SmallHeap {
	/** @throws when the process runs out of memory */
	run(parameters: INodeParameters): Promise<Report>;
	close(): void;
}

/** Starts a process in which n8n runs, whose JavaScript heap is limited. */
export async function startSmallHeap(setup: Setup, heapMegabytes: number): Promise<SmallHeap> {
	const worker = fork(join(import.meta.dirname, 'worker.ts'), [JSON.stringify(setup)], {
		execArgv: [
			`--max-old-space-size=${heapMegabytes}`,
			'--expose-gc',
			'--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
		],
		stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
		// The one of jest would make it look like a worker of jest's.
		env: { ...process.env, JEST_WORKER_ID: '', NODE_OPTIONS: '' },
	});
	await nextMessage(worker);
	return {
		run: async (parameters) => {
			const report = nextMessage(worker);
			worker.send({ parameters } satisfies Instructions);
			return (await report) as Report;
		},
		close: () => void worker.kill('SIGKILL'),
	};
}
