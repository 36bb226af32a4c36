import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from '../compare.ts';
import { type ContestantName, contestants } from '../contestants/index.ts';
import { type Shares, sharesOf, spenders } from '../profileShares.ts';
import { startProvider } from '../provider/index.ts';
import { inMs, MEGABYTE, type Section } from '../section.ts';
import { startWorker } from '../worker/index.ts';

interface Profiled {
	title: string;
	contestant: ContestantName;
	items: number;
	pictureBytes: number;
	runs: number;
}

const MANY = { items: 64, pictureBytes: MEGABYTE, runs: 2 };
const ONE = { items: 1, pictureBytes: 100 * 1024, runs: 40 };

const profiles: Profiled[] = [
	{ ...MANY, title: contestants.oakgenUrl.label, contestant: 'oakgenUrl' },
	{ ...MANY, title: contestants.bareUrl.label, contestant: 'bareUrl' },
	{ ...MANY, title: contestants.oakgenBase64.label, contestant: 'oakgenBase64' },
	{ ...MANY, title: contestants.bareBase64.label, contestant: 'bareBase64' },
	{ ...ONE, title: `${contestants.oakgenUrl.label}, one item per run`, contestant: 'oakgenUrl' },
];

export async function profile({ packageFolder }: Bench): Promise<Section> {
	const folder = mkdtempSync(join(tmpdir(), 'profile-'));
	const columns: Shares[] = [];
	for (const wanted of profiles) {
		columns.push(await perImage(wanted, packageFolder, join(folder, 'last.cpuprofile')));
	}
	rmSync(folder, { recursive: true });
	const total = (shares: Shares) => spenders.reduce((sum, name) => sum + shares[name], 0);
	return {
		id: 'profile',
		title: 'Where the CPU time goes',
		text: `A CPU profile (sampled every 0.1 ms) of the main thread, in ms per image: ${MANY.items} images of 1 MB, 16 at a time, no latency; in the last column single images of 100 kB, each in an execution of its own. It slows things down a little. The first row is all that the contestant’s own code does, parsing of JSON included (fetch counts its own as network); what n8n does for it, such as evaluating the expression in the prompt, stands by itself.`,
		header: ['', ...profiles.map(({ title }) => title)],
		rows: [
			...spenders.map((name) => [
				name === 'Oakgen Image' ? 'the contestant' : name,
				...columns.map((shares) => inMs(shares[name])),
			]),
			['all', ...columns.map((shares) => inMs(total(shares)))],
		],
		targets: [],
		data: Object.fromEntries(profiles.map(({ title }, index) => [title, columns[index]])),
	};
}

async function perImage(
	{ contestant, items, pictureBytes, runs }: Profiled,
	packageFolder: string,
	profileTo: string,
): Promise<Shares> {
	const provider = startProvider();
	const service = await provider.open({ pictureBytes, latencyMs: 0 });
	const worker = await startWorker({ contestant, packageFolder, profileTo });
	await worker.run({ items: 64, concurrency: 16 }, service);
	const sums = Object.fromEntries(spenders.map((name) => [name, 0])) as Shares;
	for (let run = 0; run < runs; run += 1) {
		await worker.run({ items, concurrency: 16 }, service);
		const shares = sharesOf(profileTo);
		for (const name of spenders) sums[name] += shares[name] / items / runs;
	}
	worker.close();
	provider.close();
	return sums;
}
