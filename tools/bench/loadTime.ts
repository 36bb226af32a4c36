/** `npm run bench:load`: how long n8n waits for the node when it starts. */
import { loadCosts } from './loadCosts.ts';
import { median } from './median.ts';

const RUNS = 15;
const costs = loadCosts(RUNS);
const times = costs.map(({ ms }) => ms);
const shown = (ms: number) => `${ms.toFixed(1)} ms`;
const share = median(costs.map((cost) => cost.share));
console.log(
	`Loading the node: median ${shown(median(times))}, from ${shown(Math.min(...times))} to ${shown(Math.max(...times))}, in CPU time ${(100 * share).toFixed(1)} % of n8n-workflow, ${RUNS} processes, Node ${process.version}`,
);
