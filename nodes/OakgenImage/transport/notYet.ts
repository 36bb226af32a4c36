/** A field that tells of the state, and a word for one that passes. */
const WAIT =
	/"(?:[a-z_-]*(?:status|state)|message|detail|error|code|reason)"\s*:\s*"[^"]*\b(?:process|pending|queue|in.?progress|generat(?:ing|ion in)|wait|not[ _-]?(?:yet|ready|available|found)|running|prepar|starting|upload|try again|retry)/i;

/**
 * Whether what stands in place of a file says that the file is still to come.
 *
 * @param start the first bytes of it
 */
export function describesWait(start: Buffer): boolean {
	const text = start
		.toString('latin1')
		.replace(/^\u00ef\u00bb\u00bf/, '')
		.trimStart();
	return /^[{[]/.test(text) && WAIT.test(text);
}
