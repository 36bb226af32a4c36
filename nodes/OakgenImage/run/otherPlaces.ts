import type { ImageFailure } from '../errors';
import type { FoundImage } from '../providers/types';
import { shortened } from '../text/shortened';
import { shownAddress } from '../transport/addresses';

/** A place of a reply that an image could not be had from. */
export interface LostPlace {
	way: FoundImage;
	failure: ImageFailure;
	why: string;
	/** Something was there, and it was no image. */
	isOther: boolean;
}

/** A message has room for some, and for so many characters of each. */
const MOST_NAMED = 3;
const LONGEST_NAMED = 1000;

/** Why an image could be had from none of its places: what is said of the first, and of the others too. */
export function noPlaceLeft([first, ...others]: [LostPlace, ...LostPlace[]]): ImageFailure {
	if (others.length === 0) return first.failure;
	const told = others.slice(0, MOST_NAMED).map(({ way, why }) => `; nor ${placeOf(way)}: ${why}`);
	const isGone = [first, ...others].every(({ failure }) => failure.isGone);
	return first.failure.withMessage(first.failure.message + told.join('')).withGone(isGone);
}

/**
 * What is not certain of an image that did not come from the most trusted of its places.
 *
 * @param lost the places before
 */
export function doubtsAbout(way: FoundImage, lost: readonly LostPlace[]): string[] {
	const isSent = way.isPerhapsSent === true;
	const missed = lost.find(({ isOther }) => !isOther) ?? (isSent ? lost[0] : undefined);
	if (missed === undefined) return [];
	const where = urlOf(missed.way) ?? 'the image data of the reply';
	const repeated = isSent ? ', where services also repeat what was sent' : '';
	return [
		`The image could not be had from ${where} (${missed.why}), so this one is from another place of the reply${repeated}: look at it before you use it.`,
	];
}

/** Of an address that was handed out unseen: where else the image may be. Null when there is nothing to tell. */
export function otherAddresses(others: readonly FoundImage[]): string | null {
	const urls = others.flatMap((way) => urlOf(way) ?? []);
	if (urls.length === 0) return null;
	return `Download Image is off, so nobody has looked at the address. If it is not that of the image, the reply names others: ${urls.slice(0, MOST_NAMED).join(' ')}`;
}

function placeOf(way: FoundImage): string {
	const url = urlOf(way);
	return url === null ? 'in the image data of the reply' : `at ${url}`;
}

function urlOf(way: FoundImage): string | null {
	return way.kind === 'url' ? shortened(shownAddress(way.url), LONGEST_NAMED) : null;
}
