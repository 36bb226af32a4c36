import { excerptOf } from '../../text/excerpt';
import { isPassing } from '../../transport/status';
import type { FoundImage, Generation, PendingJob } from '../generation';
import type { Evidence } from './collect';
import { isRefusedContent } from './code';
import { isAboutJob } from './collect';
import { canBeAsked } from './job';
import { asNumber } from './fields';
import { isInPart, judgeState, statesIn } from './state';

/** Evidence, with what is known of images. */
export interface Weighed extends Evidence {
	/** What Image URL Path leads to. */
	chosen: FoundImage[];
	/** Image URL Path is set. */
	hasPath: boolean;
	/** Found in known shapes. */
	found: FoundImage[];
	/** The job that was asked for, or null for the reply to an order. */
	known: PendingJob | null;
	excerpt: string;
}

/**
 * What all the evidence of a reply comes to. Failed beats running beats done; what is unknown is
 * neither success nor failure: it is asked again, as long as it can be, and its images are held back.
 */
export function weigh(evidence: Weighed): Generation {
	const { state, chosen, found, known, hasPath, excerpt } = evidence;
	const { images, facts } = withFlags(evidence);
	const job = jobOf(evidence);
	const why = whyFailed(evidence, images);
	if (why !== null) {
		const aboutCall = aboutTheCall(evidence);
		if (aboutCall === 'passing' && job !== null) {
			return { status: 'pending', facts, job, images: [], isChosen: false, isDone: false, excerpt };
		}
		if (aboutCall !== null) return { status: 'unclear', facts, excerpt, isDone: false };
		return { status: 'failed', facts, reason: why, ...(endsAJob(evidence) && { isJobs: true }) };
	}
	const isChosen = chosen.length > 0;
	const pending = (isDone: boolean): Generation =>
		job === null
			? { status: 'unclear', facts, excerpt, isDone }
			: { status: 'pending', facts, job, images, isChosen, isDone, excerpt };
	const done = (warnings: string[]): Generation => ({ status: 'done', facts, images, warnings });

	if (state === 'running') return pending(false);
	const refusal = refusalOfJob(evidence, images);
	if (refusal !== null) return { status: 'failed', facts, reason: refusal };
	if (isChosen) return done([]);
	if (known === null && evidence.isEmptyHanded && images.length === 0 && evidence.reason !== null) {
		return { status: 'failed', facts, reason: evidence.reason };
	}
	if (state === 'unknown' && (job !== null || found.length === 0)) return pending(false);
	// The user knows where the image will be, so what stands elsewhere is something else.
	if (hasPath && state !== 'done' && job !== null) return pending(false);
	if (images.length > 0) {
		const isPart = evidence.layers.flatMap(statesIn).some(isInPart);
		return done([...(state === 'unknown' ? [UNKNOWN_STATE] : []), ...(isPart ? [IN_PART] : [])]);
	}
	if (evidence.hasError)
		return { status: 'failed', facts, reason: evidence.reason ?? 'an error without words' };
	const isFiltered = facts.contentFiltered;
	if (state === 'done' || (isFiltered && job === null)) {
		const resultUrl = evidence.job.resultUrl ?? known?.promisedUrl ?? null;
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
		return pending(true);
	}
	if (known === null && state === null && evidence.hasOwnFailure && evidence.reason !== null) {
		return { status: 'failed', facts, reason: evidence.reason };
	}
	return pending(false);
}

/**
 * Whether a code in the answer to a poll is about the asking, as the same HTTP status would be: then
 * it says nothing of the job, which goes on.
 */
function aboutTheCall({ known, state, code, innerCode }: Weighed): 'passing' | 'refused' | null {
	const status = code ?? innerCode;
	if (known === null || state === 'failed' || status === null) return null;
	if (isPassing(status)) return 'passing';
	return REFUSED_CALLS.has(status) ? 'refused' : null;
}

/** Refusals that are about the key or the account of whoever asks. */
const REFUSED_CALLS = new Set([401, 402, 403, 405, 407]);

const UNKNOWN_STATE =
	'The reply gives the generation a state that this node does not know, and no way to ask for it again: look at the image before you use it.';

const IN_PART =
	'The provider says that only a part of what was asked for was made: look at the image before you use it.';

/** Why there will be no image, or null. */
export function whyFailed(
	evidence: Evidence & Pick<Weighed, 'chosen' | 'known'> & { hasPath?: boolean },
	images: FoundImage[],
): string | null {
	const { state, code, innerCode, reason, failedState, hasError } = evidence;
	const isSuccess = state === 'done' && images.length > 0;
	const codeCounts = code !== null && !isSuccess && evidence.chosen.length === 0;
	const innerCounts =
		innerCode !== null && !isAboutJob(evidence, images) && evidence.known === null;
	// An unknown state beside an error is that of a job that ended.
	const isUndecided = state === 'unknown' || (state === null && evidence.hasPath === true);
	const shown = evidence.hasPath === true ? evidence.chosen : images;
	const errorCounts = isUndecided && hasError && shown.length === 0;
	if (state !== 'failed' && !codeCounts && !innerCounts && !errorCounts) return null;
	return (
		reason ??
		`the provider reports "${excerptOf(failedState ?? String(code ?? innerCode ?? 'failure'))}" without a reason`
	);
}

/** `{"code": 50412, "message": "Text Risk Not Pass"}` in place of a job that was asked for. */
function refusalOfJob(
	{ known, hasOwnFailure, reason }: Weighed,
	images: FoundImage[],
): string | null {
	if (known === null || !hasOwnFailure || images.length > 0 || reason === null) return null;
	return isRefusedContent(reason) && judgeState(reason) !== 'running' ? reason : null;
}

function jobOf({ job, known }: Weighed): PendingJob | null {
	const promisedUrl = job.resultUrl ?? known?.promisedUrl;
	const named = { ...job, resultUrl: null, ...(promisedUrl != null && { promisedUrl }) };
	if (known === null) return canBeAsked(named) ? named : null;
	return {
		...named,
		id: known.id ?? named.id,
		statusUrl: named.statusUrl ?? known.statusUrl,
		resultUrl: known.resultUrl,
	};
}

/**
 * Whether a failure is that of a job, and not that of a request, which is told of by "error" and numbers
 * as well.
 */
function endsAJob({ failedState }: Weighed): boolean {
	return failedState !== null && asNumber(failedState) === null && !OF_ANY_CALL.test(failedState);
}

const OF_ANY_CALL = /^(errors?|fail|ko|nok|not ?ok|bad ?request)$/i;

/** What is said where a job is done and brought nothing: by the model, or about a filter. */
function noImageWords({ facts, reason, layers }: Weighed, isFiltered: boolean): string | null {
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
}: Weighed): Pick<Weighed, 'facts'> & { images: FoundImage[] } {
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
