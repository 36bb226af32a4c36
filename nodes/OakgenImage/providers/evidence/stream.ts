import type { Generation } from '../generation';
import { NO_FACTS } from '../noFacts';
import type { State } from './state';

interface Event {
	generation: Generation;
	/** What the name of the event says. */
	state: State | null;
}

/** What a stream of events comes to: a failure, else the last result, else what is known of the job. */
export function lastWord(events: readonly Event[]): Generation {
	const last = (fits: (event: Event) => boolean) => events.findLast(fits)?.generation;
	const isDone = ({ generation }: Event) => generation.status === 'done';
	return (
		// What goes wrong behind the event that brings the picture takes nothing away from it.
		last((event) => isDone(event) && event.state === 'done') ??
		last(({ generation }) => generation.status === 'failed') ??
		last((event) => isDone(event) && event.state !== 'unknown') ??
		last(isDone) ??
		last(({ generation }) => generation.status === 'pending') ??
		last(() => true) ?? { status: 'unclear', facts: NO_FACTS, excerpt: '', isDone: false }
	);
}
