/** Enough for the smallest of them to be free of garbage collection and of compiling. */
const ROUNDS = 3;

/**
 * What `work` costs, in milliseconds of this process's CPU: the least of several rounds, so that
 * neither other processes nor the engine's own housekeeping count.
 */
export function cpuCostMs(work: () => unknown, rounds = ROUNDS): number {
	let least = Infinity;
	for (let round = 0; round < rounds; round += 1) {
		const stop = startCpuWatch();
		work();
		least = Math.min(least, stop());
	}
	return least;
}

/**
 * Of the process rather than the thread, whose figures move in steps of milliseconds on Linux.
 *
 * @returns a function that gives the milliseconds of CPU since
 */
export function startCpuWatch(): () => number {
	const before = process.cpuUsage();
	return () => {
		const { user, system } = process.cpuUsage(before);
		return (user + system) / 1000;
	};
}
