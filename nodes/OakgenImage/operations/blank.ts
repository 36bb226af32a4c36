/** What is not seen: blanks, marks without a width, and letters that are drawn as nothing. */
const UNSEEN = /[\s\p{Cf}\u034f\u115f\u1160\u2800\u3164\uffa0]+/gu;

/** An empty cell, as spreadsheets, databases and expressions hand it on: it means the default. */
export function isBlank(value: unknown): boolean {
	if (typeof value === 'string') return value.replace(UNSEEN, '') === '';
	return value === null || value === undefined || Number.isNaN(value);
}
