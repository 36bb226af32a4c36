import {
	LOG_FIELDS,
	MESSAGE_FIELDS,
	PERHAPS_TEXT_FIELDS,
	REASON_FIELDS,
	REASON_NAME,
	SENT_CONTENT,
	TEXT_FIELDS,
	WORDS_IN_REASON,
} from './assumptions';
import { excerptOf, LONG_EXCERPT_LENGTH } from '../../text/excerpt';
import { isRecord, parseText, type JsonRecord } from '../../text/json';
import { asNumber, isFilled, plainName, records, valuesUnder } from './fields';
import { saysNoError } from './state';

/** Entries of a list of errors that are told. */
const MOST_TOLD = 5;

/** And looked at. */
const MOST_ENTRIES = 50;

/** Errors nest in errors: {"error": {"error": {"message": …}}}. */
const DEEPEST = 4;

/** What an outside value says of a failure, whatever shape it has; null when it says nothing. */
export function wordsOf(value: unknown, depth = 0): string | null {
	if (typeof value === 'string') {
		const inner = depth < DEEPEST ? parseText(value) : undefined;
		const told = inner === undefined ? null : wordsOf(inner, depth + 1);
		return told ?? (isFilled(value) ? excerptOf(value) || null : null);
	}
	if (typeof value === 'number') return NO_ERROR_CODES.has(value) ? null : String(value);
	if (depth >= DEEPEST) return null;
	if (Array.isArray(value)) {
		const entries = value.slice(0, MOST_ENTRIES);
		const worded = entries.filter(
			(entry) => !isRecord(entry) || namedWords(entry, depth + 2) !== null,
		);
		const told = (worded.length > 0 ? worded : entries).map((entry) => wordsOf(entry, depth + 1));
		return (
			excerptOf(
				told
					.filter((words) => words !== null)
					.slice(0, MOST_TOLD)
					.join('; '),
				LONG_EXCERPT_LENGTH,
			) || null
		);
	}
	return isRecord(value) ? wordsOfObject(value, depth + 1) : null;
}

const NO_ERROR_CODES = new Set([0, 200]);

/**
 * Whether what stands in a field of an error is one. Many fill it in with "Success" or with an object in
 * which nothing is said. An empty object, or a text of marks, can be either: that is what an `Error` becomes in JSON.
 */
export function tellsOfError(value: unknown, depth = 0): boolean {
	if (typeof value === 'string') {
		return isFilled(value) && !(saysNoError(value) && /[\p{L}\p{N}]/u.test(value));
	}
	if (typeof value === 'number') return !NO_ERROR_CODES.has(value);
	if (Array.isArray(value))
		return value.slice(0, MOST_ENTRIES).some((entry) => tellsOfError(entry, depth));
	if (!isRecord(value)) return isFilled(value);
	const inside = Object.values(value).slice(0, MOST_ENTRIES);
	return (
		inside.length === 0 ||
		depth >= DEEPEST ||
		inside.some((entry) => tellsOfErrorInside(entry, depth + 1))
	);
}

/** `{"code": "200", "message": "OK"}` */
function tellsOfErrorInside(value: unknown, depth: number): boolean {
	return asNumber(value) !== null ? tellsOfError(asNumber(value)) : tellsOfError(value, depth);
}

/** `{"message": "Unauthorized", "details": "The token has expired"}`: a title with its sentence. */
function namedWords(object: Record<string, unknown>, depth: number): string | null {
	const values = valuesUnder(object, WORDS_IN_REASON);
	const all = values.map((value) => wordsOf(value, depth)).filter((words) => words !== null);
	const first = all.find((words) => /\p{L}/u.test(words)) ?? all[0];
	if (first === undefined) return null;
	const more = isBrief(first) ? all.find((words) => !isBrief(words)) : undefined;
	return more === undefined ? first : titled(first, more);
}

/** "Bad Request: prompt is too long" has its title in it. */
function titled(title: string, sentence: string): string {
	const isWhole = sentence.toLowerCase().includes(title.toLowerCase());
	return excerptOf(isWhole ? sentence : `${title}: ${sentence}`);
}

function wordsOfObject(object: Record<string, unknown>, depth: number): string | null {
	const named = namedWords(object, depth);
	if (named !== null) return named;
	const pairs = Object.entries(object)
		.slice(0, MOST_TOLD)
		.flatMap(([name, value]) => {
			if (value === true) return [name];
			const words = wordsOf(value, depth);
			return words === null || typeof value === 'number' ? [] : [`${name}: ${words}`];
		});
	return pairs.length > 0 ? excerptOf(pairs.join('; ')) || null : null;
}

/** What is said of a failure: an error rather than a message, the content rather than its wrapper. */
export function reasonIn(layers: readonly unknown[]): string | null {
	const innermostFirst = layers.toReversed();
	const strong = REASON_FIELDS.flatMap((name) =>
		innermostFirst.flatMap((layer) => told(layer, [name])),
	);
	const weak = innermostFirst.flatMap((layer) => told(layer, MESSAGE_FIELDS));
	const all = [...strong, ...weak];
	// A bare number tells less than whatever words there are.
	const first = all.find(({ words }) => /\p{L}/u.test(words)) ?? all[0];
	if (first === undefined) return null;
	// `{"error": "Unauthorized", "message": "The token has expired"}`
	const more = isBrief(first.words)
		? all.find(
				({ layer, words }) =>
					layer === first.layer && !isBrief(words) && !first.words.includes(words),
			)
		: undefined;
	return more === undefined ? first.words : titled(first.words, more.words);
}

/**
 * What may be a reason where a failure names none: words in an object that is no wrapper, what stands
 * in place of the result, or the last line of a log.
 */
export function hiddenReasonIn(layers: readonly JsonRecord[]): string | null {
	const inner = layers.flatMap((layer) =>
		Object.entries(layer).flatMap(([name, value]) =>
			SENT_CONTENT.test(plainName(name)) ? [] : records([value].flat(2).slice(0, MOST_ENTRIES)),
		),
	);
	const told = reasonIn(inner);
	if (told !== null) return told;
	const named = [...layers, ...inner].flatMap((layer) =>
		Object.entries(layer).flatMap(([name, value]) => {
			const plain = plainName(name);
			const isReason = REASON_NAME.test(plain) && !SENT_CONTENT.test(plain);
			const words = isReason && typeof value !== 'number' ? wordsOf(value) : null;
			return words === null || saysNoError(words) ? [] : [words];
		}),
	);
	if (named[0] !== undefined) return named[0];
	const texts = valuesOf(layers, [...TEXT_FIELDS, ...PERHAPS_TEXT_FIELDS]).filter(
		(text) =>
			typeof text === 'string' && /\s/.test(text.trim()) && !/^\s*(https?|data):/i.test(text),
	);
	return wordsOf(texts[0]) ?? lastLine(valuesOf(layers, LOG_FIELDS).flat()[0] ?? null);
}

function valuesOf(layers: readonly JsonRecord[], names: readonly string[]): unknown[] {
	return layers.flatMap((layer) => valuesUnder(layer, names));
}

function lastLine(log: unknown): string | null {
	if (typeof log !== 'string') return null;
	const lines = log.slice(-LONGEST_LINE).split(/\r?\n/);
	return wordsOf(lines.findLast((line) => line.trim() !== '') ?? '');
}

const LONGEST_LINE = 4000;

/** What an object says under some names. "success" is what the call around a failed job says. */
function told(layer: unknown, names: readonly string[]): Array<{ layer: unknown; words: string }> {
	return valuesUnder(layer, names)
		.map((value) => wordsOf(value))
		.filter((words) => words !== null)
		.filter((words) => !saysNoError(words))
		.map((words) => ({ layer, words }));
}

/** A code or a title, not a sentence. */
function isBrief(words: string): boolean {
	return words.split(/\s+/).length < 3;
}
