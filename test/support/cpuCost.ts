/** Enough for the smallest of them to be free of garbage collection and of compiling. */
const ROUNDS = 3;

const MEGABYTE = 'The quick brown fox. '.repeat(50_000);

/**
 * What `work` costs, in passes of a plain regular expression over a text of a megabyte. Both are
 * measured in turn, so that the figure is about the same on a slow machine and on a busy one.
 */
export function costInPasses(work: () => unknown, rounds = ROUNDS): number {
	return costRatio(work, () => MEGABYTE.replace(/\w/g, '-'), rounds);
}

/** How many times the CPU of `other` the `work` takes: the least of several rounds of each, in turn. */
export function costRatio(work: () => unknown, other: () => unknown, rounds = ROUNDS): number {
	const least = { work: Infinity, other: Infinity };
	for (let round = 0; round < rounds; round += 1) {
		least.work = Math.min(least.work, cpuMs(work));
		least.other = Math.min(least.other, cpuMs(other));
	}
	return least.work / least.other;
}

function cpuMs(work: () => unknown): number {
	const stop = startCpuWatch();
	work();
	return stop();
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
