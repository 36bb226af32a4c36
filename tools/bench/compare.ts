import { contestants, type ContestantName } from './contestants/index.ts';
import { median } from './median.ts';
import { type Provider, type Script, startProvider } from './provider/index.ts';
import type { RunReport, Service, Work } from './types.ts';
import { startWorker } from './worker/index.ts';

export interface Bench {
	/** The packed package, as `packPackage` returns it. */
	packageFolder: string;
	/** Processes of each contestant. The contestants take turns, so that all meet the same machine. */
	rounds: number;
}

export interface Comparison {
	contestants: readonly ContestantName[];
	work: Work;
	script: Script;
	/** Items of the run that nobody counts: small pictures, no latency. */
	warmUpItems: number;
	/** In one process. */
	runs: number;
	v8Flags?: readonly string[];
}

/** Medians over all runs; memory is each process's highest, as only its first run starts small. */
export interface Result extends RunReport {
	contestant: ContestantName;
	label: string;
	/** Every run, rounded. */
	runs: Record<(typeof NOISY)[number], number[]>;
}

const NOISY = ['wallMs', 'cpuMs', 'memoryBytes'] as const;

export type Results = Record<ContestantName, Result>;

const WARM_UP = { pictureBytes: 64 * 1024, latencyMs: 0 };

/** Lets the contestants do the same work. @throws when an image is missing or not whole */
export async function compare(
	{ packageFolder, rounds }: Bench,
	comparison: Comparison,
): Promise<Results> {
	const provider = startProvider();
	const services = {
		warmUp: await provider.open(WARM_UP),
		service: await provider.open(comparison.script),
	};
	const reports = new Map<ContestantName, RunReport[][]>();
	for (let round = 0; round < rounds; round += 1) {
		for (const contestant of comparison.contestants) {
			const ran = await inFreshProcess(contestant, packageFolder, provider, services, comparison);
			reports.set(contestant, [...(reports.get(contestant) ?? []), ran]);
		}
	}
	provider.close();
	const results = [...reports].map(([name, all]) => [name, summary(name, all)] as const);
	return Object.fromEntries(results) as Results;
}

async function inFreshProcess(
	contestant: ContestantName,
	packageFolder: string,
	provider: Provider,
	{ warmUp, service }: Record<'warmUp' | 'service', Service>,
	{ work, warmUpItems, runs, v8Flags = [] }: Comparison,
): Promise<RunReport[]> {
	const worker = await startWorker({ contestant, packageFolder, v8Flags });
	await worker.run({ ...work, items: warmUpItems }, warmUp);
	const reports: RunReport[] = [];
	for (let run = 0; run < runs; run += 1) {
		await provider.reset();
		const own = await worker.run(work, service);
		const report = { ...own, ...(await provider.seen()) };
		const wanted = work.items * (work.imagesPerItem ?? 1);
		if (report.images !== wanted) {
			throw new Error(`${contestant} made ${report.images} whole images of ${wanted}`);
		}
		reports.push(report);
	}
	worker.close();
	return reports;
}

function summary(contestant: ContestantName, processes: RunReport[][]): Result {
	const all = processes.flat();
	const of = (key: keyof RunReport) => median(all.map((report) => report[key]));
	return {
		contestant,
		label: contestants[contestant].label,
		wallMs: of('wallMs'),
		cpuMs: of('cpuMs'),
		mainMs: of('mainMs'),
		v8Ms: of('v8Ms'),
		memoryBytes: median(
			processes.map((reports) => Math.max(...reports.map((report) => report.memoryBytes))),
		),
		heldBytes: of('heldBytes'),
		collections: of('collections'),
		images: of('images'),
		executionBytes: of('executionBytes'),
		referenceReads: of('referenceReads'),
		referenceEncodings: of('referenceEncodings'),
		mostInFlight: Math.max(...all.map((report) => report.mostInFlight)),
		mostDownloads: Math.max(...all.map((report) => report.mostDownloads)),
		mostTogether: Math.max(...all.map((report) => report.mostTogether)),
		orders: of('orders'),
		downloads: of('downloads'),
		runs: Object.fromEntries(
			NOISY.map((key) => [key, all.map((report) => Math.round(report[key] * 10) / 10)]),
		) as Result['runs'],
	};
}
