import {
	FILTER_CONTAINER,
	FILTER_FLAG,
	FILTER_REASON,
	FILTER_VERDICT,
	FILTER_VERDICT_WORDS,
	FILTER_WORDS,
	VERDICT_NAME,
	FOUND_FLAG,
	PASSED_FLAG,
	FILTERED_IN_WORDS,
	NOTICE_FIELDS,
	OWN_FILTER_REASON,
	SAFE_FLAG,
} from './assumptions';
import { isRecord, type JsonRecord } from '../../text/json';
import { isFilled, plainName } from './fields';
import { fieldsOf } from './headers';

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
		if (SAFE_FLAG.test(plain)) flags.all ||= isUnset(value);
		if (FILTER_VERDICT.test(plain)) flags.all ||= isVerdict(value);
		if (NOTICE_FIELDS.includes(plain)) flags.all ||= isNotice(value);
		const says = sayingOf(plain);
		if (says === null || isRecord(value)) {
			if (FILTER_CONTAINER.test(plain)) flags.all ||= hasFlag(value, 0);
			continue;
		}
		if (Array.isArray(value)) flags.each = merged(flags.each, value.map(says));
		else flags.all ||= says(value);
	}
	return flags;
}

/** Headers that say it of the whole reply: Stability's `finish-reason: CONTENT_FILTERED`. */
export function isFilteredByHeader(headers: Record<string, string>): boolean {
	return filterFlags(fieldsOf(headers)).all;
}

function hasFlag(value: unknown, depth: number): boolean {
	if (depth > DEEPEST) return false;
	if (Array.isArray(value)) return value.some((entry) => hasFlag(entry, depth + 1));
	if (!isRecord(value)) return false;
	return Object.entries(value as JsonRecord).some(([name, entry]) => {
		const plain = plainName(name);
		if (FOUND_FLAG.test(plain)) return isSet(entry);
		if (PASSED_FLAG.test(plain)) return isUnset(entry);
		if (VERDICT_NAME.test(plain) && isVerdict(entry)) return true;
		const says = sayingOf(plain);
		return says === null || isRecord(entry) ? hasFlag(entry, depth + 1) : says(entry);
	});
}

/** How a value under this plain name says that a picture was filtered; null when it says nothing of that. */
function sayingOf(plain: string): ((value: unknown) => boolean) | null {
	if (FILTER_FLAG.test(plain)) return isSet;
	if (OWN_FILTER_REASON.test(plain)) return saysReason;
	return FILTER_REASON.test(plain) ? saysFiltered : null;
}

function isVerdict(value: unknown): boolean {
	return typeof value === 'string' && FILTER_VERDICT_WORDS.test(value);
}

function isNotice(value: unknown): boolean {
	return [value]
		.flat()
		.map((entry) => (isRecord(entry) ? entry.message : entry))
		.some((text) => typeof text === 'string' && FILTERED_IN_WORDS.test(text));
}

/** By a score, too, that is nearly certain. */
function isSet(value: unknown): boolean {
	if (typeof value === 'string') return /^\s*(true|yes|1(\.0+)?|0?\.9\d*)\s*$/i.test(value);
	return value === true || (typeof value === 'number' && value >= 0.9 && value <= 1);
}

function isUnset(value: unknown): boolean {
	if (typeof value === 'string') return /^\s*(false|no|0)\s*$/i.test(value);
	return value === false || value === 0;
}

function saysReason(value: unknown): boolean {
	return typeof value === 'string' && isFilled(value) && !/unspecified/i.test(value);
}

function saysFiltered(value: unknown): boolean {
	return typeof value === 'string' && FILTER_WORDS.test(value);
}

function merged(a: boolean[], b: boolean[]): boolean[] {
	const length = Math.max(a.length, b.length);
	return Array.from({ length }, (_, at) => a[at] === true || b[at] === true);
}
