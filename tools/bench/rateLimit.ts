/**
 * `npm run bench:rate-limit`: how much of a provider's rate limit night runs use, and how many of
 * their requests are refused. One worker, then three that know nothing of each other, each in its
 * own process, against the sandbox over real sockets. Ends with exit code 1 when a target is missed.
 */
import { packPackage } from '../engine/index.ts';
import { startSandbox } from '../sandbox/index.ts';
import { runWorkers } from './rateLimit/worker.ts';

const REQUESTS_PER_SECOND = 10;
/** One second's worth may be saved up. */
const BURST = 10;
const IMAGES_PER_WORKER = 200;
const CONCURRENCY = 16;
const LATENCY_MS = 250;

const LEAST_USED = 0.9;
const MOST_REFUSED = 0.1;

const packageFolder = await packPackage();
console.log(
	`${IMAGES_PER_WORKER} images per worker, ${CONCURRENCY} at a time; the provider takes ${REQUESTS_PER_SECOND} requests a second (token bucket, ${BURST} at once) and needs ${LATENCY_MS} ms for an image\n`,
);
console.log('| workers | images | paid for | requests refused | of all | of the limit used |');
console.log('| --: | --: | --: | --: | --: | --: |');
for (const workers of [1, 3]) {
	if (!(await measure(workers))) process.exitCode = 1;
}

async function measure(workers: number): Promise<boolean> {
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

	const delivered = reports.reduce((sum, report) => sum + report.delivered, 0);
	const arrivals = accepted.map(({ at }) => Date.parse(at));
	const seconds = (Math.max(...arrivals) - Math.min(...arrivals)) / 1000;
	const allowed = BURST + REQUESTS_PER_SECOND * seconds;
	const used = accepted.length / allowed;
	const refused = paid.length - accepted.length;
	const share = refused / paid.length;
	const percent = (ratio: number) => `${(100 * ratio).toFixed(1)} %`;
	console.log(
		`| ${workers} | ${delivered} | ${bill} | ${refused} | ${percent(share)} | ${percent(used)} |`,
	);
	const isComplete = delivered === workers * IMAGES_PER_WORKER && bill === delivered;
	return isComplete && used >= LEAST_USED && share <= MOST_REFUSED;
}
