import { MESSAGE_FIELDS, REASON_FIELDS, WORDS_IN_REASON } from '../oakgen/assumptions';
import { excerptOf } from '../excerpt';
import { isRecord, parseText } from '../json';
import { isFilled, valuesUnder } from './fields';
import { judgeState } from './state';

/** Entries of a list of errors that are told. */
const MOST_TOLD = 5;

/** Errors nest in errors: {"error": {"error": {"message": …}}}. */
const DEEPEST = 4;

/** What an outside value says of a failure, whatever shape it has; null when it says nothing. */
export function wordsOf(value: unknown, depth = 0): string | null {
	if (typeof value === 'string') {
		const inner = depth < DEEPEST ? parseText(value) : undefined;
		const told = inner === undefined ? null : wordsOf(inner, depth + 1);
		return told ?? (isFilled(value) ? excerptOf(value) || null : null);
	}
	if (typeof value === 'number') return value === 0 ? null : String(value);
	if (depth >= DEEPEST) return null;
	if (Array.isArray(value)) {
		const told = value.slice(0, MOST_TOLD).map((entry) => wordsOf(entry, depth + 1));
		return told.filter((words) => words !== null).join('; ') || null;
	}
	return isRecord(value) ? wordsOfObject(value, depth + 1) : null;
}

function wordsOfObject(object: Record<string, unknown>, depth: number): string | null {
	for (const name of WORDS_IN_REASON) {
		for (const value of valuesUnder(object, [name])) {
			const words = wordsOf(value, depth);
			if (words !== null) return words;
		}
	}
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
		innermostFirst.flatMap((layer) => valuesUnder(layer, [name])),
	);
	const weak = innermostFirst.flatMap((layer) => valuesUnder(layer, MESSAGE_FIELDS));
	const told = [...strong, ...weak].map((value) => wordsOf(value));
	// "success" is what the call around a failed job says.
	return told.find((words) => words !== null && judgeState(words) !== 'done') ?? null;
}
