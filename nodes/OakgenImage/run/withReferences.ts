import type { ImageTask, OrderTask } from './scope';

/**
 * What an order is sent with, and a reply to it read: its references come into memory.
 *
 * @throws ImageFailure when one of them cannot be had
 */
export async function withReferences(task: ImageTask): Promise<OrderTask> {
	const references = await task.references.load();
	return { ...task, request: { ...task.request, references } };
}
