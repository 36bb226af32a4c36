import type { Generation } from '../generation';
import { NO_FACTS } from '../noFacts';
import type { State } from './state';

interface Event {
	generation: Generation;
	/** What the name of the event says. */
	state: State | null;
}

type Failure = Extract<Generation, { status: 'failed' }>;

/** What a stream of events comes to: a failure, else the last result, else what is known of the job. */
export function lastWord(events: readonly Event[]): Generation {
	const last = (fits: (event: Event) => boolean) => events.findLast(fits)?.generation;
	const isDone = ({ generation }: Event) => generation.status === 'done';
	const failed = events
		.map(({ generation }) => generation)
		.findLast((generation) => generation.status === 'failed');
	const shown = last((event) => isDone(event) && event.state === null);
	return (
		// What goes wrong behind the event that brings the picture takes nothing away from it.
		last((event) => isDone(event) && event.state === 'done') ??
		(failed && withAddress(failed, shown)) ??
		last((event) => isDone(event) && event.state !== 'unknown') ??
		last(isDone) ??
		last(({ generation }) => generation.status === 'pending') ??
		last(() => true) ?? { status: 'unclear', facts: NO_FACTS, excerpt: '', isDone: false }
	);
}

/** Whether what stands beside a failure is the picture or a preview, nobody knows. */
function withAddress(failed: Failure, shown: Generation | undefined): Generation {
	const image = shown?.status === 'done' ? shown.images[0] : undefined;
	if (image?.kind !== 'url') return failed;
	const excerpt = `it names ${image.url} and tells of an error: ${failed.reason}`;
	return { status: 'unclear', facts: failed.facts, excerpt, isDone: true };
}
