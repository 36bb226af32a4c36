import type { IContextObject } from 'n8n-workflow';

import { field, isRecord } from '../text/json';
import type { LedgerEntry } from './entry';
import type { ImageIdentity, RunIdentity } from './fingerprint';
import { findReleased, releaseEntry, endRelease } from './released';
import { readSavedEntry } from './savedEntry';

const CONTEXT_NAME = 'paidImages';

/** A round of a loop that fails in part leaves entries behind, and they are dropped after so many more. */
const ROUNDS_KEPT = 8;

/**
 * Remembers what is paid for, so that no later run pays for it again. It stands in the node's context,
 * which n8n keeps between the tries of Retry On Fail and hands to a retried execution.
 *
 * - An **execution** is one of the workflow, with an id. Retried in n8n, it is a new one with what the
 *   old one's context held.
 * - A **run** is one call of the node's `execute` for all its items, and has one `Ledger`.
 * - A **round** is what n8n numbers by `runIndex`: of a loop, or of an agent that calls the node as a
 *   tool. Calls at the same time are rounds too.
 * - A **try** is a run that Retry On Fail repeats: of the same round, except with an agent's tool.
 *
 * The way of an entry: a run **claims** it (`claim`, `take`), writes it (`keep`) as often as more is
 * known, or drops it (`forget`). At the end it drops what it handed out (`close`), **leaves** it, when it
 * failed in part (`leave`), or, when it fails and hands out nothing, **releases** it (`release`): then
 * whatever run asks for the same may claim it.
 */
export class Ledger {
	private readonly context: IContextObject;

	/** Keys of what this run is to hand out. */
	private readonly taken = new Set<string>();

	/** Whether an earlier run left images that it has not handed out. */
	readonly hasEarlier: boolean;

	constructor(context: IContextObject, runIndex: number) {
		this.context = context;
		this.hasEarlier = CONTEXT_NAME in context;
		for (const key of Object.keys(this.entries)) {
			const isOver = parseInt(key, 10) < runIndex - ROUNDS_KEPT;
			// An agent's calls at the same time are rounds too, and may still be under way.
			if (isOver && field(this.entries[key], 'isLeft') === true) delete this.entries[key];
		}
	}

	/** Looked up each time: an agent's calls at the same time share one context. */
	private get entries(): Record<string, unknown> {
		const entries = this.context[CONTEXT_NAME];
		return isRecord(entries) ? entries : (this.context[CONTEXT_NAME] = {});
	}

	/** Makes what a failed run released of this image this run's own. @returns whether anything is kept */
	claim(identity: ImageIdentity): boolean {
		this.claimFor(keyInRound(identity), keyInAnyRound(identity));
		return keyInRound(identity) in this.entries;
	}

	/** Claims the image, and notes that this run is to hand it out. @returns what is kept of it */
	take(identity: ImageIdentity): LedgerEntry | null {
		const key = keyInRound(identity);
		this.taken.add(key);
		this.claimFor(key, keyInAnyRound(identity));
		return readSavedEntry(this.entries[key]);
	}

	/**
	 * Leaves this run's images to the next run that asks for the same. Called when this run fails and
	 * hands nothing out: with an agent's tool, every try of Retry On Fail is a round of its own.
	 */
	release(): void {
		const { entries } = this;
		for (const key of this.taken) releaseEntry(entries, key);
	}

	/**
	 * This run is over, and has handed out what it could. Its round may run once more; in the rounds
	 * behind it nobody asks for what it leaves.
	 */
	leave(): void {
		for (const key of this.taken) {
			const entry = this.entries[key];
			if (isRecord(entry)) entry.isLeft = true;
		}
	}

	/** Of the same round first, else what a run of another round released. */
	private claimFor(key: string, keyForAll: string): void {
		const { entries } = this;
		const found = key in entries ? key : findReleased(entries, keyForAll);
		if (found === undefined) return;
		const entry = entries[found];
		endRelease(entry);
		delete entries[found];
		entries[key] = entry;
	}

	/** Credits of what earlier tries of this very round have paid for, as far as they were told. */
	creditsPaidIn({ executionId, runIndex }: RunIdentity): number {
		return Object.entries(this.entries)
			.filter(([key]) => key.startsWith(`${runIndex}:`))
			.map(([, saved]) => readSavedEntry(saved))
			.filter((entry) => entry?.executionId === executionId)
			.reduce((sum, entry) => sum + (entry?.facts.credits ?? 0), 0);
	}

	/** Notes what is known of an image, in place of what was known before. */
	keep(identity: ImageIdentity, entry: Omit<LedgerEntry, 'executionId'>): void {
		const own: LedgerEntry = { executionId: identity.executionId, ...entry };
		this.entries[keyInRound(identity)] = own;
	}

	/** Lets the next run order the image anew, because the provider made nothing. */
	forget(identity: ImageIdentity): void {
		delete this.entries[keyInRound(identity)];
	}

	/** What is kept of an image in this round, without claiming it. */
	find(identity: ImageIdentity): LedgerEntry | null {
		return readSavedEntry(this.entries[keyInRound(identity)]);
	}

	/** All that is kept, with the items in this or an earlier run. */
	all(): Array<{ itemIndex: number; entry: LedgerEntry }> {
		return Object.entries(this.entries).flatMap(([key, saved]) => {
			const entry = readSavedEntry(saved);
			return entry ? [{ itemIndex: Number(key.split(':')[1]), entry }] : [];
		});
	}

	/** Drops what this run has handed out. Called when nothing failed. */
	close(): void {
		for (const key of this.taken) delete this.entries[key];
		if (Object.keys(this.entries).length === 0) delete this.context[CONTEXT_NAME];
	}
}

/** Without execution and node: a retried execution has another id, and the context is the node's. */
function keyInRound(identity: ImageIdentity): string {
	return `${identity.runIndex}${keyInAnyRound(identity)}`;
}

function keyInAnyRound({ itemIndex, imageNumber, fingerprint }: ImageIdentity): string {
	return `:${itemIndex}:${imageNumber}:${fingerprint}`;
}
