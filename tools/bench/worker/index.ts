import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { ContestantName } from '../contestants/index.ts';
import { nextMessage } from '../../scripts/lib/nextMessage.ts';
import type { OwnReport, Service, Work } from '../types.ts';

export interface Setup {
	contestant: ContestantName;
	packageFolder: string;
	/** Where to write a CPU profile of the last run. */
	profileTo?: string;
	v8Flags?: readonly string[];
}

export interface Instructions {
	work: Work;
	service: Service;
}

export interface Worker {
	run(work: Work, service: Service): Promise<OwnReport>;
	close(): void;
}

/** Starts a contestant in a fresh process. */
export async function startWorker(setup: Setup): Promise<Worker> {
	const child = fork(join(import.meta.dirname, 'process.ts'), [JSON.stringify(setup)], {
		execArgv: [
			'--expose-gc',
			'--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
			...(setup.v8Flags ?? []),
		],
		stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
	});
	await nextMessage(child);
	return {
		run: async (work, service) => {
			const report = nextMessage(child);
			child.send({ work, service } satisfies Instructions);
			return (await report) as OwnReport;
		},
		close: () => child.disconnect(),
	};
}
