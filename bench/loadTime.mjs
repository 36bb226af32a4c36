/**
 * How long n8n waits for the node when it starts: `require` of the packed file, in a fresh process
 * that has loaded n8n-workflow already. Prints the median of several processes.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const RUNS = 15;
const root = fileURLToPath(new URL('..', import.meta.url));
const measure = `
	require('n8n-workflow');
	const startedAt = performance.now();
	require('./dist/nodes/OakgenImage/OakgenImage.node.js');
	console.log(performance.now() - startedAt);
`;

const times = Array.from({ length: RUNS }, () =>
	Number(execFileSync(process.execPath, ['--eval', measure], { cwd: root, encoding: 'utf8' })),
).sort((a, b) => a - b);

const shown = (ms) => `${ms.toFixed(1)} ms`;
console.log(
	`Loading the node: median ${shown(times[Math.floor(RUNS / 2)])}, from ${shown(times[0])} to ${shown(times[RUNS - 1])}, ${RUNS} processes, Node ${process.version}`,
);
