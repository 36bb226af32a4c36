import { excerptOf } from '../../text/excerpt';
import { isPassing } from '../../transport/status';
import type { EndOfJob, FoundImage, Generation, PendingJob } from '../generation';
import { isRefusedContent } from './code';
import { JOB_ID_FIELDS, USUAL_STATE } from './assumptions';
import { isAboutJob, type Evidence } from './collect';
import { canBeAsked, hasJobId } from './job';
import { asNumber } from './fields';
import { isInPart, isPartLeft, judgeState, saysGoesOn, statesIn } from './state';
import { hiddenReasonIn } from './words';

/** What a reply is judged by: its evidence, its images, and what was asked for. */
export interface WholeEvidence extends Evidence {
	/** What Image URL Path leads to. */
	chosen: FoundImage[];
	/** Image URL Path is set. */
	hasPath: boolean;
	/** Found in known shapes. */
	found: FoundImage[];
	/** All that was found stands in the field in which images were sent. */
	isPerhapsSent?: boolean;
	/** An order that was accepted, and is not carried out yet. */
	isBegun?: boolean;
	/** The job that was asked for; null when the reply is to an order. */
	polled: PendingJob | null;
	excerpt: string;
}

/**
 * What all the evidence of a reply comes to. The first of these that fits decides:
 *
 * 1. A state that says so, a status of HTTP among the fields, or an error beside a state that nobody
 *    knows: failed (`whyFailed`). In the answer to a poll such a status may be about the asking, and
 *    then says nothing of the job: it is open.
 * 2. A state that says that it goes on, or words beside a bare error that do (`goesOn`): open, whatever
 *    images are there. Else, in the answer to a poll, a code of the provider's own with words of a
 *    moderation, and no image: failed (`refusalOfJob`).
 * 3. Images where Image URL Path leads: done.
 * 4. In answer to an order, a code of the provider's own in place of a result: failed.
 * 5. A state that nobody knows, with a job to ask for or without images: open. So is a job without a
 *    state of which a part is left to be made.
 * 6. Of a job without a state, nothing but the field in which images were sent: open. Image URL Path
 *    leads to nothing yet, and there is a job to ask for: open.
 * 7. Images in known places: done, with a warning when the state is unknown or only a part was made.
 * 8. An error of any kind: failed.
 * 9. A state that says that it is done, or a filter's flag without a job, and yet no image: the result's
 *    own address is asked for, if there is one. Else the words of a filter, the model or a moderation
 *    make it failed, and without them it is open, as images may follow.
 * 10. In answer to an order, a code of the provider's own with words of a failure: failed.
 * 11. Anything else: open.
 *
 * Open is pending where there is a job to ask for, else unclear: neither is a success, and neither is
 * ordered again. A filter's flag beside images does not decide: it goes along with them.
 */
export function weigh(evidence: WholeEvidence): Generation {
	const { state, chosen, found, polled, hasPath, excerpt } = evidence;
	const { images, facts } = withFlags(evidence);
	const job = jobOf(evidence);
	const why = whyFailed(evidence, images);
	const isOn = goesOn(evidence);
	if (why !== null && !(job !== null && isOn)) {
		const aboutCall = aboutTheCall(evidence);
		if (aboutCall === 'passing' && job !== null) {
			return { status: 'pending', facts, job, images: [], isChosen: false, isDone: false, excerpt };
		}
		if (aboutCall !== null) return { status: 'unclear', facts, excerpt, isDone: false };
		return { status: 'failed', facts, reason: why, ...endOfJob(evidence) };
	}
	const isChosen = chosen.length > 0;
	const open = (isDone: boolean): Generation =>
		job === null
			? { status: 'unclear', facts, excerpt, isDone }
			: { status: 'pending', facts, job, images, isChosen, isDone, excerpt, ...oddState(evidence) };
	const done = (warnings: string[]): Generation => ({ status: 'done', facts, images, warnings });

	if (state === 'running' || isOn) return open(false);
	const refusal = refusalOfJob(evidence, images);
	if (refusal !== null) return { status: 'failed', facts, reason: refusal };
	if (isChosen) return done([]);
	if (
		polled === null &&
		evidence.isEmptyHanded &&
		images.length === 0 &&
		evidence.reason !== null
	) {
		return { status: 'failed', facts, reason: evidence.reason };
	}
	if (state === null && polled !== null && evidence.layers.some(isPartLeft)) return open(false);
	if (state === 'unknown' && (job !== null || found.length === 0)) return open(false);
	if (evidence.isPerhapsSent === true && !isChosen && state === null && isOfJob(evidence)) {
		return open(false);
	}
	// The user knows where the image will be, so what stands elsewhere is something else.
	if (hasPath && state !== 'done' && job !== null) return open(false);
	if (images.length > 0) {
		const isPart = evidence.layers.flatMap(statesIn).some(isInPart);
		return done([...(state === 'unknown' ? [UNKNOWN_STATE] : []), ...(isPart ? [IN_PART] : [])]);
	}
	if (countsAsError(evidence))
		return { status: 'failed', facts, reason: evidence.reason ?? 'an error without words' };
	const isFiltered = facts.contentFiltered;
	if (state === 'done' || (isFiltered && job === null)) {
		const resultUrl = evidence.job.resultUrl ?? polled?.promisedUrl ?? null;
		if (resultUrl !== null && !isFiltered) {
			const resultJob = { id: facts.id, statusUrl: null, resultUrl };
			return { status: 'pending', facts, job: resultJob, images, isChosen, isDone: true, excerpt };
		}
		const words = noImageWords(evidence, isFiltered);
		if (words !== null) return { status: 'failed', facts, reason: words };
		const { reason } = evidence;
		if (reason !== null && isRefusedContent(reason)) {
			return { status: 'failed', facts, reason };
		}
		return open(true);
	}
	if (polled === null && state === null && evidence.hasOwnFailure && evidence.reason !== null) {
		return { status: 'failed', facts, reason: evidence.reason };
	}
	return open(false);
}

/** Somebody may have to do something about a job that is "awaiting_payment" or "paused". */
function oddState({ layers, state, reason, excerpt }: WholeEvidence): { oddState?: string } {
	const odd = layers
		.flatMap(statesIn)
		.findLast((word) => typeof word === 'string' && !USUAL_STATE.test(word.trim()));
	const told = reason ?? hiddenReasonIn(layers);
	if (odd === undefined) {
		return state === 'running' ? {} : { oddState: excerptOf(told ?? excerpt) };
	}
	if (judgeState(odd) === 'done') return {};
	return { oddState: excerptOf([odd, ...(told === null ? [] : [told])].join(': ')) };
}

/** An empty object where an error would stand says nothing of a job that can be asked for. */
function countsAsError({
	hasError,
	reason,
	polled,
	job,
}: Evidence & Pick<WholeEvidence, 'polled'>): boolean {
	return hasError && (reason !== null || (polled === null && !canBeAsked(job)));
}

/**
 * Whether an error is none but that the job is not done, as its words say, or its state beside a bare
 * `success: false`. What is more than a bare error, such as "failed", is the end whatever it says.
 */
function goesOn(evidence: WholeEvidence): boolean {
	const { state, failedState, hasError, code, innerCode, reason, layers } = evidence;
	const isBare = failedState === null || OF_ANY_CALL.test(failedState) || /^\d+$/.test(failedState);
	const isError = state === 'failed' || hasError || (code ?? innerCode) !== null;
	if (!isError || !isBare || state === 'done') return false;
	if (evidence.isBegun === true && canBeAsked(evidence.job)) return true;
	if (!isOfJob(evidence)) return false;
	return reason !== null
		? saysGoesOn(reason)
		: failedState === null &&
				layers.flatMap(statesIn).some((word) => judgeState(word) === 'running');
}

function isOfJob({ polled, layers }: WholeEvidence): boolean {
	return polled !== null || hasJobId(layers, JOB_ID_FIELDS);
}

/**
 * Whether a code in the answer to a poll is about the asking, as the same HTTP status would be: then
 * it says nothing of the job, which goes on. In the answer to an order, a conflict is about another
 * order of the same image: only if its job is named can be learned what that one makes.
 */
function aboutTheCall({
	polled,
	state,
	code,
	innerCode,
	reason,
}: WholeEvidence): 'passing' | 'refused' | null {
	const status = code ?? innerCode;
	if (polled === null) return status === CONFLICT ? 'passing' : null;
	if (state === 'failed' || status === null) return null;
	if (isPassing(status)) return 'passing';
	// A job that is not known may become so, or be known by another name.
	if (status === 404 || status === 410) return isRefusedContent(reason ?? '') ? null : 'refused';
	return REFUSED_CALLS.has(status) ? 'refused' : null;
}

const CONFLICT = 409;

/** Statuses that are about the key or the account of whoever asks, or about how it is asked. */
const REFUSED_CALLS = new Set([401, 402, 403, 405, 407]);

const UNKNOWN_STATE =
	'The reply gives the generation a state that this node does not know, and no way to ask for it again: look at the image before you use it.';

const IN_PART =
	'The provider says that only a part of what was asked for was made: look at the image before you use it.';

/** In which words a reply says that there will be no image; null when it does not. */
export function whyFailed(
	evidence: Evidence & Pick<WholeEvidence, 'chosen' | 'polled'> & { hasPath?: boolean },
	images: FoundImage[],
): string | null {
	const { state, code, innerCode, reason, failedState } = evidence;
	const isSuccess = state === 'done' && images.length > 0;
	const codeCounts = code !== null && !isSuccess && evidence.chosen.length === 0;
	const innerCounts =
		innerCode !== null && !isAboutJob(evidence, images) && evidence.polled === null;
	// Whose state nobody knows, but which tells of an error, has ended.
	const isUndecided = state === 'unknown' || (state === null && evidence.hasPath === true);
	const shown = evidence.hasPath === true ? evidence.chosen : images;
	const errorCounts = isUndecided && countsAsError(evidence) && shown.length === 0;
	if (state !== 'failed' && !codeCounts && !innerCounts && !errorCounts) return null;
	return (
		reason ??
		`the provider reports "${excerptOf(failedState ?? String(code ?? innerCode ?? 'failure'))}" without a reason`
	);
}

/** `{"code": 50412, "message": "Text Risk Not Pass"}` in place of a job that was asked for. */
function refusalOfJob(
	{ polled, hasOwnFailure, reason }: WholeEvidence,
	images: FoundImage[],
): string | null {
	if (polled === null || !hasOwnFailure || images.length > 0 || reason === null) return null;
	return isRefusedContent(reason) && judgeState(reason) !== 'running' ? reason : null;
}

function jobOf({ job, polled }: WholeEvidence): PendingJob | null {
	const promisedUrl = job.resultUrl ?? polled?.promisedUrl;
	const named = { ...job, resultUrl: null, ...(promisedUrl != null && { promisedUrl }) };
	if (polled === null) return canBeAsked(named) ? named : null;
	return {
		...named,
		id: polled.id ?? named.id,
		statusUrl: named.statusUrl ?? polled.statusUrl,
		resultUrl: polled.resultUrl,
	};
}

/** What its state says of a failure; nothing where requests are told of in the same way, by numbers as well. */
function endOfJob({ failedState }: WholeEvidence): { endOfJob?: EndOfJob } {
	if (failedState === null || asNumber(failedState) !== null) return {};
	if (OF_ANY_CALL.test(failedState)) return {};
	return { endOfJob: OF_JOBS_AND_CALLS.test(failedState) ? 'likely' : 'certain' };
}

const OF_ANY_CALL = /^(errors?|fail|ko|nok|not ?ok|bad ?request)$/i;

const OF_JOBS_AND_CALLS = /^fail(ed|ures?)$/i;

/** What is said where a job is done and brought nothing: by the model, or about a filter. */
function noImageWords(
	{ facts, reason, layers }: WholeEvidence,
	isFiltered: boolean,
): string | null {
	if (isFiltered) {
		return reason === null
			? 'the provider filtered the image, as not safe'
			: `the provider filtered the image: ${reason}`;
	}
	if (facts.text === null) return null;
	const status = layers
		.map(({ status: word, state }) => word ?? state)
		.findLast((word) => typeof word === 'string');
	return `the job ended with "${excerptOf(String(status ?? 'done'))}", but without an image: ${excerptOf(facts.text)}`;
}

/** Flags that are a list belong to the pictures in their order; all others to the whole reply. */
function withFlags({
	chosen,
	found,
	facts,
	filtered,
}: WholeEvidence): Pick<WholeEvidence, 'facts'> & { images: FoundImage[] } {
	const images = chosen.length > 0 ? chosen : found;
	const { all, each } = filtered;
	const isEach = each.length === images.length;
	const contentFiltered = all || (!isEach && each.includes(true));
	return {
		facts: { ...facts, contentFiltered },
		images: images.map((image, place) =>
			isEach && each[place] === true ? { ...image, isFiltered: true } : image,
		),
	};
}
