import {
	ASKED_FLAG,
	COUNT_DONE,
	DONE_FLAG,
	ENDED_IN_PART,
	END_FIELDS,
	END_TIME,
	ERROR_CODE_FIELDS,
	EVENT_FIELDS,
	EVENT_OF_FAILURE,
	EVENT_OF_RUNNING,
	FINAL_FLAGS,
	NOT_FINAL_FLAG,
	OUTCOME_WORD_FIELDS,
	TIME_LEFT,
	DONE_WORDS,
	FAILED_FLAG,
	FAILED_STATE,
	FILL_WORDS,
	GOES_ON,
	LEFT_FIELDS,
	NO_ERROR,
	NO_FAILURE,
	OUTCOME_FIGURE,
	PROGRESS_FIELDS,
	RUN_AND_OVER,
	RESULT_FLAG,
	RUNNING_FLAG,
	RUNNING_STATE,
	OTHER_STATE,
	STATE_FIELDS,
	STATE_NAME,
	STEP_FIGURES,
	SUCCESS_FLAG,
	WAITING_FIGURES,
	WENT_WRONG,
	WORDS_OF_STATE,
} from './assumptions';
import type { JsonRecord } from '../../text/json';
import { isRecord } from '../../text/json';
import { asNumber, plainName, records, valuesLike, valuesNamed, valuesUnder } from './fields';

/** `unknown`: a state is named, and nobody knows what it means. */
export type State = 'failed' | 'running' | 'unknown' | 'done';

/** What counts when several are said. */
const ORDER: readonly State[] = ['failed', 'running', 'unknown', 'done'];

/** No state has more; a text that is longer tells a story. */
const LONGEST_STATE = 200;

/** What the value of a state field means; null when it says nothing about a job. */
export function judgeState(value: unknown): State | null {
	if (value === false) return 'failed';
	if (typeof value !== 'number' && typeof value !== 'string') return null;
	const text = String(value).trim();
	const figure = asNumber(text);
	if (figure !== null) return judgeFigure(figure);
	if (ADDRESS.test(text)) return null;
	const words = wordsOf(text).replace(ENDED_IN_PART, 'done');
	// A dash is a field that nobody filled in, an hourglass is none.
	if (words === '') return /[^ -~\s]/.test(text) ? 'unknown' : null;
	if (SAYS_NOTHING.test(words)) return null;
	if (FAILED_STATE.test(words.replace(NO_FAILURE, ''))) return 'failed';
	if (RUNNING_STATE.test(words.replace(RUN_AND_OVER, ''))) return 'running';
	const left = words.replace(NO_FAILURE, '').replace(RUN_AND_OVER, '').split(' ').filter(Boolean);
	const isDone =
		left.some((word) => DONE_WORDS.has(word)) &&
		left.every((word) => DONE_WORDS.has(word) || FILL_WORDS.has(word));
	return isDone ? 'done' : 'unknown';
}

/** Whether what stands in a field of an error says that there is none: "N/A", "no error", "Success!". */
export function saysNoError(text: string): boolean {
	return NO_ERROR.test(wordsOf(text).replace(NO_FAILURE, '').trim()) || judgeState(text) === 'done';
}

/** Whether a sentence says that a job goes on, as some answer with an error until it is done. */
export function saysGoesOn(text: string): boolean {
	const words = wordsOf(text);
	return judgeState(text) === 'running' && GOES_ON.test(words) && !WENT_WRONG.test(words);
}

/** A few words, as longer texts tell of what may happen. */
function saysFailed(text: unknown): boolean {
	if (typeof text !== 'string' || judgeState(text) !== 'failed') return false;
	const words = wordsOf(text);
	return words.split(' ').length <= 6 && !RUNNING_STATE.test(words);
}

/** Whether the word of a state says that only a part of it was made. */
export function isInPart(value: unknown): boolean {
	return typeof value === 'string' && ENDED_IN_PART.test(wordsOf(value));
}

/** Where the state is to be asked for. */
export const ADDRESS = /^\s*(https?:\/)?\/./i;

/** A field that nobody filled in. */
const SAYS_NOTHING = /^(unknown|none|null|undefined|n a|unspecified|status unknown|unset)$/;

/** Numbers have no common meaning, except where they are HTTP's, and that no success is negative. */
function judgeFigure(figure: number): State | null {
	if (figure < 0 || (figure >= 400 && figure < 600)) return 'failed';
	if (figure === 202 || figure === 102) return 'running';
	return figure >= 200 && figure < 300 ? null : 'unknown';
}

/** Lower case, a space between words, however they are joined: `inProgress`, `IN-PROGRESS`. */
function wordsOf(text: string): string {
	return text
		.slice(0, LONGEST_STATE)
		.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
		.toLowerCase()
		.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
		.trim();
}

/** All that an object gives as a state: words, numbers, and what stands in lists and objects of words. */
export function statesIn(layer: JsonRecord): unknown[] {
	const values = valuesNamed(layer, isStateName);
	return values.flat(1).flatMap((value) => (isRecord(value) ? statesOfObject(value) : [value]));
}

/**
 * `{"code": 3, "label": "DONE"}`: beside a word that is understood, a number that is not says nothing.
 * `{"failed": {…}}`: the only name is the word.
 */
function statesOfObject(object: JsonRecord): unknown[] {
	const values = valuesUnder(object, WORDS_OF_STATE);
	const known = values.filter((value) => !['unknown', null].includes(judgeState(value)));
	if (known.length > 0) return known;
	const names = Object.keys(object);
	return values.length === 0 && names.length === 1 ? names : values;
}

export function isStateName(name: string): boolean {
	return STATE_FIELDS.includes(name) || (STATE_NAME.test(name) && !OTHER_STATE.test(name));
}

/** What one object of a reply says of the job; null when it says nothing. */
export function stateOf(layer: JsonRecord): State | null {
	const codes = valuesUnder(layer, ERROR_CODE_FIELDS);
	// `{"code": 50430, "status": 50430}` is a code.
	const values = statesIn(layer).filter(
		(value) => !((asNumber(value) ?? 0) > 999 && codes.includes(value)),
	);
	const named = values.map(judgeState);
	// "status": 1 beside "message": "success" is how the call went.
	const isCall = valuesUnder(layer, CALL_MESSAGES).some((text) => judgeState(text) === 'done');
	// "status": "completed" beside "stage": "mirrored" is the end of a job; "success" may be the call's.
	const isEnd = values.some((word) => judgeState(word) === 'done' && !OF_CALL.test(String(word)));
	// "status": 6 beside "generateMsg": "failed" has ended.
	const isOver = valuesLike(layer, /(msg|message)$/).some(saysFailed);
	const states = [
		...(isOver ? named.map((state) => (state === 'unknown' ? 'failed' : state)) : []),
		...(isCall || isEnd ? named.filter((state) => state !== 'unknown') : named),
		...flagStates(layer),
	];
	return strongest(states) ?? strongest(hintsIn(layer));
}

const OF_CALL = /^\s*(success(ful|fully)?|ok(ay)?)\s*$/i;

/** What the name of an event says, outside of streams too: `{"event": "job.progress", "data": …}`. */
export function stateOfEvent(layer: JsonRecord): State | null {
	const names = valuesUnder(layer, EVENT_FIELDS).map((name) =>
		typeof name === 'string' ? name.slice(0, LONGEST_STATE) : '',
	);
	if (names.some((name) => EVENT_OF_FAILURE.test(name))) return 'failed';
	return names.some((name) => EVENT_OF_RUNNING.test(name)) ? 'running' : null;
}

/** `{"completed_at": null}` in an answer that says nothing else of its state. */
export function hasNotEnded(layer: JsonRecord): boolean {
	return valuesLike(layer, END_TIME).some((value) => value === null || value === '');
}

/** `{"remaining": 1}`; more than one order makes is what is left of a quota. */
export function isPartLeft(layer: JsonRecord): boolean {
	return valuesUnder(layer, LEFT_FIELDS).some((left) => isAbove0(left) && Number(left) <= 10);
}

function isFlagged(layer: JsonRecord): boolean {
	return valuesLike(layer, RUNNING_FLAG).some(isAbove0);
}

/** What counts only where nothing else is said. */
function hintsIn(layer: JsonRecord): Array<State | null> {
	const told = valuesUnder(layer, PROGRESS_FIELDS);
	const progress = told.flatMap((value) =>
		isRecord(value) ? valuesUnder(value, [...PROGRESS_FIELDS, 'value']) : [value],
	);
	return [
		...progress.map(judgeProgress),
		...valuesUnder(layer, TIME_LEFT).map((left) => (isAbove0(left) ? 'running' : null)),
		...[layer, ...records(told)].flatMap((object) =>
			[...STEP_FIGURES, ...countsIn(object)].map((names) => judgeStep(object, names)),
		),
		...valuesLike(layer, RESULT_FLAG).map((flag) =>
			isFalse(flag) ? 'running' : isTrue(flag) ? 'done' : null,
		),
		...(isNotFinal(layer) || isFlagged(layer) ? ['running' as const] : []),
	];
}

/** A preview, a placeholder and the like, by flags of its own. */
export function isNotFinal(object: JsonRecord): boolean {
	return (
		valuesLike(object, NOT_FINAL_FLAG).some(isTrue) ||
		valuesUnder(object, FINAL_FLAGS).some(isFalse)
	);
}

/** What is said beside a number that stands for a state. */
const JOB_MESSAGES = ['jobstatusmsg', 'taskstatusmsg'];
const CALL_MESSAGES = ['message', 'msg', 'statusmsg', 'statusmessage', ...JOB_MESSAGES];

export function strongest(states: ReadonlyArray<State | null>): State | null {
	return ORDER.find((state) => states.includes(state)) ?? null;
}

function flagStates(layer: JsonRecord): Array<State | null> {
	return [
		...valuesLike(layer, SUCCESS_FLAG).map((flag) =>
			isFalse(flag) || flag === 0 ? 'failed' : wordOfFlag(flag),
		),
		...valuesLike(layer, FAILED_FLAG).map((flag) => (isTrue(flag) ? 'failed' : null)),
		...valuesLike(layer, ASKED_FLAG).map((flag) => (asNumber(flag) === 1 ? 'failed' : null)),
		...valuesLike(layer, DONE_FLAG).map((flag) =>
			isFalse(flag) ? 'running' : isTrue(flag) ? 'done' : null,
		),
		...valuesUnder(layer, WAITING_FIGURES).map((figure) => (isAbove0(figure) ? 'running' : null)),
		...valuesUnder(layer, JOB_MESSAGES).map((text) =>
			judgeState(text) === 'done' ? 'done' : null,
		),
		...valuesUnder(layer, [OUTCOME_FIGURE]).map(judgeOutcome),
		...valuesUnder(layer, [...OUTCOME_WORD_FIELDS, ...CALL_MESSAGES]).map(judgeOutcomeWord),
		...valuesUnder(layer, END_FIELDS).flat().map(judgeEnd),
	];
}

/** `{"ok": "ASSEMBLY_EXECUTING"}`; "success" may be the call's. */
function wordOfFlag(flag: unknown): State | null {
	const isTold = typeof flag === 'string' && !OF_CALL.test(flag) && !/part/i.test(flag);
	const state = isTold ? judgeState(flag) : null;
	return state === 'unknown' ? null : state;
}

function judgeOutcome(value: unknown): State | null {
	const figure = asNumber(value);
	if (figure === null) return null;
	return figure === 0 ? 'running' : figure === 1 ? 'done' : 'failed';
}

/** A failure in a bare word; a sentence under the same name is what a model wrote. */
function judgeOutcomeWord(value: unknown): State | null {
	const isWord = typeof value === 'string' && /^\s*[\p{L}_-]{2,20}\s*$/u.test(value);
	return isWord && judgeState(value) === 'failed' ? 'failed' : null;
}

/** Whatever the reason, there was an end. */
function judgeEnd(value: unknown): State | null {
	return typeof value === 'string' && value.trim() !== '' ? 'done' : null;
}

/** Under way, if nothing else is said. The end cannot be told from 1 %. */
function judgeProgress(value: unknown): State | null {
	const part = /^\s*(\d{1,5})\s*(?:\/|of)\s*(\d{1,5})\s*$/.exec(
		typeof value === 'string' ? value : '',
	);
	if (part) return Number(part[1]) < Number(part[2]) ? 'running' : null;
	if (value === 0) return 'unknown';
	const figure = figureOf(value);
	return figure !== null && figure > 0 && figure < 100 && figure !== 1 ? 'running' : null;
}

function figureOf(value: unknown): number | null {
	return asNumber(typeof value === 'string' ? value.replace(/%\s*$/, '') : value);
}

/** `{"completed_images": 1, "total_images": 4}` */
function countsIn(object: JsonRecord): Array<[done: string, of: string]> {
	return Object.keys(object)
		.map(plainName)
		.filter((name) => COUNT_DONE.test(name))
		.map((name) => [name, name.replace(COUNT_DONE, 'total$1$2')]);
}

function judgeStep(layer: JsonRecord, [step, of]: [string, string]): State | null {
	const [figure, most] = [step, of].map((name) => asNumber(valuesUnder(layer, [name])[0]));
	return typeof figure === 'number' && typeof most === 'number' && figure < most ? 'running' : null;
}

function isTrue(value: unknown): boolean {
	return value === true || (typeof value === 'string' && /^\s*(true|yes)\s*$/i.test(value));
}

function isFalse(value: unknown): boolean {
	return value === false || (typeof value === 'string' && /^\s*(false|no)\s*$/i.test(value));
}

function isAbove0(value: unknown): boolean {
	return value === true || (asNumber(value) ?? 0) > 0;
}
