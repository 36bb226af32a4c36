/** Not seen when a key is copied from a page, a chat or a document. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Z}\ufffc-\uffff]+/gu;

/** Straight and curly ones, and those of code. */
const QUOTES = /^["'`\u2018-\u201f\u00ab\u00bb\s]+|["'`\u2018-\u201f\u00ab\u00bb\s,;]+$/g;

/** What stands in front of a key in the examples of documentations. */
const IN_FRONT = [
	/^-H\s+["']?/,
	/^["']?(?:authorization|x-goog-api-key|x-api-key)["']?\s*[:=]\s*/i,
	/^bearer\s*:?(?:\s+|$)/i,
];

/**
 * The key as it is sent: whatever people copy along with it is taken away, and so is what no HTTP
 * header can hold, so that nothing can be smuggled into a request.
 */
export function cleanApiKey(pasted: string): string {
	let key = pasted.replace(INVISIBLE, ' ');
	for (let before = ''; before !== key;) {
		before = key;
		key = key.replace(QUOTES, '');
		for (const words of IN_FRONT) key = key.replace(words, '');
	}
	return key.replace(/[^!-~]+/g, '');
}
