/** Of refusals that are about what the image shows: no other model is to be tried with it. */
const CONTENT =
	/safety|unsafe|polic(y|ies)|guideline|moderat|prohibit|nsfw|sensitive|harm|violat|violen|blocked|flagged|filter|copyright|trademark|appropriate|disallow|explicit|offensive|nud(e|ity)|sexual|minors\b|child|celebrit|public figure|real (people|person)|likeness|depict|recitation/i;

/** Whether a refusal is about what the prompt or the images show. */
export function isAboutContent(words: string): boolean {
	return CONTENT.test(words);
}

const LACKS =
	/(not|isn.t)( been?| an?| currently)? ?(found|find|available|supported|offered|enabled|allowed|known|valid|exist|recogni[sz]ed|one of)|does(n.t| not) (exist|support|have)|not have access|unknown|unsupported|unrecogni[sz]ed|invalid|no longer|no (such|model)|deprecated|discontinued|retired|unavailable|disabled/;
const SUBJECT = /(?<![a-z])(model|resolution|(image_?)?size|aspect.?ratio)/;
const NAMES_SUBJECT = new RegExp(
	[
		`${SUBJECT.source}.{0,80}\\b(${LACKS.source}|must be|should be|only|permitted)`,
		`\\b(${LACKS.source})\\b.{0,20}${SUBJECT.source}`,
		`not (a valid|one of).{0,80}${SUBJECT.source}`,
		'model_not_found',
	].join('|'),
	'is',
);

/**
 * Whether a refusal lies with the model, so that another one may make the image: it is unknown or
 * gone, it does not have the format, or its service keeps failing. When in doubt, no.
 *
 * @param status HTTP status of a request that certainly made nothing; null for a failure in words
 * @param reply what the provider said, codes and names of fields included
 */
export function isModelsFault(status: number | null, reply: string): boolean {
	if (isAboutContent(reply) || /api.?key/i.test(reply)) return false;
	if (status === 404 || status === 410) return true;
	if (status !== null && status >= 500) return true;
	return (status === null || [400, 403, 422].includes(status)) && NAMES_SUBJECT.test(reply);
}
