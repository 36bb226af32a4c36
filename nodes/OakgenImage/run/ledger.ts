import type { IContextObject } from 'n8n-workflow';

import type { ImageFailure } from '../errors';
import type { FallbackReason } from '../operations/plan';
import type { FinishedImage } from '../output/item';
import { field, isRecord } from '../providers/json';
import type { FoundImage, GenerationFacts, PendingJob } from '../providers/types';
import type { ImageIdentity } from './fingerprint';
import { readSavedEntry } from './savedEntry';

type ImageAddress = Extract<FoundImage, { kind: 'url' }>;

/**
 * An image that is paid for: stored already, or known by its address; or the reason why a paid
 * request brought none. Bytes are here only where n8n itself keeps them in the execution's data.
 */
export type PaidImage =
	| { kind: 'finished'; image: FinishedImage }
	/** Gone: the address refused when an earlier execution asked. */
	| (ImageAddress & { isGone?: boolean })
	| { kind: 'failed'; message: string; advice: string; httpCode: string | null };

/** A job that was not seen to end, and what its first reply said. */
export interface PaidJob {
	job: PendingJob;
	images: ImageAddress[];
	excerpt: string;
}

/** What is known of one paid request: its job while that runs, then its images. */
export interface LedgerEntry {
	executionId: string;
	facts: GenerationFacts;
	/** HTTP requests that it took. */
	attempts: number;
	/** Models that were to make it before; null for the first. */
	fallbackFrom: FallbackReason[] | null;
	pending: PaidJob | null;
	images: PaidImage[];
}

export function failedImage({ message, advice, httpCode }: ImageFailure): PaidImage {
	return { kind: 'failed', message, advice, httpCode: httpCode ?? null };
}

const CONTEXT_NAME = 'paidImages';

/**
 * Rounds of a loop that failed in part leave entries behind. The last rounds are kept, because an
 * agent's calls at the same time are rounds too.
 */
const ROUNDS_KEPT = 8;

/**
 * Remembers what is paid for, in the node's context, which n8n keeps between the tries of Retry On
 * Fail and hands to a retried execution. So running the node again does not pay again.
 */
export class Ledger {
	private readonly context: IContextObject;

	private readonly used = new Set<string>();

	/** Whether an earlier run has not handed out all of its images. */
	readonly hasEarlier: boolean;

	constructor(context: IContextObject, runIndex: number) {
		this.context = context;
		this.hasEarlier = CONTEXT_NAME in context;
		for (const key of Object.keys(this.entries)) {
			if (parseInt(key, 10) < runIndex - ROUNDS_KEPT) delete this.entries[key];
		}
	}

	/** Looked up each time: an agent's calls at the same time share one context. */
	private get entries(): Record<string, unknown> {
		const entries = this.context[CONTEXT_NAME];
		return isRecord(entries) ? entries : (this.context[CONTEXT_NAME] = {});
	}

	/** Whether something of this image is kept. */
	knows(identity: ImageIdentity): boolean {
		const key = keyOf(identity);
		this.claim(key, keyInRun(identity));
		return key in this.entries;
	}

	find(identity: ImageIdentity): LedgerEntry | null {
		const key = keyOf(identity);
		this.used.add(key);
		this.claim(key, keyInRun(identity));
		return readSavedEntry(this.entries[key]);
	}

	/**
	 * This run fails and hands nothing out, so its images belong to the next run that asks for the
	 * same: with an agent's tool, every try of Retry On Fail is a run of its own.
	 */
	release(): void {
		for (const key of this.used) {
			const entry = this.entries[key];
			if (isRecord(entry)) entry.isReleased = true;
		}
	}

	/** Takes an image that a failed run released: its own first, else one of another run. */
	private claim(key: string, keyInAnyRun: string): void {
		const { entries } = this;
		const isTheirs = (other: string) =>
			other.endsWith(keyInAnyRun) && field(entries[other], 'isReleased') === true;
		const found = key in entries ? key : Object.keys(entries).find(isTheirs);
		if (found === undefined) return;
		const entry = entries[found];
		if (isRecord(entry)) delete entry.isReleased;
		delete entries[found];
		entries[key] = entry;
	}

	keep(identity: ImageIdentity, entry: Omit<LedgerEntry, 'executionId'>): void {
		const own: LedgerEntry = { executionId: identity.executionId, ...entry };
		this.entries[keyOf(identity)] = own;
	}

	/** The provider made nothing, so the next run has to order the image anew. */
	forget(identity: ImageIdentity): void {
		delete this.entries[keyOf(identity)];
	}

	/** Everything was handed out: nothing is left that running again could lose. */
	close(): void {
		for (const key of this.used) delete this.entries[key];
		if (Object.keys(this.entries).length === 0) delete this.context[CONTEXT_NAME];
	}
}

/** Without execution and node: a retried execution has another id, and the context is the node's. */
function keyOf(identity: ImageIdentity): string {
	return `${identity.runIndex}${keyInRun(identity)}`;
}

function keyInRun({ itemIndex, imageNumber, fingerprint }: ImageIdentity): string {
	return `:${itemIndex}:${imageNumber}:${fingerprint}`;
}
