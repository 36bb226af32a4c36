import {
	createCancellation,
	type Cancellation,
} from '../../nodes/OakgenImage/transport/cancellation';
import type { VirtualClock } from './virtualClock';

/** An execution that is cancelled at a moment of the clock, as n8n tells it. */
export function cancelledAt(clock: VirtualClock, moment: number): Cancellation {
	const controller = new AbortController();
	clock.at(moment, () => controller.abort());
	return createCancellation(controller.signal);
}

export function alreadyCancelled(): Cancellation {
	return createCancellation(AbortSignal.abort());
}
