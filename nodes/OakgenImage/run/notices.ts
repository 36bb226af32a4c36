import type { LedgerEntry, PaidImage } from '../paid/entry';
import { MAY_BE_BILLED } from './failures';
import { shownAddress } from '../transport/addresses';

/**
 * What is paid for, or may be, and perhaps not handed out, as short texts with the address or id by which a
 * person finds it. What certainly cost nothing is left out.
 */
export function noticesOf({ images, pending, facts, orderKey }: LedgerEntry): string[] {
	const made = images.flatMap((image) => madeText(image, facts.id) ?? []);
	if (made.length > 0) return made;
	if (pending) {
		const { id, resultUrl, statusUrl } = pending.job;
		const address = resultUrl ?? statusUrl;
		const shown = address === null ? [] : [shownAddress(address)];
		return [['job', ...(id === null ? [] : [id]), ...shown].join(' ')];
	}
	if (images.length > 0) {
		const job = facts.id === null ? '' : `, id ${facts.id}`;
		return [`no image came of the order${job}; ${MAY_BE_BILLED}`];
	}
	const key = orderKey?.slice(0, KEY_SHOWN);
	return key === undefined ? [] : [`ordered and not answered (key ${key}…); ${MAY_BE_BILLED}`];
}

/** Enough to find an idempotency key in the log of a provider. */
const KEY_SHOWN = 12;

function madeText(image: PaidImage, id: string | null): string | null {
	if (image.kind === 'failed') return null;
	const url = image.kind === 'url' ? image.url : image.image.json.url;
	if (typeof url === 'string') return `made ${shownAddress(url)}`;
	return `made, id ${id ?? 'unknown'}`;
}

/** Texts put together, as many into one as there is room for; a single one that is longer is cut. */
export function packed(texts: readonly string[], room: number, separator: string): string[] {
	const packs: string[] = [];
	let pack = '';
	for (const text of texts) {
		const longer = pack === '' ? text : `${pack}${separator}${text}`;
		if (longer.length <= room) {
			pack = longer;
			continue;
		}
		if (pack !== '') packs.push(pack);
		pack = text.slice(0, room);
	}
	return pack === '' ? packs : [...packs, pack];
}
