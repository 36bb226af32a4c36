import {
	IN_MILLISECONDS,
	IN_MINUTES,
	LEFT_OF_LIMIT,
	LIMIT_FIELD,
	MOMENT_IN_WORDS,
	WAIT_IN_WORDS,
	WAIT_MOMENTS,
	WAIT_NAMES,
} from './assumptions';
import { isRecord, type JsonRecord } from '../../text/json';
import { asNumber, plainName } from './fields';

const DEEPEST = 4;
const MOST_VALUES = 500;

/** Of a text in which a wait is looked for. */
const LONGEST_TEXT = 2000;

/**
 * The wait that the body of a refusal names, in milliseconds: in a field such as `retry_after`, in a
 * duration such as "17s", or in words such as "resets in ~9s". Null when it names none.
 */
export function namedWaitMs(documents: readonly JsonRecord[], wallTimeMs: number): number | null {
	const values = documents.flatMap((document) => entriesOf(document, 0)).slice(0, MOST_VALUES);
	for (const pattern of WAIT_NAMES) {
		for (const [name, value] of values) {
			const wait = pattern.test(name) ? waitUnder(name, value, wallTimeMs) : null;
			if (wait !== null) return wait;
		}
	}
	for (const [name, value] of values) {
		const seconds = name === LIMIT_FIELD ? LEFT_OF_LIMIT.exec(textOf(value))?.[1] : undefined;
		if (seconds !== undefined) return Number(seconds) * 1000;
	}
	for (const [name, value] of values) {
		const wait = WAIT_MOMENTS.includes(name) ? untilMs(value, wallTimeMs) : null;
		if (wait !== null) return wait;
	}
	for (const [, value] of values) {
		const moment =
			typeof value === 'string' ? MOMENT_IN_WORDS.exec(value.slice(0, LONGEST_TEXT)) : null;
		const wait = moment ? untilMs(moment[1], wallTimeMs) : null;
		if (wait !== null) return wait;
	}
	for (const [, value] of values) {
		const wait = typeof value === 'string' ? waitInWords(value) : null;
		if (wait !== null) return wait;
	}
	return null;
}

/** A duration, or the moment until which to wait: "2026-01-01T00:00:00Z". */
function waitUnder(name: string, value: unknown, wallTimeMs: number): number | null {
	const figure = asNumber(value);
	const isMoment = figure === null ? /\d:\d\d/.test(textOf(value)) : figure >= FIRST_MOMENT;
	return isMoment ? untilMs(value, wallTimeMs) : durationMs(value, unitMsOf(name));
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

function unitMsOf(name: string): number {
	if (IN_MILLISECONDS.test(name)) return 1;
	return IN_MINUTES.test(name) ? 60_000 : 1000;
}

/** "Please retry in 17.5s", in milliseconds; null when a text names no wait. */
export function waitInWords(text: string): number | null {
	const said = WAIT_IN_WORDS.exec(text.slice(0, LONGEST_TEXT))?.[1];
	return said === undefined ? null : durationMs(said, null);
}

/** Epochs in seconds have ten digits, and in milliseconds thirteen; less is a duration. */
const FIRST_MOMENT = 1e9;

function untilMs(value: unknown, wallTimeMs: number): number | null {
	const figure = asNumber(value);
	if (figure !== null && figure < FIRST_MOMENT) return figure < 0 ? null : figure * 1000;
	const moment = figure ?? Date.parse(asUtc(textOf(value)));
	if (Number.isNaN(moment)) return durationMs(value, 1000);
	const wait = (moment < 1e11 ? moment * 1000 : moment) - wallTimeMs;
	return wait < 0 ? null : wait;
}

/** A date without a zone is that of the service. Zones are written as `Date.parse` wants them. */
function asUtc(text: string): string {
	const date = text
		.trim()
		.replace(/\u2212/g, '-')
		.replace(/T(?=[\d:.]+ ?(UTC|GMT)$)/, ' ')
		.replace(
			/(?<=:\d\d(\.\d+)?) ?([+-]\d\d):?(\d\d)?$/,
			(...found) => `${found[2]}:${found[3] ?? '00'}`,
		);
	const isWithoutZone = /\d:\d\d(:\d\d(\.\d+)?)?$/.test(date) && !/[+-]\d\d:\d\d$/.test(date);
	return isWithoutZone ? `${date}Z` : date;
}

function entriesOf(value: unknown, depth: number): Array<[name: string, value: unknown]> {
	if (depth > DEEPEST) return [];
	if (Array.isArray(value)) {
		return value.slice(0, 20).flatMap((entry) => entriesOf(entry, depth + 1));
	}
	if (!isRecord(value)) return [];
	const entries = Object.entries(value).slice(0, 100);
	return entries.flatMap(([name, entry]): Array<[string, unknown]> => [
		[plainName(name), entry],
		...entriesOf(entry, depth + 1),
	]);
}

const UNITS: ReadonlyArray<[pattern: RegExp, ms: number]> = [
	[/^(ms|msecs?|millis(econds?)?)$/, 1],
	[/^(s((ec(ond)?|ekunde|egundo|econde)[sn]?)?|сек\p{L}*|秒|초)$/u, 1000],
	[/^(m(in(ute|uto|uten)?[sn]?)?|мин\p{L}*|分)$/u, 60_000],
	[/^(h((ou|eu|o)?r[sa]*|eures?)?|stunden?|час\p{L}*)$/u, 3_600_000],
	[/^(d(ays?|ias?|ía|ías)?|tage?n?|jours?)$/u, 86_400_000],
];

/** What clocks show: "00:01:30". */
function inFigures(text: string): string {
	return text.trim().replace(/^(\d+):(\d\d):(\d\d(?:\.\d+)?)$/, '$1h$2m$3s');
}

/** `{"seconds": 10}`, `{"value": 10, "unit": "s"}` */
function ofObject(value: JsonRecord): number | null {
	const { value: figure, unit } = value;
	if (figure !== undefined) return durationMs(`${word(figure)} ${word(unit) || 's'}`, 1000);
	const [name = '', amount] = Object.entries(value)[0] ?? [];
	return durationMs(`${word(amount)} ${name}`, null);
}

/** Not of lists and objects, of which a reply can make what no text can be made of. */
function word(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/**
 * "9", "9s", "1m30s", "1.5 seconds", "PT10S" (ISO 8601), 9.
 *
 * @param unitMs of a number without a unit; null: such is none
 */
function durationMs(value: unknown, unitMs: number | null): number | null {
	const figure = asNumber(value);
	if (figure !== null) return unitMs === null || figure < 0 ? null : figure * unitMs;
	if (isRecord(value)) return ofObject(value);
	if (typeof value !== 'string' || value.trim().startsWith('-')) return null;
	const text = inFigures(value);
	let total: number | null = null;
	for (const [, digits, unit] of text
		.slice(0, 60)
		.toLowerCase()
		.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+|\p{L}+)/gu)) {
		const ms = UNITS.find(([pattern]) => pattern.test(unit ?? ''))?.[1];
		if (ms === undefined) break;
		total = (total ?? 0) + Number(digits) * ms;
	}
	return total;
}
