import { asJobId } from '../jobId';
import { isRecord, type JsonRecord } from '../../text/json';
import { ID_FIELDS } from './assumptions';
import { valuesUnder } from './fields';
import { stateOf } from './state';

/** `{"data": {"jobs": [...]}}` */
const DEEPEST = 3;

/** Far more than any answer lists. */
const MOST_LISTED = 1000;

/**
 * Of an answer that tells of several jobs, the part about one of them: those of others are other
 * people's pictures.
 *
 * @returns null when it is about one job
 */
export function partAbout(id: string, answer: unknown, depth = 0): JsonRecord | null {
	if (depth > DEEPEST || (isRecord(answer) && isNamed(answer, id))) return null;
	const entries = Array.isArray(answer)
		? answer.slice(0, MOST_LISTED).map((entry: unknown) => ({ name: null, entry }))
		: Object.entries(isRecord(answer) ? answer : {}).map(([name, entry]) => ({ name, entry }));
	for (const { name, entry } of entries) {
		const isList = Array.isArray(answer) && answer.length > 1;
		const isOwn = name === id || (isList && isRecord(entry) && isNamed(entry, id));
		if (isOwn && isRecord(entry) && stateOf(entry) !== null) return entry;
	}
	for (const { entry } of entries) {
		const found = partAbout(id, entry, depth + 1);
		if (found) return found;
	}
	return null;
}

function isNamed(entry: JsonRecord, id: string): boolean {
	return valuesUnder(entry, ID_FIELDS).some((value) => asJobId(value) === id);
}
