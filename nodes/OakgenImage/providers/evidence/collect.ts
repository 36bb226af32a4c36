import type { IDataObject } from 'n8n-workflow';

import type { FoundImage, GenerationFacts, PendingJob } from '../generation';
import { asJobId } from '../jobId';
import { isRecord, type JsonRecord } from '../../text/json';
import {
	CREDIT_FIELDS,
	END_FIELDS,
	ERROR_CODE_FIELDS,
	FAILURE_FIELDS,
	IMAGE_FIELDS,
	JOB_ID_FIELDS,
	RESULT_FIELDS,
	LIST_FIELDS,
	PERHAPS_TEXT_FIELDS,
	STATES_FIELDS,
	STEP_FIELDS,
	TEXT_FIELDS,
} from './assumptions';
import { asList } from './candidates';
import { failureCode, hasSuccessCode, ownCode, statusOfWords } from './code';
import { asNumber, firstFilled, isFilled, valuesUnder } from './fields';
import { filterFlags } from './flags';
import { NO_JOB_IN_HEADERS, type JobInHeaders } from './headers';
import { canBeAsked, hasJobId, readJob, withErrors } from './job';
import { layersOf } from './layers';
import {
	hasNotEnded,
	isNotFinal,
	judgeState,
	stateOf,
	stateOfEvent,
	statesIn,
	strongest,
	type State,
} from './state';
import { hiddenReasonIn, reasonIn, tellsOfError } from './words';

/** What one JSON object of a reply says, before it is weighed. */
export interface Evidence {
	layers: JsonRecord[];
	state: State | null;
	/** The words of a state that failed. */
	failedState: string | null;
	/** An error is told of, in whatever field. */
	hasError: boolean;
	/** What is said of a failure, if there is one. */
	reason: string | null;
	/** A status of HTTP that stands for the whole reply. */
	code: number | null;
	/** One that may be about something else. */
	innerCode: number | null;
	/** A code of the provider's own, with words of a failure and nothing else. */
	hasOwnFailure: boolean;
	/** A code of the provider's own, with words, in place of a result: no job, and nothing in it. */
	isEmptyHanded: boolean;
	job: PendingJob;
	facts: GenerationFacts;
	/** Of the pictures in their order, where each has its own flag. */
	filtered: { all: boolean; each: boolean[] };
}

/**
 * @param inHeaders what the headers say of the job
 * @param isBegun an order was accepted, whatever else is said: an error may name its job
 */
export function collect(
	document: JsonRecord,
	inHeaders: JobInHeaders = NO_JOB_IN_HEADERS,
	isBegun = false,
): Evidence {
	const layers = layersOf(document);
	const job = readJob(isBegun ? withErrors(layers) : layers, inHeaders);
	const state = stateIn(layers);
	const said = reasonIn(layers);
	// `{"err": 1, "errInfo": "…"}`: a number is no reason where there are words.
	const isTold = said === null ? state !== 'failed' : /\p{L}/u.test(said);
	const reason = isTold ? said : (hiddenReasonIn(layers) ?? said);
	const [outermost, ...inner] = layers;
	const flags = layers.map(filterFlags);
	const all = flags.some((flag) => flag.all) || layers.some(areAllFiltered);
	return {
		layers,
		state,
		failedState: failedStateIn(layers),
		hasError:
			layers.some((layer) => valuesUnder(layer, FAILURE_FIELDS).some(tellsOfError)) ||
			layers.some(endedBadly) ||
			layers.some(haveAllEndedBadly),
		reason,
		code: outermost && !hasSuccessCode(outermost) ? failureCode(outermost) : null,
		innerCode: inner.map(failureCode).find((code) => code !== null) ?? null,
		hasOwnFailure:
			reason !== null && !hasJobId(layers, JOB_ID_FIELDS) && hasOwnFailure(layers, reason),
		isEmptyHanded:
			reason !== null &&
			!hasJobId(layers) &&
			(layers.some(isEmptyHanded) || isOnlyCall(layers, reason, job)),
		job,
		facts: {
			id: job.id,
			credits: creditsIn(layers),
			usage: (layers.map((layer) => layer.usage).find(isRecord) ?? null) as IDataObject | null,
			text: textIn(layers),
			contentFiltered: false,
		},
		filtered: { all, each: flags.find(({ each }) => each.length > 0)?.each ?? [] },
	};
}

/** `{"code": 1008, "message": "…"}` in words of a failure, `{"code": "InvalidParameter", …}` in any. */
function hasOwnFailure(layers: JsonRecord[], reason: string): boolean {
	const isToldInWords = judgeState(reason) === 'failed' || statusOfWords(reason) !== null;
	return layers.some(
		(layer) =>
			(isToldInWords && ownCode(layer) !== null) ||
			valuesUnder(layer, ERROR_CODE_FIELDS).some(
				(code) =>
					typeof code === 'string' && asNumber(code) === null && judgeState(code) === 'failed',
			),
	);
}

/** `{"code": 1201, "message": "…", "request_id": "r1"}`: how the call went, and nothing else. */
function isOnlyCall(layers: JsonRecord[], reason: string, { id, statusUrl }: PendingJob): boolean {
	const [call, ...others] = layers;
	if (!call || others.length > 0 || statusUrl !== null || judgeState(reason) === 'running')
		return false;
	const isOfCall = id === null || valuesUnder(call, ['requestid']).map(asJobId).includes(id);
	return (
		isOfCall &&
		ownCode(call, ERROR_CODE_FIELDS) !== null &&
		valuesUnder(call, RESULT_FIELDS).length === 0
	);
}

/** `{"code": 50411, "message": "…", "data": null}` */
function isEmptyHanded(layer: JsonRecord): boolean {
	const results = valuesUnder(layer, RESULT_FIELDS);
	const isEmpty =
		results.length > 0 && results.every((value) => !isFilled(value) || isEmptyObject(value));
	return isEmpty && ownCode(layer, ERROR_CODE_FIELDS) !== null;
}

function isEmptyObject(value: unknown): boolean {
	return isRecord(value) && Object.keys(value).length === 0;
}

/** Whether there is something that an answer about a job would have: its state, its id, its images. */
export function isAboutJob({ state, job }: Evidence, images: FoundImage[]): boolean {
	return state === 'running' || state === 'done' || canBeAsked(job) || images.length > 0;
}

/**
 * Failed beats running, and running beats done, wherever they stand. Otherwise the innermost object
 * that has a state counts: a wrapper says how the call went, its content how the job does.
 */
function stateIn(layers: JsonRecord[]): State | null {
	const states = [
		...layers.map((layer) => stateOf(layer) ?? stateOfEvent(layer)),
		...layers.flatMap(statesOfLists),
	];
	const strong =
		states.find((state) => state === 'failed') ?? states.find((state) => state === 'running');
	return (
		strong ??
		states.findLast((state) => state !== null) ??
		(layers.some(hasNotEnded) ? 'running' : null)
	);
}

/** `finish_reason`: what ended as it should has a picture, whatever word that is. */
function endedBadly(layer: JsonRecord): boolean {
	return valuesUnder(layer, END_FIELDS)
		.flat()
		.some(
			(word) =>
				typeof word === 'string' &&
				!/^\s*stop\s*$/i.test(word) &&
				(judgeState(word) === 'failed' || statusOfWords(word) !== null),
		);
}

/** `{"artifacts": [{"base64": "", "finishReason": "ERROR"}]}` */
function haveAllEndedBadly(layer: JsonRecord): boolean {
	return valuesUnder(layer, LIST_FIELDS).some(
		(list) =>
			Array.isArray(list) &&
			list.length > 0 &&
			list.every((entry: unknown) => isRecord(entry) && endedBadly(entry)),
	);
}

/** `{"images": [{"url": null, "blockedReason": "…"}]}` */
function areAllFiltered(layer: JsonRecord): boolean {
	return valuesUnder(layer, LIST_FIELDS).some(
		(list) =>
			Array.isArray(list) && list.length > 0 && list.every((entry) => filterFlags(entry).all),
	);
}

/** Lists of results: failed when all of them are, not done before all of them are. */
function statesOfLists(layer: JsonRecord): Array<State | null> {
	const words = valuesUnder(layer, STATES_FIELDS);
	// What the whole says of itself counts more than what is left of its steps.
	const names =
		stateOf(layer) === null ? [...LIST_FIELDS, ...STEP_FIELDS, ...STATES_FIELDS] : LIST_FIELDS;
	const isUnderWay = valuesUnder(layer, IMAGE_FIELDS).some(
		(image) => isRecord(image) && stateOf(image) === 'running',
	);
	const states = valuesUnder(layer, names).map((value) => {
		const list = asList(value);
		if (list === null || list.length === 0) return null;
		const isWords = words.includes(value);
		// A preview beside the result does not keep anyone waiting.
		const results = list.filter((entry) => !isRecord(entry) || !isNotFinal(entry));
		const states = (results.length > 0 ? results : list).map((entry: unknown) =>
			isRecord(entry) ? stateOf(entry) : isWords ? known(judgeState(entry)) : null,
		);
		if (states.every((state) => state === 'failed')) return 'failed';
		return strongest(states.filter((state) => state !== 'failed'));
	});
	return isUnderWay ? ['running', ...states] : states;
}

/** A list of words that nobody knows is about something else. */
function known(state: State | null): State | null {
	return state === 'unknown' ? null : state;
}

function failedStateIn(layers: JsonRecord[]): string | null {
	const values = layers.toReversed().flatMap(statesIn);
	const failed = values
		.filter((value) => typeof value !== 'boolean' && judgeState(value) === 'failed')
		.map((value) => String(value).toLowerCase());
	// Beside a word such as ERROR, the longer one tells why.
	return failed.toSorted((one, other) => other.length - one.length)[0] ?? null;
}

function textIn(layers: JsonRecord[]): string | null {
	const text = firstFilled(layers.flatMap((layer) => valuesUnder(layer, TEXT_FIELDS)));
	const perhaps = layers.flatMap((layer) => valuesUnder(layer, PERHAPS_TEXT_FIELDS));
	return text ?? firstFilled(perhaps.filter(isSentence));
}

/** Several words, and no picture among them. */
function isSentence(value: unknown): boolean {
	if (typeof value !== 'string' || value.length > LONGEST_SENTENCE) return false;
	const hasWords = value.trim().split(/\s+/).length > 2;
	return hasWords && !/^\s*[[{<]|(https?|data):/i.test(value);
}

const LONGEST_SENTENCE = 4000;

function creditsIn(layers: JsonRecord[]): number | null {
	for (const layer of layers) {
		const named = valuesUnder(layer, CREDIT_FIELDS);
		const figures = [...named, ...valuesUnder(layer.usage, ['credits'])].map(asNumber);
		const credits = figures.find((figure) => figure !== null && figure >= 0);
		if (typeof credits === 'number') return credits;
	}
	return null;
}
