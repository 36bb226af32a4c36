/**
 * Works on `tasks` in order, up to `lanes` at a time, and starts nothing more once `isStopped`.
 *
 * @param work must not reject: a lane would end, and with it what the others do
 */
export async function runInLanes<Task>(
	tasks: readonly Task[],
	lanes: number,
	work: (task: Task) => Promise<void>,
	isStopped: () => boolean,
): Promise<void> {
	const queue = tasks.values();
	const lane = async () => {
		for (const task of queue) {
			if (isStopped()) return;
			await work(task);
		}
	};
	await Promise.all(Array.from({ length: Math.min(lanes, tasks.length) }, lane));
}
