import type { ImageFailure } from '../errors';
import type { FallbackReason, ModelChoice } from '../operations/plan';
import type { LedgerEntry } from '../paid/entry';
import { cleanMessage } from './nodeError';
import type { ImageResult } from './imageResult';
import { orderAndDeliver } from './orderAndDeliver';
import { isTimeLeft } from './pay';
import type { ImageTask, RunScope } from './scope';

/**
 * Makes one image with the first model that can. Never rejects.
 *
 * The next model is asked only when the one before certainly made nothing, and for a reason of its
 * own. A refusal of the content ends it, and so does an order of which nobody knows what it made.
 *
 * @param tasks the same image, one task for each model
 */
export async function tryModels(
	tasks: readonly ImageTask[],
	{ ledger, stopPolicy, redact, inWork }: RunScope,
): Promise<ImageResult> {
	const failed: FallbackReason[] = [];
	let result: ImageResult = { images: [], failures: [] };
	for (const [place, planned] of tasksLeft(tasks).entries()) {
		if (place > 0 && (stopPolicy.isStopped() || !isTimeLeft(planned))) break;
		const { choice, identity } = planned;
		const earlier = ledger.take(identity);
		if (place === 0) failed.push(...failedBefore(earlier, choice));
		const reasons = [...choice.ruledOut, ...failed];
		const task = { ...planned, fallbackFrom: reasons.length > 0 ? reasons : null };
		inWork.add(task);
		result = await orderAndDeliver(task, earlier);
		inWork.delete(task);
		const failure = result.failures.find(({ isModelsFault }) => isModelsFault);
		if (!failure) break;
		failed.push({ model: choice.model.id, reason: cleanMessage(failure, redact) });
		// The next run must begin with the model that is asked now, not hand out this failure.
		if (tasks.length > 1 && !isKeyAlone(ledger.find(identity))) ledger.forget(identity);
	}
	if (result.failures.length === 0) {
		// Whichever model made it, the others are not asked again.
		const others = tasks.filter(({ identity }) => isKeyAlone(ledger.find(identity)));
		for (const { identity } of others) ledger.forget(identity);
	}
	const failures = result.failures.map((failure) => withEarlier(failure, failed));
	return { ...result, failures };
}

/** The models that an earlier run asked in vain before it came to this one. */
function failedBefore(earlier: LedgerEntry | null, { ruledOut }: ModelChoice): FallbackReason[] {
	const reasons = earlier?.fallbackFrom ?? [];
	return reasons.filter((reason) => !ruledOut.some(({ model }) => model === reason.model));
}

/** Without the models before the one that an earlier run paid, so that no other is paid too. */
function tasksLeft(tasks: readonly ImageTask[]): readonly ImageTask[] {
	if (tasks.length === 1) return tasks;
	const known = tasks.findIndex(
		({ identity, scope: { ledger } }) =>
			ledger.claim(identity) && !isKeyAlone(ledger.find(identity)),
	);
	return tasks.slice(Math.max(known, 0));
}

/** Nothing is known to have come of the order; only its key must stay the same. */
function isKeyAlone(entry: LedgerEntry | null): boolean {
	return entry?.isRepeatable === true && entry.images.length === 0 && entry.pending === null;
}

/** The failure of the last model, with those of the models before it. */
function withEarlier(failure: ImageFailure, failed: FallbackReason[]): ImageFailure {
	const earlier = failure.isModelsFault ? failed.slice(0, -1) : failed;
	if (earlier.length === 0) return failure;
	const told = earlier.map(({ model, reason }) => `${model}: ${reason}`).join('; ');
	return failure.withMessage(`${failure.message}; the models before it failed: ${told}`);
}
