import { parseUrl } from '../transport/addresses';
import type { FoundImage, Reference } from './types';

/** Tells whether an image in a reply is one of the references that were sent: providers echo them. */
export function createEchoTest(references: readonly Reference[]): (image: FoundImage) => boolean {
	const addresses = new Set<string>();
	const files: Buffer[] = [];
	for (const reference of references) {
		if (reference.kind === 'bytes') files.push(reference.bytes);
		else addresses.add(normalized(reference.url));
	}
	return (image) =>
		image.kind === 'url'
			? addresses.has(normalized(image.url))
			: files.some((file) => file.equals(image.bytes));
}

/** Servers that parse an address and write it down again do not always keep its letters. */
function normalized(url: string): string {
	return parseUrl(url)?.href ?? url;
}
