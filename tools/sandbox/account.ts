import type { ProviderName } from './providerName.ts';
import type { WireReply } from './wire.ts';
import { refusals } from './refusals.ts';
import type { RefusalName } from './refusals.ts';

export interface AccountLimits {
	/** Credits that are left; null, the default, is an account without end. */
	balance?: number | null;
	/** How an order is refused that the balance does not cover (default `402`). */
	emptyBalanceReply?: RefusalName;
	/** Jobs that may run at once; null, the default, as many as are ordered. */
	maxRunningJobs?: number | null;
}

/** What the account of the caller can still afford, and how many jobs it has running. */
export class Account {
	#limits: Required<AccountLimits> = {
		balance: null,
		emptyBalanceReply: '402',
		maxRunningJobs: null,
	};
	readonly #first: AccountLimits;
	/** How many jobs run now. */
	runningJobs: () => number = () => 0;

	/** Takes the limits out of whatever else the options say. */
	constructor({ balance, emptyBalanceReply, maxRunningJobs }: AccountLimits) {
		this.#first = {
			...(balance !== undefined && { balance }),
			...(emptyBalanceReply !== undefined && { emptyBalanceReply }),
			...(maxRunningJobs !== undefined && { maxRunningJobs }),
		};
		this.set(this.#first);
	}

	get limits(): Readonly<Required<AccountLimits>> {
		return this.#limits;
	}

	set(limits: AccountLimits): void {
		this.#limits = { ...this.#limits, ...limits };
	}

	reset(): void {
		this.#limits = { balance: null, emptyBalanceReply: '402', maxRunningJobs: null };
		this.set(this.#first);
	}

	/** Takes the credits from the balance, or gives the refusal. Synchronous: no two orders share a credit. */
	charge(credits: number): WireReply | null {
		const { balance, emptyBalanceReply } = this.#limits;
		if (balance === null) return null;
		if (balance < credits) return refusals[emptyBalanceReply];
		this.#limits.balance = balance - credits;
		return null;
	}

	/** For an order that came to nothing. */
	refund(credits: number): void {
		if (this.#limits.balance !== null) this.#limits.balance += credits;
	}

	refuseJob(): WireReply | null {
		const { maxRunningJobs } = this.#limits;
		if (maxRunningJobs === null || this.runningJobs() < maxRunningJobs) return null;
		return refusals['too-many-jobs'];
	}
}

/** One paid order. */
export interface BillLine {
	id: string;
	at: string;
	provider: ProviderName;
	model: string;
	prompt: string;
	images: number;
	credits: number | null;
	idempotencyKey: string | null;
	/** How often the same order was asked for again, at no cost. */
	replays: number;
}

export interface Bill {
	orders: BillLine[];
	images: number;
	credits: number;
	/** Credits that are left; null for an account without end. */
	balance: number | null;
}
