/** Enough for the smallest of them to be free of garbage collection and of compiling. */
const ROUNDS = 3;

const MEGABYTE = 'The quick brown fox. '.repeat(50_000);

/**
 * What `work` costs, in passes of a plain regular expression over a text of a megabyte. Both are
 * measured in turn, so that the figure is about the same on a slow machine and on a busy one.
 */
export function costInPasses(work: () => unknown, rounds = ROUNDS): number {
	const least = { work: Infinity, pass: Infinity };
	for (let round = 0; round < rounds; round += 1) {
		least.work = Math.min(least.work, cpuMs(work));
		least.pass = Math.min(
			least.pass,
			cpuMs(() => MEGABYTE.replace(/\w/g, '-')),
		);
	}
	return least.work / least.pass;
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
