/** A text of at most so many characters, with a mark where it was cut; never half a character. */
export function shortened(text: string, length: number): string {
	if (text.length <= length) return text;
	return `${text.slice(0, Math.max(0, length)).replace(/\p{Surrogate}/gu, '')}…`;
}
