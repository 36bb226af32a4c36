import type { Effects } from '../../nodes/OakgenImage/transport/attempts';
import { NEVER_CANCELLED } from '../../nodes/OakgenImage/transport/cancellation';
import type { Clock } from '../../nodes/OakgenImage/transport/clock';
import type { HttpClient } from '../../nodes/OakgenImage/transport/types';
import { RateGate } from '../../nodes/OakgenImage/transport/rateGate';

/** Effects without chance: a jitter of 1 makes every delay as long as it can be. */
export function effectsFor(
	clock: Clock,
	http: HttpClient,
	overrides: Partial<Effects> = {},
): Effects {
	const { cancellation = NEVER_CANCELLED, isStopped = cancellation.isCancelled } = overrides;
	return {
		http,
		clock,
		gate: new RateGate(clock, isStopped, () => 0, cancellation),
		random: () => 1,
		cancellation,
		isStopped,
		...overrides,
	};
}
