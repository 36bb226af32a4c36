import { WAIT_IN_WORDS, WAITS } from './assumptions';
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
export function namedWaitMs(documents: readonly JsonRecord[]): number | null {
	const values = documents.flatMap((document) => entriesOf(document, 0)).slice(0, MOST_VALUES);
	for (const [field, unitMs] of WAITS) {
		for (const [name, value] of values) {
			const wait = name === field ? durationMs(value, unitMs) : null;
			if (wait !== null) return wait;
		}
	}
	for (const [, value] of values) {
		const wait = typeof value === 'string' ? waitInWords(value) : null;
		if (wait !== null) return wait;
	}
	return null;
}

/** "Please retry in 17.5s", in milliseconds; null when a text names no wait. */
export function waitInWords(text: string): number | null {
	const said = WAIT_IN_WORDS.exec(text.slice(0, LONGEST_TEXT))?.[1];
	return said === undefined ? null : durationMs(said.trim(), null);
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
	[/^s(ec(ond)?s?)?$/, 1000],
	[/^m(in(ute)?s?)?$/, 60_000],
	[/^h((ou)?rs?)?$/, 3_600_000],
	[/^d(ays?)?$/, 86_400_000],
];

/** "9", "9s", "1m30s", "1.5 seconds", 9. @param unitMs of a number without a unit; null: such is none */
function durationMs(value: unknown, unitMs: number | null): number | null {
	const figure = asNumber(value);
	if (figure !== null) return unitMs === null || figure < 0 ? null : figure * unitMs;
	if (typeof value !== 'string' || value.trim().startsWith('-')) return null;
	let total: number | null = null;
	for (const [, digits, unit] of value
		.slice(0, 60)
		.toLowerCase()
		.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/g)) {
		const ms = UNITS.find(([pattern]) => pattern.test(unit ?? ''))?.[1];
		if (ms === undefined) break;
		total = (total ?? 0) + Number(digits) * ms;
	}
	return total;
}
