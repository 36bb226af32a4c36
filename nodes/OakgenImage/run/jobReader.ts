import { isRefusedContent } from '../providers/evidence/code';
import { judgeState, saysGoesOn } from '../providers/evidence/state';
import type { EndOfJob } from '../providers/generation';
import type { Generation, GenerationFacts, PendingJob } from '../providers/types';
import type { PollReading, Unsettled } from '../transport/poll';
import { isNotYet, isPassing, isSuccess } from '../transport/status';
import type { HttpReply } from '../transport/types';
import { holdsBytes } from './holdsBytes';
import { readReply, type Answer } from './readReply';
import type { Reading } from './scope';

export type Pending = Generation & { status: 'pending' };

/** A job as the provider told of it. */
export interface JobStart {
	generation: Pending;
	/** Null when it was told to an earlier run. */
	reply: HttpReply | null;
	/** What that run kept of it. */
	keptReply?: string | null;
	/** Paid HTTP requests that it took. */
	attempts: number;
}

/** Refusals that are about the question, not about the job. */
const OF_THE_QUESTION = new Set([401, 402, 403, 404, 405, 407]);

/** A request for a job is well-formed, so 422 is about the job itself. */
const UNPROCESSABLE = 422;

function isEnd(told: EndOfJob | undefined, status: number): boolean {
	return told === 'certain' || (told === 'likely' && status === UNPROCESSABLE);
}

/** Services keep a connection open by blanks, but not by more than this, in bytes. */
const MOST_BLANKS = 10_000;

/** Nothing, or a single value: neither an end nor anything of the kind. */
function isSilent({ body }: HttpReply): boolean {
	if (body.length > MOST_BLANKS) return false;
	return /^(?:""|null|true|false|"?[\d.]+ ?%?"?)?$/.test(body.toString().trim());
}

/** Reads the answers about one job, and remembers the last that shows images. */
export class JobReader {
	/** What is known of the job: its first reply, or a later answer that shows more. */
	seen: { generation: Pending; reply: HttpReply | null };

	/** The address of the result, once it is asked. */
	private movedTo: string | null;

	/** What the last answer calls its state, where that is not a usual word; empty otherwise. */
	private lastState = '';

	/** What the job is asked with; an answer may add the address that its result will have. */
	job: PendingJob;

	private readonly id: string | null;

	private readonly task: Reading;

	constructor({ generation, reply }: Pick<JobStart, 'generation' | 'reply'>, task: Reading) {
		this.id = generation.facts.id;
		this.job = generation.job;
		this.seen = { generation, reply };
		this.movedTo = generation.job.resultUrl;
		this.task = task;
	}

	readonly read = (reply: HttpReply): PollReading<Answer> => {
		const generation = readReply(reply, this.task, this.job);
		if (generation.status === 'unclear') {
			const { isDone, excerpt } = generation;
			const isOn = isNotYet(reply.status) || isSilent(reply) || saysGoesOn(excerpt);
			if (!isDone && isOn) return { kind: 'pending' };
			return isDone
				? { kind: 'imageless', value: { generation, reply } }
				: {
						kind: 'unreadable',
						excerpt,
						isRefusal: !isSuccess(this.task.plan.provider.statusOf(reply)),
					};
		}
		if (generation.status !== 'pending') {
			return { kind: 'settled', value: { generation: this.withKnownId(generation), reply } };
		}
		if (generation.images.length > 0 || this.seen.generation.images.length === 0) {
			this.seen = { generation, reply };
		}
		this.lastState = generation.oddState ?? '';
		const { resultUrl, promisedUrl, statusUrl } = generation.job;
		if (promisedUrl !== undefined) this.job = { ...this.job, promisedUrl };
		const isMoved = statusUrl !== null && statusUrl !== this.job.statusUrl;
		if (isMoved) this.job = { ...this.job, statusUrl };
		if (resultUrl !== null && resultUrl !== this.movedTo) {
			this.movedTo = resultUrl;
			return { kind: 'moved', to: resultUrl };
		}
		if (!generation.isDone) return { kind: 'pending', ...(isMoved && { at: statusUrl }) };
		const { facts, excerpt } = this.withKnownId(generation);
		const value = { status: 'unclear' as const, facts, excerpt, isDone: true };
		return { kind: 'imageless', value: { generation: value, reply } };
	};

	/** What an answer with an error status tells of the job; null when it tells of something else. */
	readonly readRefusal = (reply: HttpReply): PollReading<Answer> | null => {
		const { status } = reply;
		const words = this.task.plan.provider.errorText(reply);
		if (saysGoesOn(words)) return { kind: 'pending' };
		const told = readReply({ ...reply, status: 200 }, this.task, this.job);
		const isAnswer = !isPassing(status) && status >= 400 && !OF_THE_QUESTION.has(status);
		const { id } = told.facts;
		const isFailed = told.status === 'failed';
		// Without the id it may be about the question, unless it says what only a job can have come to.
		const isOfJob =
			id === null
				? isAnswer && ((isFailed && isEnd(told.endOfJob, status)) || isRefusedContent(words))
				: isFailed && id === this.id;
		const isOfResult = this.movedTo !== null && isAnswer && judgeState(words) !== 'running';
		if (!isOfJob && !isOfResult) return null;
		const reason = told.status === 'failed' ? told.reason : words || `HTTP ${status}`;
		const { facts } = this.withKnownId(told);
		return { kind: 'settled', value: { generation: { status: 'failed', facts, reason }, reply } };
	};

	/**
	 * The images to which the user has named the way: nothing better will be had of a job that is not seen
	 * to end. Null when there are none.
	 */
	chosen(facts: GenerationFacts): Answer | null {
		const { generation, reply } = this.seen;
		const { images, isChosen } = generation;
		if (!isChosen || images.length === 0) return null;
		return { generation: { status: 'done', facts, images, warnings: [] }, reply };
	}

	/** Where nothing else went wrong, an odd state is the trouble. */
	explained(answer: Unsettled): Unsettled {
		return { ...answer, trouble: answer.trouble || this.lastState };
	}

	/** Whether an image itself is in memory, of this answer or of one before. */
	holdsBytes(reading: PollReading<Answer>): boolean {
		const settled = reading.kind === 'settled' ? reading.value.generation : null;
		return holdsBytes([
			...this.seen.generation.images,
			...(settled?.status === 'done' ? settled.images : []),
		]);
	}

	/** The reply to a poll often leaves out the id that the first reply gave. */
	private withKnownId<Read extends Generation>(generation: Read): Read {
		const { facts } = generation;
		return { ...generation, facts: { ...facts, id: facts.id ?? this.id } };
	}
}
