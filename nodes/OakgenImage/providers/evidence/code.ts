import { CODE_FIELDS, STATUS_OF_WORDS } from './assumptions';
import type { JsonRecord } from '../../text/json';
import { asNumber, records, valuesUnder } from './fields';

/** Objects in which a code is about the failure, whatever else the reply has. */
const ERROR_FIELDS = ['error', 'errors', 'fault'];

/** `{"code": 429, …}`, also inside `error`: the HTTP status of a failure, or null. */
export function failureCode(layer: JsonRecord): number | null {
	const errors = records(valuesUnder(layer, ERROR_FIELDS).flat(1));
	const codes = [layer, ...errors].flatMap((object) => valuesUnder(object, CODE_FIELDS));
	return codes.map(asNumber).find((code) => code !== null && isFailure(code)) ?? null;
}

/** Whether an object says by a code of HTTP that all went well. */
export function hasSuccessCode(layer: JsonRecord): boolean {
	return valuesUnder(layer, CODE_FIELDS)
		.map(asNumber)
		.some((code) => code === 0 || (code !== null && code >= 200 && code < 300));
}

/** Codes of a provider's own, such as 1008 or 24: whatever is no success as 0, 1 and 200 are. */
export function ownCode(layer: JsonRecord, fields: readonly string[] = CODE_FIELDS): number | null {
	const codes = valuesUnder(layer, fields).map(asNumber);
	const isOwn = (code: number) => code !== 0 && code !== 1 && !(code >= 200 && code < 300);
	return codes.find((code) => code !== null && isOwn(code)) ?? null;
}

function isFailure(code: number): boolean {
	return Number.isInteger(code) && code >= 400 && code < 600;
}

/** The HTTP status that the words of a failure mean, or null. */
export function statusOfWords(words: string): number | null {
	return STATUS_OF_WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}

/** Whether words are about a moderation, of a prompt or of a picture. */
export function isRefusedContent(words: string): boolean {
	return statusOfWords(words) === REFUSED_CONTENT;
}

/** As such words are judged. */
const REFUSED_CONTENT = 422;
