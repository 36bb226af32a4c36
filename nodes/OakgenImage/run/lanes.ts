/**
 * Works on `tasks` in order, up to `lanes` at a time, and starts nothing more once `isStopped`.
 *
 * @returns the results in the order of the tasks; those never started are missing
 */
export async function runInLanes<Task, Result>(
	tasks: readonly Task[],
	lanes: number,
	work: (task: Task) => Promise<Result>,
	isStopped: () => boolean,
): Promise<Array<Result | undefined>> {
	const results = new Array<Result | undefined>(tasks.length);
	const queue = tasks.entries();
	const lane = async () => {
		for (const [position, task] of queue) {
			if (isStopped()) return;
			results[position] = await work(task);
		}
	};
	await Promise.all(Array.from({ length: Math.min(lanes, tasks.length) }, lane));
	return results;
}
