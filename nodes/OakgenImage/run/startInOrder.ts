import type { Place, Places } from './places';

/**
 * Starts the tasks in their order, each as soon as there is a place for an order, and none any more once
 * `isStopped`.
 *
 * @param work must not reject
 * @returns when everything that was started is done
 */
export async function startInOrder<Task>(
	tasks: readonly Task[],
	places: Places,
	work: (task: Task, place: Place) => Promise<void>,
	isStopped: () => boolean,
): Promise<void> {
	const started: Array<Promise<void>> = [];
	for (const task of tasks) {
		if (isStopped()) break;
		const place = await places.next();
		if (isStopped()) {
			place.leave();
			break;
		}
		started.push(work(task, place).finally(() => place.leave()));
	}
	await Promise.all(started);
}
