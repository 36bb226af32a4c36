/** `npm run bench:load`: how long n8n waits for the node when it starts. */
import { loadTimes } from './loadTimes.ts';
import { median } from './median.ts';

const RUNS = 15;
const times = loadTimes(RUNS);
const shown = (ms: number) => `${ms.toFixed(1)} ms`;
console.log(
	`Loading the node: median ${shown(median(times))}, from ${shown(Math.min(...times))} to ${shown(Math.max(...times))}, ${RUNS} processes, Node ${process.version}`,
);
