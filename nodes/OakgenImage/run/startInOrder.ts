import type { Place, Places } from './places';

/** Asked before each task. */
export interface Brakes {
	/** No task starts any more. */
	isStopped(): boolean;
	/** No task starts as long as others are under way, because it may come to nothing as well. */
	isCautious(): boolean;
}

/**
 * Starts the tasks in their order, each as soon as there is a place for an order and the brakes allow it.
 *
 * @param work must not reject
 * @returns when everything that was started is done
 */
export async function startInOrder<Task>(
	tasks: readonly Task[],
	places: Places,
	work: (task: Task, place: Place) => Promise<void>,
	{ isStopped, isCautious }: Brakes,
): Promise<void> {
	const underWay = new Set<Promise<void>>();
	for (const task of tasks) {
		if (isStopped()) break;
		let place = await places.next();
		while (isCautious() && underWay.size > 0 && !isStopped()) {
			// Those under way may need the place to come to their end.
			place.leave();
			await Promise.race(underWay);
			place = await places.next();
		}
		if (isStopped()) {
			place.leave();
			break;
		}
		const taken = place;
		const started: Promise<void> = work(task, taken).finally(() => {
			taken.leave();
			underWay.delete(started);
		});
		underWay.add(started);
	}
	await Promise.all(underWay);
}
