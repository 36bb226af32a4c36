import type { ImageFailure } from '../errors';
import type { FallbackReason, ModelChoice } from '../operations/plan';
import type { LedgerEntry } from '../paid/entry';
import { cleanMessage } from './nodeError';
import { orderAndDeliver, type ImageResult } from './orderAndDeliver';
import { isTimeLeft } from './pay';
import type { ImageTask, RunScope } from './scope';

/**
 * Makes an image with the first model that can; each task is one of them. The node asks another model
 * only when certainly nothing was made and the reason lies with the model: not after a refusal of the
 * content, and not when nobody knows what was made. Never rejects.
 */
export async function tryModels(
	tasks: readonly ImageTask[],
	{ ledger, effects, redact }: RunScope,
): Promise<ImageResult> {
	const failed: FallbackReason[] = [];
	let result: ImageResult = { images: [], failures: [] };
	for (const [place, planned] of tasksLeft(tasks).entries()) {
		if (place > 0 && (effects.isStopped() || !isTimeLeft(planned))) break;
		const { choice, identity } = planned;
		const earlier = ledger.take(identity);
		if (place === 0) failed.push(...failedBefore(earlier, choice));
		const reasons = [...choice.ruledOut, ...failed];
		const task = { ...planned, fallbackFrom: reasons.length > 0 ? reasons : null };
		result = await orderAndDeliver(task, earlier);
		const failure = result.failures.find(({ isModelsFault }) => isModelsFault);
		if (!failure) break;
		failed.push({ model: choice.model.id, reason: cleanMessage(failure, redact) });
		// A later run would hand this out before it looks at the next model.
		if (tasks.length > 1) ledger.forget(identity);
	}
	const failures = result.failures.map((failure) => withEarlier(failure, failed));
	return { ...result, failures };
}

/** The models that an earlier run of the node asked in vain before this one. */
function failedBefore(earlier: LedgerEntry | null, { ruledOut }: ModelChoice): FallbackReason[] {
	const reasons = earlier?.fallbackFrom ?? [];
	return reasons.filter((reason) => !ruledOut.some(({ model }) => model === reason.model));
}

/** Begins with the model of which an earlier run ordered the image: no other one is paid for it too. */
function tasksLeft(tasks: readonly ImageTask[]): readonly ImageTask[] {
	if (tasks.length === 1) return tasks;
	const known = tasks.findIndex(({ identity, scope }) => scope.ledger.claim(identity));
	return tasks.slice(Math.max(known, 0));
}

/** The failure of the last model, with those of the models before it. */
function withEarlier(failure: ImageFailure, failed: FallbackReason[]): ImageFailure {
	const earlier = failure.isModelsFault ? failed.slice(0, -1) : failed;
	if (earlier.length === 0) return failure;
	const told = earlier.map(({ model, reason }) => `${model}: ${reason}`).join('; ');
	return failure.withMessage(`${failure.message}; the models before it failed: ${told}`);
}
