import type { Story, Try } from '../story';
import { broken } from './broken';

/** (d) After a cancel, and in stop mode after a failure, no new paid request starts. */
export function checkNothingNew({ settings, paid, tries }: Story): void {
	for (const { group, wasCancelled } of paid) {
		if (wasCancelled) broken('d', `"${group}" was ordered after the cancel`);
	}
	if (settings.continues) return;
	for (const attempt of tries) {
		const firstFailureAt = Math.min(...attempt.finalFailures);
		const late = paid.find(
			({ tryNumber, at }) => tryNumber === attempt.number && at > firstFailureAt,
		);
		if (late) broken('d', `"${late.group}" was ordered ${late.at - firstFailureAt} ms too late`);
	}
	if (settings.invalidItem !== null && paid.length > 0) {
		broken('d', 'something was ordered, though one item has no prompt');
	}
	checkThrown(tries);
}

function checkThrown(tries: readonly Try[]): void {
	for (const { outcome, finalFailures, number } of tries) {
		if (outcome.kind === 'thrown') continue;
		if (finalFailures.length > 0) broken('d', `try ${number} failed, and nothing was thrown`);
	}
}
