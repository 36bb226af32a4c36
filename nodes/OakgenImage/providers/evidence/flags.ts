import {
	FILTER_CONTAINER,
	FILTER_FLAG,
	FILTER_HEADERS,
	FILTER_REASON,
	FILTER_WORDS,
	SAFE_FLAG,
} from './assumptions';
import { isRecord, type JsonRecord } from '../../text/json';
import { plainName } from './fields';

/** Flags stand at most this deep: `{"content_filter_results": {"hate": {"filtered": true}}}`. */
const DEEPEST = 3;

/**
 * What an object says of pictures that were blanked, blurred or flagged.
 *
 * @returns one answer for all, or one for each picture where it lists them
 */
export function filterFlags(object: unknown): { all: boolean; each: boolean[] } {
	const flags = { all: false, each: [] as boolean[] };
	if (!isRecord(object)) return flags;
	for (const [name, value] of Object.entries(object)) {
		const plain = plainName(name);
		if (SAFE_FLAG.test(plain) && value === false) flags.all = true;
		const isFlag = FILTER_FLAG.test(plain);
		if (!isFlag && !FILTER_REASON.test(plain)) {
			if (FILTER_CONTAINER.test(plain)) flags.all ||= hasFlag(value, 0);
			continue;
		}
		const says = isFlag ? isSet : saysFiltered;
		if (Array.isArray(value)) flags.each = merged(flags.each, value.map(says));
		else flags.all ||= says(value);
	}
	return flags;
}

/** Headers that say it of the whole reply: Stability's `finish-reason: CONTENT_FILTERED`. */
export function isFilteredByHeader(headers: Record<string, string>): boolean {
	return FILTER_HEADERS.some((name) => {
		const value = headers[name] ?? '';
		return FILTER_WORDS.test(value) || isSet(value);
	});
}

function hasFlag(value: unknown, depth: number): boolean {
	if (depth > DEEPEST) return false;
	if (Array.isArray(value)) return value.some((entry) => hasFlag(entry, depth + 1));
	if (!isRecord(value)) return false;
	return Object.entries(value as JsonRecord).some(([name, entry]) =>
		FILTER_FLAG.test(plainName(name)) ? isSet(entry) : hasFlag(entry, depth + 1),
	);
}

function isSet(value: unknown): boolean {
	if (typeof value === 'string') return /^\s*(true|yes|1)\s*$/i.test(value);
	return value === true || value === 1;
}

function saysFiltered(value: unknown): boolean {
	return typeof value === 'string' && FILTER_WORDS.test(value);
}

function merged(a: boolean[], b: boolean[]): boolean[] {
	const longer = a.length > b.length ? a : b;
	return longer.map((_, at) => a[at] === true || b[at] === true);
}
