/** Enough for the smallest of them to be free of garbage collection and of compiling. */
const ROUNDS = 3;

/**
 * What `work` costs, in milliseconds of this thread's CPU: the least of several rounds, so that
 * neither other processes nor the engine's own housekeeping count.
 */
export function cpuCostMs(work: () => unknown): number {
	return Math.min(...Array.from({ length: ROUNDS }, () => oneRoundMs(work)));
}

function oneRoundMs(work: () => unknown): number {
	const before = process.threadCpuUsage();
	work();
	const { user, system } = process.threadCpuUsage(before);
	return (user + system) / 1000;
}
