import { type Bench, compare } from '../compare.ts';
import { atMost, inSeconds, MEGABYTE, type Section, times } from '../section.ts';

const ITEMS = 64;
const CONCURRENCY = 16;
const LATENCY_MS = 1000;
const DOWNLOAD_MS = 1000;
const MOST_GROWTH = 1.3;

export async function slowDownloads(bench: Bench): Promise<Section> {
	const run = async (downloadMs: number) =>
		await compare(bench, {
			contestants: ['oakgenUrl', 'bareUrl', 'bareBeside'],
			work: { items: ITEMS, concurrency: CONCURRENCY },
			script: { pictureBytes: MEGABYTE, latencyMs: LATENCY_MS, downloadMs },
			warmUpItems: CONCURRENCY,
			runs: 1,
		});
	const quick = await run(0);
	const slow = await run(DOWNLOAD_MS);
	const growth = slow.oakgenUrl.wallMs / quick.oakgenUrl.wallMs;
	return {
		id: 'slow-downloads',
		title: 'Slow downloads',
		text: `The work of [Many images](#many-images), once with files that come at once, and once with files that take ${DOWNLOAD_MS / 1000} s each.`,
		header: ['', 'files at once', 'slow files', 'orders and downloads together at most'],
		rows: Object.values(slow).map(({ contestant, label, wallMs, mostTogether }) => [
			label,
			inSeconds(quick[contestant].wallMs),
			inSeconds(wallMs),
			String(mostTogether),
		]),
		targets: [
			atMost(
				`at most ${MOST_GROWTH} × the time with files that come at once`,
				growth,
				MOST_GROWTH,
				times(growth),
			),
		],
		data: { quick, slow },
	};
}
