/**
 * One answer of a gateway. Texts have blanks, such as `{job}`, that are filled in for each order: see
 * `blanks.ts`. A text that is nothing but a blank becomes its value, which may be a number.
 */
export interface Said {
	/** 200 when absent. */
	status?: number;
	headers?: Record<string, string>;
	json?: unknown;
	text?: string;
	/** Server-sent events, one `data:` line each; a text stands as it is, such as `[DONE]`. */
	events?: unknown[];
	/** The picture itself. */
	bytes?: 'image';
}

/** An order, the question for its state, and the question for its result where that is another one. */
export type Stage = 'submit' | 'poll' | 'result';

/** What a gateway says instead of what it says when all goes well. */
export type Instead = Partial<Record<Stage, Said>>;

export type Refusal = Instead & {
	/** The gateway's words that must reach the user. */
	reason: string;
	/** The gateway charges for it all the same, so the user may be told so. */
	mayBeBilled?: true;
};

export type Limit = Instead & {
	/** The wait that the answer names, in seconds; absent when it names none. */
	waits?: number;
};

/** How a picture is ordered and fetched when all goes well. */
export interface Dialect {
	/** The answer to an order: the picture, or a job. */
	submit: Said;
	/** Where a job is asked for, and the answers before and after its end. */
	poll?: { path: string; running: Said; done: Said };
	/** For gateways that have the result of a finished job somewhere else. */
	result?: { path: string; done: Said };
}

/** A public gateway and how it speaks. Facts from its documentation; the texts are made up. */
export interface Gateway extends Dialect {
	/** Its name for people. */
	title: string;
	/** Public documentation, client source or reports, each of which was read. */
	sources: string[];
	/** Situations that no public source was found for: told as services of its kind tell them. */
	unverified?: Situation[];
	/** What a user has to set in the node for it; nothing when absent. */
	options?: { statusPath?: string; imageUrlPath?: string };

	/** The model or the service could not make the picture. */
	failed: Refusal;
	/** The prompt or the picture was refused. */
	moderated?: Refusal;
	/** Too many requests; the next order is accepted. */
	limited?: Limit;
	/** The money or the quota is gone, and waiting does not help. */
	noCredit?: Refusal;
	badKey?: Refusal;
	/** The picture was made, and the gateway says that it blanked or flagged it. */
	filtered?: Instead;
	/** An answer that repeats the pictures of the request beside the result. */
	echo?: Instead;
}

export const situations = [
	'done',
	'failed',
	'moderated',
	'limited',
	'noCredit',
	'badKey',
	'filtered',
	'echo',
] as const;
export type Situation = (typeof situations)[number];

/** In these the picture is made, delivered and billed. */
const paying: readonly Situation[] = ['done', 'filtered', 'echo'];

export function isPaid(situation: Situation): boolean {
	return paying.includes(situation);
}

/** What it says instead in this situation; null when nothing is known of it. */
export function insteadOf(gateway: Gateway, situation: Situation): Instead | null {
	return situation === 'done' ? {} : (gateway[situation] ?? null);
}

/** The refusal of this situation; null in those that are none. */
export function refusalOf(gateway: Gateway, situation: Situation): Refusal | null {
	switch (situation) {
		case 'failed':
		case 'moderated':
		case 'noCredit':
		case 'badKey':
			return gateway[situation] ?? null;
		default:
			return null;
	}
}
