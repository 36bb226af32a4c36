import { decodeDataUri } from '../image/dataUri';
import { parseUrl } from '../transport/addresses';
import type { FoundImage } from './generation';
import type { ReplyContext } from './types';

type Sent = Omit<ReplyContext, 'settings'>;

/**
 * Tells whether an image in a reply is something that the request contains: a reference, or an
 * address in its prompt or Additional Fields, such as a webhook. Providers echo them.
 */
export function createEchoTest(sent: Sent): (image: FoundImage) => boolean {
	const addresses = new Set<string>();
	const files: Buffer[] = [];
	for (const reference of sent.references) {
		if (reference.kind === 'bytes') files.push(reference.bytes);
		else addresses.add(normalized(reference.url));
	}
	for (const text of textsIn([sent.prompt, sent.additionalFields])) {
		const decoded = decodeDataUri(text);
		if (decoded) files.push(decoded.bytes);
		for (const [address] of text.matchAll(ADDRESS)) {
			addresses.add(normalized(address));
			addresses.add(normalized(address.replace(/[.,;:!?)\]}'"]+$/, '')));
		}
	}
	return (image) =>
		image.kind === 'url'
			? addresses.has(normalized(image.url))
			: files.some((file) => file.equals(image.bytes));
}

const ADDRESS = /https?:\/\/[^\s"<>\\]+/gi;

/** At any depth: Additional Fields that nest too deeply are refused where they are read. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value.trim()];
	return Object.values(value ?? {}).flatMap((entry) => textsIn(entry));
}

/** Servers that parse an address and write it down again do not always keep its letters. */
function normalized(url: string): string {
	const address = url.trim();
	return parseUrl(address)?.href.replace(/^https?:|#.*/gs, '') ?? address;
}
