import type { HttpReply } from '../../transport/types';
import type { PendingJob } from '../generation';
import { EVENT_FIELDS } from './assumptions';
import {
	field,
	hasTooManyValues,
	isRecord,
	parseJson,
	parsePieces,
	parseText,
	textOf,
	type JsonRecord,
	valueAt,
} from '../../text/json';
import { EncodedImage } from '../../text/encodedImages';
import { isPictureAlone } from './entry';
import { NUMBER } from './fields';
import { encodedJson, jsonInText, jsonOf } from './jsonInText';
import { partsOf } from './multipart';
import { objectOfText, stateWord } from './plainText';
import { judgeState, strongest, type State } from './state';
import { objectOfXml } from './xml';

/** A stream of more events is broken or hostile. */
const MOST_EVENTS = 10_000;

/** A JSON object of a reply. */
export interface ReplyDocument {
	value: JsonRecord;
	/** As it stood in the reply: a list, for example. */
	original: unknown;
	/** It was one word. Of a job that says how it is; nobody knows what an order has made that is answered so. */
	isWord?: boolean;
	/** Images that are parts of the reply beside it. */
	images?: Buffer[];
	/** What the name of an event says; null outside of streams. */
	eventState: State | null;
}

/**
 * The JSON objects that a reply consists of: one as a rule, several of a stream of events or lines.
 *
 * A list at the top, JSON as a text inside JSON, and an address alone are read as what an object with
 * them would be.
 *
 * @returns an empty list when the reply is no JSON
 */
export function documentsOf(reply: HttpReply): ReplyDocument[] {
	const value = parseJson(reply.body);
	const found = asDocument(value);
	if (found.length > 0 || (value !== undefined && typeof value !== 'string')) return found;
	const parts = partsOf(reply);
	if (parts !== null) return [{ ...document(parts.value), images: parts.images }];
	const text = textOf(reply.body);
	const bare = bareImage(text);
	if (bare.length > 0) return bare;
	const encoded = encodedJson(text);
	if (encoded !== undefined) return asDocument(encoded);
	const isStream = /^\s*text\/event-stream/i.test(reply.headers['content-type'] ?? '');
	if (isStream || /^\s*(event|data|id|retry)?:/.test(text)) return eventsIn(text);
	const lines = linesIn(text);
	if (lines !== null || hasTooManyValues(reply.body)) return lines ?? [];
	const documents = jsonInText(text).flatMap((inner) => asDocument(inner));
	if (documents.length > 0) return documents;
	const word = stateWord(text);
	if (word !== null) return [{ ...document({ status: word }), isWord: true }];
	const object = objectOfXml(text) ?? objectOfText(text);
	return object === null ? [] : [document(object)];
}

/** @param job that was asked for; null for the reply to an order */
export function answersOf(reply: HttpReply, job: PendingJob | null): ReplyDocument[] {
	return documentsOf(reply).filter(({ isWord }) => isWord !== true || job !== null);
}

function document(value: JsonRecord, original: unknown = value): ReplyDocument {
	return { value, original, eventState: null };
}

/** @param depth texts in texts */
function asDocument(value: unknown, depth = 0): ReplyDocument[] {
	if (isRecord(value)) {
		const names = Object.keys(value);
		const isList = names.length > 1 && names.every((name) => NUMBER.test(name));
		return [isList ? document({ data: Object.values(value) }, value) : document(value)];
	}
	if (Array.isArray(value)) return [document({ data: value as unknown[] }, value)];
	if (value instanceof EncodedImage) return [document({ output: value }, value)];
	if (typeof value !== 'string' || depth > DEEPEST) return [];
	const inner = jsonOf(value) ?? quoted(value);
	if (inner !== undefined) return asDocument(inner, depth + 1);
	return bareImage(value);
}

/** Texts that are JSON nest at most this deep. */
const DEEPEST = 3;

/** A text in JSON, inside of which there may be more. */
function quoted(text: string): unknown {
	return /^\s*"/.test(text) ? parseJson(Buffer.from(text)) : undefined;
}

/** An address, a data URI or base64, and nothing else. */
function bareImage(value: string): ReplyDocument[] {
	const text = value.trim();
	return isBareImage(text) ? [document({ output: text }, value)] : [];
}

function isBareImage(text: string): boolean {
	if (/^https?:\/\//i.test(text)) return text.length <= LONGEST_ADDRESS && !/\s/.test(text);
	return /^data:image\//i.test(text) || isPictureAlone(text);
}

const LONGEST_ADDRESS = 16 * 1024;

/** Server-sent events (WHATWG HTML, 9.2). */
function eventsIn(text: string): ReplyDocument[] {
	const blocks = text.split(/\r?\n\r?\n|\r\r/).slice(0, MOST_EVENTS);
	const events = blocks.flatMap((block) => {
		const lines = block.split(/\r\n|\r|\n/);
		const valuesOf = (name: string) =>
			lines
				.filter((line) => line.startsWith(`${name}:`))
				.map((line) => line.slice(name.length + 1).replace(/^ /, ''));
		const data = valuesOf('data').join('\n');
		return documentsInData(data).map((document) => ({
			...document,
			eventState: eventState([
				valuesOf('event')[0],
				...EVENT_FIELDS.map((name) => document.value[name]),
			]),
		}));
	});
	return withWholeText(events);
}

/**
 * With the text that is told in pieces, behind the last of them: in a piece of an address there may be
 * another one. Several whole pictures are no pieces of one.
 */
function withWholeText(events: ReplyDocument[]): ReplyDocument[] {
	const all = events.map(({ value }) => pieceOf(value));
	const pieces = all.filter((piece) => piece !== undefined);
	if (pieces.length < 2 || pieces.filter(isPictureAlone).length > 1) return events;
	const last = all.findLastIndex((piece) => piece !== undefined && piece !== '');
	return events.toSpliced(last + 1, 0, document({ content: pieces.join('') }));
}

/** A text that is told in pieces: `{"choices": [{"delta": {"content": "…"}}]}`, `{"delta": "…"}` */
function pieceOf(value: JsonRecord): string | undefined {
	const delta = valueAt(value, 'choices.0.delta') ?? value.delta;
	return [delta, field(delta, 'content'), field(delta, 'text')].find(
		(piece) => typeof piece === 'string',
	);
}

/** JSON, a picture, or words, which may be a text in JSON; a mark such as `[DONE]` says nothing. */
function documentsInData(data: string): ReplyDocument[] {
	// A picture may come in pieces, each of which begins or ends in the middle of it.
	const parsed = parsePieces(Buffer.from(data));
	const found = parsed === undefined ? bareImage(data) : asDocument(parsed);
	if (found.length > 0) return found;
	const isMessage =
		parsed === undefined ? data.trim() !== '' && !data.startsWith('[') : typeof parsed === 'string';
	return isMessage ? [document({ message: parsed ?? data })] : [];
}

/** What an event is called: `image_generation.partial_image`, `error`, … */
function eventState(names: unknown[]): State | null {
	const states = names.map((name) => (typeof name === 'string' ? judgeState(name) : null));
	return strongest(states);
}

/** One JSON object a line. @returns null when the text is something else */
function linesIn(text: string): ReplyDocument[] | null {
	// A reply of megabytes is one line as a rule, and need not be cut to learn that.
	if (!text.includes('\n')) return null;
	const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
	if (lines.length < 2 || lines.length > MOST_EVENTS) return null;
	const values = lines.map((line) => parseText(line));
	return values.includes(undefined) ? null : values.flatMap((value) => asDocument(value));
}
