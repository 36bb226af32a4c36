import {
	AFTER_STOP,
	ASKING_IS_FREE,
	HANDED_OUT,
	LOOK_FIRST,
	RETRY,
	RETRY_ASKS_ONCE_MORE,
	RETRY_FETCHES,
} from '../runAgain';

/** True where images are ordered. */
const OF_ORDERS = [RETRY, RETRY_FETCHES, RETRY_ASKS_ONCE_MORE, LOOK_FIRST, AFTER_STOP, HANDED_OUT];

/** The advice about an image that is only fetched: trying again costs nothing, other than for an order. */
export function adviceOfFetch(advice: string): string {
	const rest = OF_ORDERS.reduce((text, words) => text.replaceAll(words, ''), advice);
	return `${rest.replace(/ {2,}/g, ' ').trim()} ${ASKING_IS_FREE}`.trim();
}
