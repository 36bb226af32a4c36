import { joinUrl, parseUrl } from '../../transport/addresses';
import type { FoundImage } from '../generation';

/** An image with its addresses in full: what is relative in a reply belongs to the Base URL. */
export function withFullAddress(image: FoundImage, baseUrl: string): FoundImage {
	if (image.kind !== 'url' || parseUrl(image.url) !== null) return image;
	return { ...image, url: fullAddress(image.url, baseUrl) };
}

function fullAddress(url: string, baseUrl: string): string {
	const base = parseUrl(joinUrl(baseUrl, ''));
	const target = base && parseUrl(url, base.href);
	if (!target) return url;
	// Another host is asked by https, also when the Base URL is that of a sandbox.
	if (target.host !== base.host) target.protocol = 'https:';
	return target.href;
}
