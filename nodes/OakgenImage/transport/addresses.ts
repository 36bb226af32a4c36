import { shortened } from '../text/shortened';

/**
 * Joins the credential's base URL and a path, whatever slashes they end and begin with. A base URL may
 * have been copied together with the beginning of the path, or with what stands behind one.
 */
export function joinUrl(baseUrl: string, path: string): string {
	const base = baseUrl.replace(/[?#].*$/s, '').replace(/\/+$/, '');
	const rest = `/${path.replace(/^\/+/, '')}`;
	const ends = [...rest.matchAll(/(?<=.)\/|$/g)].map(({ index }) => index).reverse();
	const common = ends.find((end) => end > 1 && hasPath(base, rest.slice(0, end))) ?? 0;
	return base.slice(0, base.length - common) + rest;
}

function hasPath(address: string, end: string): boolean {
	return address.endsWith(end) && /^\w+:\/\/[^/]/.test(address.slice(0, -end.length));
}

/** A piece of a path. Half a character, which no URL can hold, is replaced. */
export function encodePathPart(text: string): string {
	return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
}

/** Signed addresses are shorter; of a longer one the rest helps nobody. */
const LONGEST_SHOWN = 4096;

/** An address as a message shows it: bounded, and with nothing in it that hides or breaks lines. */
export function shownAddress(url: string): string {
	return shortened(url.replace(/[^!-~]+/g, encodePathPart), LONGEST_SHOWN);
}

/** Errors that are thrown and caught would cost more than all the rest of reading a long list. */
export function parseUrl(url: string, base?: string): URL | null {
	return URL.canParse(url, base) ? new URL(url, base) : null;
}

/** What a user may enter as an address. */
export function isWebAddress(text: string): boolean {
	const protocol = parseUrl(text)?.protocol;
	return protocol === 'https:' || protocol === 'http:';
}

export function hasSameOrigin(url: string, other: string): boolean {
	const origin = parseUrl(url)?.origin;
	return origin !== undefined && origin !== 'null' && origin === parseUrl(other)?.origin;
}

/**
 * The address that is asked instead of the one that a reply or a redirect names: public hosts answer
 * over https as well, and nothing goes to them unprotected.
 */
export function protectedAddress(url: string, baseUrl: string): string {
	const target = parseUrl(url);
	if (target?.protocol !== 'http:' || hasSameOrigin(url, baseUrl)) return url;
	if (isLocalHost(target.hostname)) return url;
	target.protocol = 'https:';
	return target.href;
}

/**
 * Whether an address that a reply names may be fetched. The origin of the base URL always may;
 * others only over https, without user name, and not by a private, loopback or link-local address.
 * Host names that resolve to such addresses are left to n8n's own SSRF protection.
 *
 * @returns why not, or null when it may
 */
export function whyNotFetched(url: string, baseUrl: string): string | null {
	const target = parseUrl(url);
	if (!target) return 'it is no valid URL';
	if (target.username !== '' || target.password !== '') return 'it contains a user name';
	if (hasSameOrigin(url, baseUrl)) return null;
	if (!isWebAddress(url)) return 'it is not an https address';
	if (isLocalHost(target.hostname)) return 'it is an address inside a private network';
	return target.protocol === 'https:' ? null : 'it is not an https address';
}

/** @param hostname as `URL` normalises it: lower case, IPv4 as four decimals, IPv6 in brackets */
function isLocalHost(hostname: string): boolean {
	const host = hostname.replace(/\.$/, '');
	if (host.startsWith('[')) return isLocalIpv6(host.slice(1, -1));
	if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return isLocalIpv4(host.split('.').map(Number));
	return !host.includes('.') || host.endsWith('.localhost');
}

/** The ranges of the IANA special-purpose registry (RFC 6890) that are not publicly routed. */
function isLocalIpv4([a = 0, b = 0, c = 0]: number[]): boolean {
	return (
		a === 0 ||
		a === 10 ||
		a === 127 ||
		a >= 224 ||
		(a === 100 && b >= 64 && b <= 127) ||
		(a === 169 && b === 254) ||
		(a === 172 && b >= 16 && b <= 31) ||
		(a === 192 && b === 168) ||
		(a === 192 && b === 0 && c === 0) ||
		(a === 198 && (b === 18 || b === 19))
	);
}

/** Everything but global unicast (2000::/3), and what wraps an IPv4 address in it: 6to4, Teredo. */
function isLocalIpv6(address: string): boolean {
	// Groups that `::` stands for are zero, so what is not written before it is.
	const [written = ''] = address.split('::');
	const [first = 0, second = 0] = written.split(':').map((group) => parseInt(group, 16));
	const isGlobalUnicast = first >= 0x2000 && first <= 0x3fff;
	const is6to4 = first === 0x2002;
	const isTeredo = first === 0x2001 && second === 0;
	return !isGlobalUnicast || is6to4 || isTeredo;
}
