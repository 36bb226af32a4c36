import { packPackage } from '../engine/index.ts';
import { type Bench, compare } from './compare.ts';
import { references } from './scenarios/references.ts';
import { atMost, inMegabytes, MEGABYTE, type Target, times } from './section.ts';

/**
 * The guard of continuous integration: counts, and ratios with wide margins, never seconds, because
 * its machines differ and are busy. Runs on the checkout's n8n-core, without n8n's own nodes.
 *
 * @returns whether nothing is broken
 */
export async function guard(): Promise<boolean> {
	const bench = { packageFolder: await packPackage(), rounds: 1 };
	const targets = [
		...(await inParallel(bench)),
		...(await sideBySide(bench)),
		...(await frugal(bench)),
		...(await streamed(bench)),
		...(await references(bench)).targets,
	];
	for (const { text, measured, isMet } of targets) {
		console.log(`${isMet ? '✔' : '✖'} ${text}: ${measured}`);
	}
	return targets.every(({ isMet }) => isMet);
}

async function inParallel(bench: Bench): Promise<Target[]> {
	const items = 48;
	const concurrency = 16;
	const { oakgenUrl, bareUrl } = await compare(bench, {
		contestants: ['oakgenUrl', 'bareUrl'],
		work: { items, concurrency },
		script: { pictureBytes: 64 * 1024, latencyMs: 400 },
		warmUpItems: concurrency,
		runs: 2,
	});
	const { mostInFlight, orders, downloads } = oakgenUrl;
	const slower = oakgenUrl.wallMs / bareUrl.wallMs;
	return [
		{
			text: `${concurrency} orders in flight at most, and no fewer`,
			measured: String(mostInFlight),
			isMet: mostInFlight === concurrency,
		},
		{
			text: `${items} orders and ${items} downloads for ${items} images`,
			measured: `${orders} and ${downloads}`,
			isMet: orders === items && downloads === items,
		},
		atMost('at most 2 × the time of fetch alone', slower, 2, times(slower)),
	];
}

/** In lanes, where a download holds the place of an order, there are never more than that together. */
async function sideBySide(bench: Bench): Promise<Target[]> {
	const concurrency = 8;
	const { oakgenUrl } = await compare(bench, {
		contestants: ['oakgenUrl'],
		work: { items: 48, concurrency },
		script: { pictureBytes: 64 * 1024, latencyMs: 300, downloadMs: 600 },
		warmUpItems: concurrency,
		runs: 1,
	});
	const { mostInFlight, mostDownloads, mostTogether } = oakgenUrl;
	return [
		{
			text: `with slow files, ${concurrency} orders and ${concurrency} downloads at most, side by side`,
			measured: `${mostInFlight} and ${mostDownloads}, ${mostTogether} together`,
			isMet:
				mostInFlight === concurrency && mostDownloads === concurrency && mostTogether > concurrency,
		},
	];
}

async function frugal(bench: Bench): Promise<Target[]> {
	const { oakgenUrl, bareUrl } = await compare(bench, {
		contestants: ['oakgenUrl', 'bareUrl'],
		work: { items: 32, concurrency: 16 },
		script: { pictureBytes: MEGABYTE, latencyMs: 0 },
		warmUpItems: 64,
		runs: 3,
	});
	const more = oakgenUrl.cpuMs / bareUrl.cpuMs;
	return [atMost('at most 6 × the CPU time of fetch alone', more, 6, times(more))];
}

async function streamed(bench: Bench): Promise<Target[]> {
	const items = 32;
	const pictureBytes = 8 * MEGABYTE;
	const { oakgenUrl } = await compare(bench, {
		contestants: ['oakgenUrl'],
		work: { items, concurrency: 4 },
		script: { pictureBytes, latencyMs: 0 },
		warmUpItems: 16,
		runs: 1,
	});
	const { memoryBytes } = oakgenUrl;
	const most = (items * pictureBytes) / 2;
	return [
		atMost(
			`at most half of ${inMegabytes(items * pictureBytes)} of images in memory`,
			memoryBytes,
			most,
			inMegabytes(memoryBytes),
		),
	];
}
