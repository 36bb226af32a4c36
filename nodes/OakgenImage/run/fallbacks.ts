import type { ImageFailure } from '../errors';
import type { FallbackReason, ModelRequest } from '../operations/plan';
import type { LedgerEntry } from './ledger';
import { makeImage, type TaskResult } from './makeImage';
import { cleanMessage } from './nodeError';
import { isTimeLeft } from './order';
import type { ImageTask, RunScope } from './scope';

/**
 * Makes an image with the first model that can; each task is one of them. Another one is asked only
 * when it is certain that nothing was made, and that the reason lies with the model: not after a
 * refusal of the content, and not when nobody knows what was made. Never rejects.
 */
export async function makeWithFallbacks(
	tasks: readonly ImageTask[],
	scope: RunScope,
): Promise<TaskResult> {
	const failed: FallbackReason[] = [];
	let result: TaskResult = { images: [], failures: [] };
	for (const [place, planned] of tasksLeft(tasks, scope).entries()) {
		if (place > 0 && (scope.effects.isStopped() || !isTimeLeft(planned, scope))) break;
		const { choice, identity } = planned;
		const earlier = scope.ledger.find(identity);
		if (place === 0) failed.push(...failedBefore(earlier, choice));
		const reasons = [...choice.ruledOut, ...failed];
		const task = { ...planned, fallbackFrom: reasons.length > 0 ? reasons : null };
		result = await makeImage(task, earlier, scope);
		const failure = result.failures.find(({ isModelsFault }) => isModelsFault);
		if (!failure) break;
		failed.push({ model: choice.model.id, reason: cleanMessage(failure, scope.redact) });
		// What an earlier execution left of it would come before what the next model makes.
		if (tasks.length > 1) scope.ledger.forget(identity);
	}
	const failures = result.failures.map((failure) => withEarlier(failure, failed));
	return { ...result, failures };
}

/** The models that an earlier run of the node asked in vain before this one. */
function failedBefore(earlier: LedgerEntry | null, { ruledOut }: ModelRequest): FallbackReason[] {
	const reasons = earlier?.fallbackFrom ?? [];
	return reasons.filter((reason) => !ruledOut.some(({ model }) => model === reason.model));
}

/** What an earlier run of the node ordered from a fallback is not ordered anew from another model. */
function tasksLeft(tasks: readonly ImageTask[], { ledger }: RunScope): readonly ImageTask[] {
	if (tasks.length === 1) return tasks;
	const known = tasks.findIndex(({ identity }) => ledger.knows(identity));
	return tasks.slice(Math.max(known, 0));
}

/** The failure of the last model, with those of the models before it. */
function withEarlier(failure: ImageFailure, failed: FallbackReason[]): ImageFailure {
	const earlier = failure.isModelsFault ? failed.slice(0, -1) : failed;
	if (earlier.length === 0) return failure;
	const told = earlier.map(({ model, reason }) => `${model}: ${reason}`).join('; ');
	return failure.withMessage(`${failure.message}; the models before it failed: ${told}`);
}
