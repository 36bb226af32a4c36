/**
 * `npm run bench:rate-limit`: how much of a provider's rate limit night runs use, and how many of
 * their requests are refused. One worker, then three that know nothing of each other, each in its
 * own process, against the sandbox over real sockets. Ends with exit code 1 when a target is missed.
 */
import { packPackage } from '../engine/index.ts';
import { startSandbox } from '../sandbox/index.ts';
import { median } from './median.ts';
import { runWorkers } from './rateLimit/worker.ts';

const REQUESTS_PER_SECOND = 10;
/** One second's worth may be saved up. */
const BURST = 10;
const IMAGES_PER_WORKER = 200;
const CONCURRENCY = 16;
const LATENCY_MS = 250;

/** Chance decides who of several workers is refused, so one round tells little. */
const ROUNDS = 5;

interface Round {
	delivered: number;
	bill: number;
	refused: number;
	/** Of all requests, 0 to 1. */
	refusedShare: number;
	/** Of what the provider would have taken in this time, 0 to 1. */
	used: number;
}

const TARGETS = [
	{ workers: 1, leastUsed: 0.95, mostRefused: 0.03 },
	{ workers: 3, leastUsed: 0.93, mostRefused: 0.08 },
];

const packageFolder = await packPackage();
console.log(
	`${IMAGES_PER_WORKER} images per worker, ${CONCURRENCY} at a time; the provider takes ${REQUESTS_PER_SECOND} requests a second (token bucket, ${BURST} at once) and needs ${LATENCY_MS} ms for an image; medians of ${ROUNDS} rounds, and the lowest and highest\n`,
);
console.log(
	'| workers | images | paid for | requests refused | of all | of the limit used | from | to |',
);
console.log('| --: | --: | --: | --: | --: | --: | --: | --: |');
for (const { workers, leastUsed, mostRefused } of TARGETS) {
	const rounds: Round[] = [];
	for (let round = 0; round < ROUNDS; round += 1) rounds.push(await measure(workers));
	const of = (key: keyof Round) => median(rounds.map((round) => round[key]));
	const used = rounds.map((round) => round.used);
	const cells = [
		...[workers, of('delivered'), of('bill'), of('refused')],
		...[of('refusedShare'), of('used'), Math.min(...used), Math.max(...used)].map(percent),
	];
	console.log(`| ${cells.join(' | ')} |`);
	const images = workers * IMAGES_PER_WORKER;
	const isComplete = rounds.every(({ delivered, bill }) => delivered === images && bill === images);
	const isMet = of('used') >= leastUsed && of('refusedShare') <= mostRefused;
	if (!isComplete || !isMet) process.exitCode = 1;
}

async function measure(workers: number): Promise<Round> {
	const sandbox = await startSandbox({
		plain: true,
		latencyMs: LATENCY_MS,
		rateLimit: { requestsPerSecond: REQUESTS_PER_SECOND, burst: BURST },
	});
	const reports = await runWorkers(workers, {
		packageFolder,
		baseUrl: sandbox.url,
		apiKey: sandbox.oakgenApiKey,
		images: IMAGES_PER_WORKER,
		concurrency: CONCURRENCY,
	});
	const paid = sandbox.requests.filter(({ where }) => where === 'generate');
	const accepted = paid.filter(({ status }) => status === 200);
	const bill = sandbox.bill();
	await sandbox.close();

	const arrivals = accepted.map(({ at }) => Date.parse(at));
	const seconds = (Math.max(...arrivals) - Math.min(...arrivals)) / 1000;
	const refused = paid.length - accepted.length;
	return {
		delivered: reports.reduce((sum, report) => sum + report.delivered, 0),
		bill,
		refused,
		refusedShare: refused / paid.length,
		used: accepted.length / (BURST + REQUESTS_PER_SECOND * seconds),
	};
}

function percent(ratio: number): string {
	return `${(100 * ratio).toFixed(1)} %`;
}
