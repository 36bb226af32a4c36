import type { Settings } from './history';
import type { Refusals } from './refusals';

/** A run of the node in n8n's terms: Retry On Fail runs it again under the same identity. */
export interface NodeRun {
	execution: number;
	round: number;
}

/** An image file that the provider made. */
export interface MadeFile {
	/** Null when its bytes came in a reply. */
	url: string | null;
	/** Of bytes: where the provider has them too. */
	alsoAt?: string | null;
	bytes: Buffer;
	/** n8n had no room for the bytes: they are lost, whatever the node does. */
	isUnkeepable: boolean;
	/** Executions in which its address refused in the end, as links do that have expired. */
	refusals: Refusals;
}

export interface MadeJob {
	id: string;
	/** Executions in which the provider did not know the job, or gave no answer that can be read. */
	denials: Refusals;
}

/** Something that the provider made, and bills unless it says that it failed. */
export interface Generation {
	/** As the provider names it in each reply; pictures alone may look alike. */
	id?: string;
	run: NodeRun;
	group: string;
	model: string;
	key: string | null;
	files: MadeFile[];
	job: MadeJob | null;
	/** The first try in which the node was told, in a whole reply; null as long as it was not. */
	toldIn: Record<'job' | 'files' | 'failure', number | null>;
	/** The try from which on n8n had lost what the node was told, by Stop or its end, and what it was told again. */
	forgotten: { from: number; again: Record<'job' | 'files', number | null> } | null;
}

/** A request that can cost money. */
export interface PaidRequest {
	run: NodeRun;
	tryNumber: number;
	/** Moment at which it was sent. */
	at: number;
	group: string;
	model: string;
	key: string | null;
	body: string;
	wasCancelled: boolean;
	/** What the node could know in the end. `aborted`: by a cancel. `cut`: by one, with the answer all there. */
	outcome:
		| 'aborted'
		| 'cut'
		| 'told'
		| 'refused'
		| 'notAccepted'
		| 'unknown'
		| 'unreadable'
		| 'failedInWords';
	/** A 429 or 503 that named its end. */
	isNamedLimit: boolean;
}

export interface OutputItem {
	item: number;
	json: Record<string, unknown>;
	/** Of the file in the item's binary field; null when there is none. */
	bytes: Buffer | null;
}

export interface Try {
	number: number;
	run: NodeRun;
	/** How often n8n may have run the node in it: from outside, all tries of an execution look like one. */
	runs: number;
	outcome:
		| { kind: 'output'; items: OutputItem[] }
		| { kind: 'thrown'; message: string; description: string; item: number };
	/**
	 * What n8n makes of it. `accepted`: its items are handed on, also when the user has cancelled.
	 * `repeated`: by Retry On Fail. `failed`, `cancelled` and `killed`: the execution can be retried.
	 */
	end: 'accepted' | 'repeated' | 'failed' | 'cancelled' | 'killed';
	/** Before or during this try. */
	isCancelled: boolean;
	/** What the next try, or a retried execution, gets of the node's context. */
	kept: string;
	/** Moments at which the node learned that an image will not come, and had no choice left. */
	finalFailures: number[];
	/** The provider has no more trouble: all that is paid for must come out now. */
	isRecovery: boolean;
}

/** The images that look alike to the provider, but for the idempotency key. */
export interface Group {
	prompt: string;
	size: number;
	items: Set<number>;
}

/** What really happened, as the provider and n8n know it. */
export interface Story {
	settings: Settings;
	groups: ReadonlyMap<string, Group>;
	paid: readonly PaidRequest[];
	generations: readonly Generation[];
	tries: readonly Try[];
}

export function isSameRun(one: NodeRun, other: NodeRun): boolean {
	return one.execution === other.execution && one.round === other.round;
}

/** What the node knows of a generation when a try ends; by default, when all is over. */
export function knowledgeOf(
	{ toldIn, forgotten }: Generation,
	tryNumber = Number.MAX_SAFE_INTEGER,
): 'nothing' | 'job' | 'files' | 'failure' {
	const isBy = (number: number | null) => number !== null && number <= tryNumber;
	if (isBy(toldIn.failure)) return 'failure';
	const { files, job } = forgotten && tryNumber >= forgotten.from ? forgotten.again : toldIn;
	if (isBy(files)) return 'files';
	return isBy(job) ? 'job' : 'nothing';
}

/**
 * Whether this generation must still come out of the node in the given execution, so that its image
 * must not be ordered again.
 */
export function isBinding(
	generation: Generation,
	execution: number,
	knowledge = knowledgeOf(generation),
): boolean {
	if (knowledge === 'nothing' || knowledge === 'failure') return false;
	if (knowledge === 'files') return generation.files.some((file) => isDue(file, execution));
	return generation.job?.denials.isGivenUp(execution) !== true;
}

export function isDue({ isUnkeepable, refusals }: MadeFile, execution: number): boolean {
	return !isUnkeepable && !refusals.isGivenUp(execution);
}
