import { HANDED_OUT } from '../runAgain';
import { shortened } from '../text/shortened';

/** n8n stores a description twice, and shows it whole. */
const MOST_ADDRESSES = 2500;
const MOST_FAILURES = 4000;

/** Longer than the longest address that anybody uses, and than a message about it. */
const LONGEST_TEXT = 8000;

/** Stands in a description that leaves something out. */
export const IN_LOG = 'in n8n’s log';

export interface RestOfRun {
	made: number;
	wasCancelled: boolean;
	/** Of those that have one. */
	addresses: readonly string[];
	failures: readonly string[];
}

/**
 * What became of the other images of a run that hands nothing out: at most some 8,000 characters,
 * however many images there are.
 */
export function describeRest({ made, wasCancelled, addresses, failures }: RestOfRun): string {
	const sentences: string[] = [];
	if (made > 0) {
		sentences.push(
			`${made} other image(s) of this run are made.${wasCancelled ? '' : ` ${HANDED_OUT}`}`,
		);
	}
	const listed = firstOf(addresses, MOST_ADDRESSES);
	if (listed.length > 0) {
		const left = addresses.length - listed.length;
		const more = left > 0 ? ` and ${left} more, ${IN_LOG}` : '';
		sentences.push(`Their addresses: ${listed.join(' ')}${more}`);
	}
	const told = firstOf(failures, MOST_FAILURES);
	const untold = failures.length - told.length;
	sentences.push(...told);
	if (untold > 0) sentences.push(`And ${untold} more; what of them is paid for stands ${IN_LOG}.`);
	return sentences.join(' ');
}

/** As many as fit; at least one, cut only when nobody can have meant it. */
function firstOf(texts: readonly string[], room: number): string[] {
	let used = 0;
	const count = texts.findIndex((text, place) => {
		used += text.length + 1;
		return place > 0 && used > room;
	});
	return texts
		.slice(0, count < 0 ? texts.length : count)
		.map((text) => shortened(text, LONGEST_TEXT));
}
