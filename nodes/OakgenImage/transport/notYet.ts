import { textOf } from '../text/json';

const WORDS =
	/process|pending|queue|in.?progress|generat(?:ing|ion in)|being \w+ed\b|wait|not[ _-]?(?:yet|ready|available|found)|running|render|prepar|starting|upload|try again|retry|come back/
		.source;

/** A field that tells of the state, and a word for one that passes. */
const WAIT = new RegExp(
	`"(?:[a-z_-]*(?:status|state)|message|detail|error|code|reason)"\\s*:\\s*"[^"]*\\b(?:${WORDS})`,
	'i',
);

/** The same as a flag or a number. */
const WAITING_FLAG =
	/"(?:ready|done|completed?|finished|available)"\s*:\s*false|"(?:status|code)"\s*:\s*"?202\b|"(?:eta|queue_?position)"\s*:\s*"?[1-9]|"progress"\s*:\s*"?\d{1,2}\b(?!\d)/i;

/** A storage that says in XML, with a status of success, why it has no file. */
const STORAGE_ERROR = /^(?:<\?xml[^>]*>\s*)?<(?!html|!)[^]*<Code>[^<]*</i;

/** Reasons that do not pass: the address itself is no longer good, or never was. */
const FINAL = /expired|signature|token|invalid|disabled|suspended|authenticat|malformed/i;

/** Longer texts are no message. */
const LONGEST_MESSAGE = 200;

const MESSAGE = new RegExp(`^[^<>{}[\\]]*\\b(?:${WORDS})`, 'i');

/**
 * Whether what stands in place of a file says that the file is still to come.
 *
 * @param start the first bytes of it
 */
export function describesWait(start: Buffer): boolean {
	const text = textOf(start).trim();
	if (/^(?:\{\s*\}|\[\s*\]|null)$/.test(text)) return true;
	if (/^[{[]/.test(text)) return WAIT.test(text) || WAITING_FLAG.test(text);
	if (STORAGE_ERROR.test(text)) return !FINAL.test(text);
	const words = /^<(?!html|!)/i.test(text) ? text.replace(/<[^<>]*>/g, ' ') : text;
	return text.length <= LONGEST_MESSAGE && MESSAGE.test(words);
}
