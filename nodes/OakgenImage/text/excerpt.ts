import { describeOther } from '../image/format';
import { NOTE } from './encodedImages';
import { shortened } from './shortened';

const EXCERPT_LENGTH = 200;

/** For replies of which nothing else is known. */
export const LONG_EXCERPT_LENGTH = 1000;

/**
 * Image data: one long run (its slashes escaped or not), or lines as MIME breaks them; longer than
 * any id. Addresses are matched first, to be left alone: signed ones have long runs too.
 *
 * A run is looked at from its beginning only, or a text of megabytes would take minutes. A last
 * `x*` is no danger to the stack, as a counted or grouped loop of unbounded length would be.
 */
const ENCODED =
	/https?:\/\/[^\s"'<>\\]+|(?:data:[\w/+.-]{1,99};base64,)?(?:(?<![A-Za-z0-9+/_-])(?:[A-Za-z0-9+/_-]{60,255}\s{1,4}){3,40}|(?<![A-Za-z0-9+/_\\-])[A-Za-z0-9+/_\\-]{256}[A-Za-z0-9+/_\\-]*)/g;

/** The notes of consecutive pieces, and what is left of the data behind them. */
const NOTES_AND_REST =
	/(?:\[image data removed\])+(?:[A-Za-z0-9+/_-]{60,255}\s{1,4}){0,2}[A-Za-z0-9+/_\\-]{0,255}={0,2}/g;

/** Where a text was cut, image data can be left that is too short to be seen as such. */
const CUT_DATA = /(?<![A-Za-z0-9+/_=\\-])[A-Za-z0-9+/_=\\-]{40,}$/;

/** Control characters, invisible ones, and marks that change the reading direction. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Surrogate}\ufffd\s]+/gu;

/** Enough of a reply to find words in, far less than an endless page. */
const LOOKED_AT = 8192;

/** The beginning of a reply for an error message: one line, no markup, no image data. */
export function excerptOf(body: Buffer | string, length = EXCERPT_LENGTH): string {
	const start = body.slice(0, LOOKED_AT).toString();
	const text = withoutEncodedData(start);
	const whole = body.length > LOOKED_AT ? text.replace(CUT_DATA, '') : text;
	return shortened(withoutMarkup(whole), length);
}

/** Error pages say their title once more as their heading, which is read once. */
function withoutMarkup(text: string): string {
	const page = text.replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ');
	const [element = '', title = ''] = /<title[^<>]*>([^<>]*)<\/title>/i.exec(page) ?? [];
	const words = wordsOf(page);
	if (element === '') return words;
	const rest = wordsOf(page.replace(element, ' '));
	return rest.toLowerCase().includes(oneLine(title).toLowerCase()) ? rest : words;
}

function wordsOf(markup: string): string {
	return oneLine(markup.replace(/<[^<>]*>/g, ' '));
}

/** A text as part of a sentence: nothing in it that breaks the line, hides, or turns it around. */
export function oneLine(text: string): string {
	return text.replace(INVISIBLE, ' ').trim();
}

/** Whether a body that is no image has words. */
export function isReadable(body: Buffer): boolean {
	const kind = describeOther(body);
	return TEXTS.some((pattern) => pattern.test(kind));
}

const TEXTS = [/text$/, /page$/];

/** What a reply is that is not what was expected, as the end of a sentence. */
export function describeBody(body: Buffer): string {
	const kind = describeOther(body);
	return isReadable(body) ? `it is ${kind}: ${excerptOf(body)}` : `it is ${kind}`;
}

/** A page for people, such as a login, or what a proxy shows: seldom from the service itself. */
export function isWebPage(body: Buffer): boolean {
	return describeOther(body) === 'an HTML page';
}

/** Replaces image data inside a text by a note. */
export function withoutEncodedData(text: string): string {
	return text
		.replace(ENCODED, (piece) => (/^https?:/.test(piece) ? piece : NOTE))
		.replace(NOTES_AND_REST, NOTE);
}
