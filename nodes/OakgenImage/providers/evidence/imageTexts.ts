/** What stands around an address that was quoted, or taken out of a sentence. */
const WRAPPING = /^[\s"'`<]+|[\s"'`>,;]+$/g;

/** Between addresses that stand in one text. */
const BETWEEN = /[\s,;|]+(?=https?:\/\/)/i;

/** Host and path without a scheme; a folder hardly ever ends like a host. */
const HOST = /^(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}(?::\d{1,5})?\/[^\s"<>\\]+$/i;

/** `![a fox](https://…)`, as models in chats hand out their pictures, and the same in HTML. */
const IN_MARKUP =
	/!\[[^\]]{0,500}\]\(\s{0,9}<?((?:https?:\/\/|data:image\/)[^\s)>"]+)|<img\s[^<>]{0,500}?src\s{0,9}=\s{0,9}["']((?:https?:\/\/|data:image\/)[^\s"'<>]+)/gi;

/** An address as it was meant: without quotes around it, and what HTML, JSON or a form escaped. */
export function plainAddress(text: string): string {
	const bare = text
		.replace(WRAPPING, '')
		.replace(/(\\[nrt])+$/, '')
		.replaceAll('\\/', '/')
		.replaceAll('&amp;', '&');
	const isEscaped = /^https?%3a%2f%2f[^/]+$/i.test(bare);
	return isEscaped ? unescaped(bare) : bare;
}

/** The address that a host and a path without a scheme stand for; null when it is something else. */
export function withScheme(text: string): string | null {
	const isFile = /^[^/]+\.(png|jpe?g|webp|gif|avif|svg)\//i.test(text);
	return HOST.test(text) && !isFile ? `https://${text}` : null;
}

/** Addresses that stand in one text, with marks between them. */
export function separateAddresses(text: string): string[] {
	return /^[\s"'<]*https?:\/\//i.test(text) ? text.split(BETWEEN) : [text];
}

/** The addresses of pictures in Markdown or HTML. */
export function picturesInMarkup(text: string): string[] {
	return [...text.matchAll(IN_MARKUP)].flatMap(([, markdown, html]) => markdown ?? html ?? []);
}

export function unescaped(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
