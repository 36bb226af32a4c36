import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';

const measure = `
	require('n8n-workflow');
	const startedAt = performance.now();
	require('./dist/nodes/OakgenImage/OakgenImage.node.js');
	console.log(performance.now() - startedAt);
`;

/**
 * How long n8n waits for the node when it starts: `require` of the built file, each time in a fresh
 * process that has loaded n8n-workflow already. In milliseconds.
 */
export function loadTimes(runs: number): number[] {
	const cwd = dirname(dirname(import.meta.dirname));
	return Array.from({ length: runs }, () =>
		Number(execFileSync(process.execPath, ['--eval', measure], { cwd, encoding: 'utf8' })),
	);
}
