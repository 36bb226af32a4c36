/** What people copy along with an id: quotes, brackets, and the mark at the end of a sentence. */
const AROUND = /^[\s"'`“”„‘’«»<>()[\]{},;:]+|[\s"'`“”„‘’«»<>()[\]{},;:.!]+$/gu;

/** Invisible marks come along from web pages and chats. */
const UNSEEN = /\p{Cf}/gu;

/** As error messages of this node, and people, write it: `(id abc)`, `Job ID abc`, `job: abc`. */
const IN_WORDS = [
	/\(id\s+([^\s()]+)\)/i,
	/\b(?:job|generation|interaction|task|request)[\s_-]*id\b\s*[:=#]?\s*(\S+)/i,
	/\b(?:job|interaction|id)\b\s*[:=#]?\s*(\S*\d\S*)/i,
];

/**
 * The id in a text that was typed or pasted: alone, in quotes or brackets, or in a sentence that
 * names it.
 *
 * @returns an empty text when there is none
 */
export function statedId(text: string): string {
	const visible = text.replace(UNSEEN, '');
	const plain = trimmed(visible);
	if (!/\s/.test(plain) && !/^(?:job|id)[:=#]/i.test(plain)) return plain;
	for (const pattern of IN_WORDS) {
		const found = trimmed(pattern.exec(visible)?.[1] ?? '');
		if (found !== '') return found;
	}
	return '';
}

function trimmed(text: string): string {
	return text.replace(AROUND, '');
}
