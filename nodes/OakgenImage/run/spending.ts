import type { IDataObject } from 'n8n-workflow';

import { invalidInput, type ImageFailure } from '../errors';
import type { Generation } from '../providers/types';
import { RETRY } from '../runAgain';

/** What the orders of a run cost, as the provider reports it, and whether one more may be sent. */
export class Spending {
	/** Credits by order, so that a later reply about the same order takes the place of the first. */
	private readonly orders = new Map<object, number>();

	private reported: number;

	/** Orders that were carried out, and of which the provider does not say what they cost. */
	private readonly untold = new Set<object>();

	private dearest = 0;

	private readonly maxCredits: number;

	/**
	 * @param maxCredits 0: no limit
	 * @param spentBefore credits of earlier tries of the same run
	 */
	constructor(maxCredits: number, spentBefore = 0) {
		this.maxCredits = maxCredits;
		this.reported = spentBefore;
	}

	get isLimited(): boolean {
		return this.maxCredits > 0;
	}

	/** What the replies that are paid for say of tokens and the like, by order. */
	private readonly usages = new Map<object, IDataObject>();

	/** What is to be reported of usage; each order only once, as a cancelled run is handed out twice. */
	takeUsages(): IDataObject[] {
		const taken = [...this.usages.values()];
		this.usages.clear();
		return taken;
	}

	/** Notes what a reply says of the cost of an order. Several may be told of the same one. */
	note(order: object, { status, facts }: Pick<Generation, 'status' | 'facts'>): void {
		const { credits, usage } = facts;
		if (usage !== null) this.usages.set(order, usage);
		if (credits === null) {
			const isMade = status === 'done' || status === 'unclear';
			if (isMade && !this.orders.has(order)) this.untold.add(order);
			return;
		}
		this.untold.delete(order);
		const before = this.orders.get(order) ?? 0;
		// What an order cost once is not less because a later reply repeats only a part of it.
		const now = Math.max(before, credits);
		this.orders.set(order, now);
		this.reported += now - before;
		this.dearest = Math.max(this.dearest, now);
	}

	/** Why nothing more may be ordered; null as long as it may. */
	refusal(): ImageFailure | null {
		if (!this.isLimited) return null;
		if (this.used() >= this.maxCredits) return reached(this.used(), this.maxCredits);
		return this.untold.size > 0 && this.dearest === 0 ? cannotTell() : null;
	}

	/** An order of unknown cost counts like the dearest of this run. */
	private used(): number {
		return this.reported + this.untold.size * this.dearest;
	}
}

function reached(used: number, maxCredits: number): ImageFailure {
	return invalidInput(
		`This image was not ordered: the run has used ${rounded(used)} credits, and Max Credits per Run is ${rounded(maxCredits)}`,
		`To make the rest, raise Max Credits per Run in the options if need be. ${RETRY} It begins to count anew.`,
	);
}

function cannotTell(): ImageFailure {
	return invalidInput(
		'This image was not ordered: the provider does not say how many credits an image costs, so Max Credits per Run cannot be kept',
		`Remove Max Credits per Run from the options, and use Max Images per Run. ${RETRY}`,
	);
}

function rounded(credits: number): string {
	return String(Number(credits.toFixed(2)));
}
