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
	const failed = last(({ generation }) => generation.status === 'failed');
	const urls = failed ? addressesIn(last((event) => isDone(event) && event.state === null)) : [];
	return (
		// What goes wrong behind the event that brings the picture takes nothing away from it.
		last((event) => isDone(event) && event.state === 'done') ??
		(failed?.status === 'failed' && urls.length > 0
			? {
					status: 'unclear',
					facts: failed.facts,
					// Whether it is the picture or a preview, nobody knows.
					excerpt: [`after ${urls.join(' ')} came an error`, failed.reason].join(': '),
					isDone: true,
				}
			: failed) ??
		last((event) => isDone(event) && event.state !== 'unknown') ??
		last(isDone) ??
		last(({ generation }) => generation.status === 'pending') ??
		last(() => true) ?? { status: 'unclear', facts: NO_FACTS, excerpt: '', isDone: false }
	);
}

const MOST_NAMED = 3;

function addressesIn(generation: Generation | undefined): string[] {
	const images = generation?.status === 'done' ? generation.images.slice(0, MOST_NAMED) : [];
	return images.flatMap((image) => (image.kind === 'url' ? [image.url] : []));
}
