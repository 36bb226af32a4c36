import type { JsonRecord } from '../../text/json';
import { picturesInMarkup } from './imageTexts';
import { PICTURE_FILE } from '../../image/pictureFile';
import { judgeState } from './state';

/** What is longer tells a story. */
const LONGEST = 20_000;

/**
 * A text that is no JSON, as the object that JSON would have in its place: the id of a job, a form, pictures in Markdown, or addresses. Only where it can be nothing else.
 *
 * @returns null when nothing can be told of it
 */
export function objectOfText(whole: string): JsonRecord | null {
	const text = whole.trim();
	if (text.length > LONGEST || /^(<(!doctype|html)|[[{])/i.test(text)) return null;
	const bare = text.replace(/^"(.*)"$/, '$1');
	if (/^(?=.*\d)(?=.*[\da-z])[\w:-]{8,80}$/i.test(bare)) return { data: bare };
	if (FORM.test(text)) return Object.fromEntries(new URLSearchParams(text));
	const pictures = picturesInMarkup(text);
	// An address in XML or HTML that is cut can be anything.
	const isMarkup = text.startsWith('<');
	const addresses = pictures.length > 0 || isMarkup ? pictures : addressesIn(text);
	if (addresses.length === 0) return null;
	// What is said around them can be that there is none, or not yet.
	const words = text.replace(/https?:\/\/\S+/gi, ' ');
	const state = judgeState(words);
	return state === 'failed' || state === 'running' ? null : { images: addresses };
}

/** The word that is all of an answer, when it is that of a state; else null. */
export function stateWord(whole: string): string | null {
	const word = whole.trim().replace(/^"(.*)"$/, '$1');
	const state = /^[\p{L}_-]{2,40}$/u.test(word) ? judgeState(word) : null;
	return state === null || state === 'unknown' ? null : word;
}

/** `status=done&url=https%3A%2F%2F…` */
const FORM = /^[\w.-]{1,60}=[^\s&=]*(&[\w.-]{1,60}=[^\s&=]*){1,50}$/;

/** One address a line, or the only one, of a picture by its name. */
function addressesIn(text: string): string[] {
	const lines = text.split(/\r?\n/).map((line) => line.trim());
	if (lines.every((line) => /^https?:\/\/\S+$/i.test(line))) return lines;
	const found = [...new Set(text.match(/https?:\/\/[^\s"'<>()[\]]+/gi))];
	return found.length === 1 ? found.filter((address) => PICTURE_FILE.test(address)) : [];
}
