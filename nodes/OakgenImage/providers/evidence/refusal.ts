import { detectFormat } from '../../image/format';
import { isUndefinedRefusal, retryAfterMs } from '../../transport/retry';
import { isSuccess } from '../../transport/status';
import type { HttpReply } from '../../transport/types';
import { excerptOf } from '../../text/excerpt';
import type { FoundImage, PendingJob } from '../generation';
import type { JsonRecord } from '../../text/json';
import {
	FINAL_LIMIT,
	JOB_ID_FIELDS,
	LACKS_MONEY,
	OF_CREDITS,
	OTHER_ORDER,
	PERHAPS_FINAL_LIMIT,
} from './assumptions';
import { findImages } from './candidates';
import { statusOfWords } from './code';
import { collect, type Evidence } from './collect';
import { documentsOf, type ReplyDocument } from './documents';
import { records, valuesNamed, valuesUnder } from './fields';
import { jobInHeaders } from './headers';
import { canBeAsked, hasJobId, withErrors } from './job';
import { PICTURE_FILE } from '../../image/pictureFile';
import { namedWaitMs } from './wait';
import { whyFailed } from './weigh';

/** Characters of a reply in which to find out what a limit is about. */
const MOST_JUDGED = 8000;

/**
 * What a failure inside HTTP 200 can be treated as. Not among them are failures of the service (5xx)
 * and what is repeated as they are: nobody knows what those made, so they stay failures in words.
 */
const TREATED_AS = new Set([400, 401, 402, 403, 404, 405, 413, 415, 422, 429]);

/** Those that are about the account, so that they count for an order that has a job's id too. */
const ABOUT_ACCOUNT = new Set([401, 402, 403, 429]);

/** "Accepted": the order is carried out. */
const BEGUN = 202;

/**
 * The HTTP status that a reply means: its own, that of the failure that it tells in words, or 202 where
 * an error has a job beside it that is under way, or the picture itself.
 */
export function effectiveStatus(reply: HttpReply): number {
	if (detectFormat(reply.body) !== null) return reply.status;
	if (!isSuccess(reply.status)) {
		const inHeaders = jobInHeaders(reply);
		const isTaken = documentsOf(reply).some(({ value }) => {
			const evidence = collect(value, inHeaders, true);
			return tellsOfJob(evidence, reply.status) || isResult(evidence);
		});
		if (isTaken) return BEGUN;
		return statusInWords(reply) ?? reply.status;
	}
	for (const document of documentsOf(reply)) {
		const status = statusOfDocument(document);
		if (status !== null) return status;
	}
	return reply.status;
}

/**
 * What the words of a refusal mean where its status says less. Those of a limit are about the account: an
 * order that is refused so has made nothing. A status that nobody has defined, such as 420, is what its words are.
 */
function statusInWords({ status, body }: HttpReply): number | null {
	const isUndefined = isUndefinedRefusal(status);
	if (status !== 403 && !isUndefined) return null;
	const words = excerptOf(body);
	const meant = statusOfWords(words);
	if (isUndefined) return meant;
	return meant === 429 && !OF_CREDITS.test(words) ? meant : null;
}

function tellsOfJob({ state, layers, job, reason }: Evidence, status: number): boolean {
	if (state === 'running' && hasJobId(layers)) return true;
	return status === 409 && !OTHER_ORDER.test(reason ?? '') && isNamed(job, layers);
}

/** A picture, and no word of what went wrong: whatever the status says, it is there. */
function isResult({ state, layers, reason, hasError, code, innerCode }: Evidence): boolean {
	const isFailure = reason !== null || hasError || (code ?? innerCode) !== null;
	if (isFailure || (state !== null && state !== 'done')) return false;
	return findImages(layers, () => true, new Set()).some(isPicture);
}

/** A conflict with an order that was sent under the same key: its job, not just any id. */
function isNamed({ id, statusUrl }: PendingJob, layers: JsonRecord[]): boolean {
	if (statusUrl !== null || findImages(layers, () => true, new Set()).length > 0) return true;
	const isOfJob = (name: string) => JOB_ID_FIELDS.some((field) => name.endsWith(field));
	return id !== null && withErrors(layers).some((layer) => valuesNamed(layer, isOfJob).length > 0);
}

function statusOfDocument({ value, eventState }: ReplyDocument): number | null {
	const evidence = collect(value);
	const images = findImages(evidence.layers, () => true, new Set());
	const state = eventState === 'failed' ? eventState : evidence.state;
	const why =
		whyFailed({ ...evidence, state, chosen: [], polled: null }, images) ??
		(evidence.hasError && images.length === 0 && state !== 'running' ? '' : null) ??
		((evidence.hasOwnFailure || evidence.isEmptyHanded) && images.length === 0 && state === null
			? ''
			: null);
	if (why === null) return null;
	const status = evidence.code ?? evidence.innerCode ?? statusOfWords(failureWords(evidence));
	if (status === null || !TREATED_AS.has(status)) return null;
	// What was begun or made is not ordered once more, whatever is said beside it.
	const isBegun = hasJobId(evidence.layers, JOB_ID_FIELDS) || images.some(isPicture);
	if (status === 429 && isBegun) return null;
	return canBeAsked(evidence.job) && !ABOUT_ACCOUNT.has(status) ? null : status;
}

/** Not the address of a page that explains the failure. */
function isPicture(image: FoundImage): boolean {
	return image.kind === 'bytes' || PICTURE_FILE.test(image.url);
}

/** Hostile replies have thousands, and of megabytes. */
const MOST_CODES = 50;
const LONGEST_CODE = 200;

function failureWords({ layers, reason }: Evidence): string {
	const errors = records(
		layers.flatMap((layer) => valuesUnder(layer, ['error', 'errors']).flat(1)),
	);
	const extensions = records(errors.flatMap((error) => valuesUnder(error, ['extensions'])));
	const codes = [...layers, ...errors, ...extensions].flatMap((object) =>
		valuesUnder(object, ['code', 'type', 'status', 'errorcode']),
	);
	const words = codes.filter((word) => typeof word === 'string').slice(0, MOST_CODES);
	return [reason ?? '', ...words.map((word) => word.slice(0, LONGEST_CODE))].join(' ');
}

/** A wait that the body of a refusal names, in milliseconds, or null. */
export function waitInBody(reply: HttpReply): number | null {
	const documents = valuesOf(reply);
	const said = documents.length > 0 ? documents : [{ text: excerptOf(reply.body, MOST_JUDGED) }];
	const sentAt = Date.parse(reply.headers.date ?? '');
	return namedWaitMs([...said, reply.headers], Number.isNaN(sentAt) ? Date.now() : sentAt);
}

/** Whether a limit is one that no waiting within a run brings back: of a day, or of the account. */
export function isFinalLimit(reply: HttpReply): boolean {
	const words = reply.body.subarray(0, MOST_JUDGED).toString('utf8');
	if (FINAL_LIMIT.test(words) || LACKS_MONEY.test(words)) return true;
	// Many limits of a minute advise to look at the plan.
	const wait = retryAfterMs(reply.headers, 0) ?? waitInBody(reply);
	return wait === null && PERHAPS_FINAL_LIMIT.test(words);
}

function valuesOf(reply: HttpReply): JsonRecord[] {
	return documentsOf(reply).map(({ value }) => value);
}
