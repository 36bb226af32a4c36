/** Words of a refusal that is about what the image shows: no other model is to be tried with it. */
const CONTENT =
	/safety|polic(y|ies)|moderat|prohibit|nsfw|sensitive|harm|violat|blocked|copyright|appropriate|disallow|explicit|offensive/i;

const LACKS =
	/not (been )?(found|available|supported|offered|enabled|allowed|known|valid|exist)|does(n.t| not) (exist|support|have)|unknown|unsupported|unrecogni[sz]ed|invalid|no longer|no such|deprecated|retired|unavailable|disabled/;
const SUBJECT = /model|resolution|size|aspect.?ratio|dimension/;
const NAMES_SUBJECT = new RegExp(
	[
		`(?<![a-z])(${SUBJECT.source}).{0,80}\\b(${LACKS.source}|must be|only|exceeds)`,
		`\\b(${LACKS.source})\\b.{0,20}\\b(${SUBJECT.source})`,
		'model_not_found',
	].join('|'),
	'is',
);

/**
 * Whether a refusal lies with the model, so that another one may make the image: it is unknown or
 * gone, it does not have the format, or its service keeps failing. When in doubt, no.
 *
 * @param status HTTP status of a request that certainly made nothing; null for a failure in words
 * @param words the provider's own
 */
export function isModelsFault(status: number | null, words: string): boolean {
	if (CONTENT.test(words)) return false;
	if (status === 404 || status === 410) return true;
	if (status !== null && status >= 500) return true;
	return (status === null || [400, 403, 422].includes(status)) && NAMES_SUBJECT.test(words);
}
