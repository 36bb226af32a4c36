import { AFTER_STOP } from '../runAgain';
import { CANCELED, cancelled, providerFailure, type ImageFailure } from '../errors';
import type { FinishedImage } from '../output/item';
import type { ImagePlan } from '../operations/plan';
import type { LedgerEntry, PaidImage } from '../paid/entry';
import type { Provider } from '../providers/types';
import { cancelledDownload, interruptedOrder } from './failures';
import { resultsWanted, type ItemRun } from './itemRun';
import { cancelledJob } from './jobFailures';
import { requestOf } from './makeImage';
import { noticesOf } from './notices';
import type { ImageResult } from './imageResult';
import type { RunScope } from './scope';

/**
 * Gives every image that is not made yet the result that it has at this moment, because the execution
 * is cancelled: n8n keeps what the node says now, and nothing that it says later.
 */
export function endInterrupted(items: readonly ItemRun[], scope: RunScope): void {
	const { continues } = scope.stopPolicy;
	// Read once: of thousands of items, each may ask.
	let kept: EntriesByItem | null = null;
	for (const { parts, itemIndex } of items) {
		for (const part of parts) {
			if (part.kind === 'failed') continue;
			for (let number = 0; number < resultsWanted(part); number += 1) {
				if (part.results[number]) continue;
				const result = part.kind === 'order' ? resultNow(part.plan, number, scope) : null;
				if (result) part.results[number] = result;
				// Where failures are handed out, none may be missing: n8n may go on from here.
				else if (continues) {
					kept ??= entriesByItem(scope);
					part.results[number] = onlyFailure(notBegun(kept.get(itemIndex) ?? []));
				}
			}
		}
	}
}

type EntriesByItem = Map<number, LedgerEntry[]>;

function entriesByItem({ ledger }: RunScope): EntriesByItem {
	const entries: EntriesByItem = new Map();
	for (const { itemIndex, entry } of ledger.all()) {
		const ofItem = entries.get(itemIndex);
		if (ofItem) ofItem.push(entry);
		else entries.set(itemIndex, [entry]);
	}
	return entries;
}

function resultNow(plan: ImagePlan, number: number, scope: RunScope): ImageResult | null {
	const task = [...scope.inWork].find(
		(one) => one.plan === plan && one.identity.imageNumber === number,
	);
	const entry = task ? scope.ledger.find(task.identity) : earlierEntry(plan, number, scope);
	return entry && interruptedResult(entry, plan.provider);
}

/** What an earlier run of the node has kept of an image that this one has not come to. */
function earlierEntry(plan: ImagePlan, imageNumber: number, scope: RunScope): LedgerEntry | null {
	// With files, what is asked for is known only when they are read, and there is no time for it.
	if (!scope.ledger.hasEarlier || plan.references.length > 0) return null;
	for (const choice of plan.choices) {
		const { identity } = requestOf({ plan, choice, imageNumber, references: [], scope });
		const entry = scope.ledger.find(identity);
		if (entry) return entry;
	}
	return null;
}

/** What can be said of an image by what is kept of it. */
export function interruptedResult(entry: LedgerEntry, provider: Provider): ImageResult {
	const { pending, orderKey } = entry;
	const images = entry.images.flatMap((image) => (image.kind === 'finished' ? [image.image] : []));
	const failures = entry.images.flatMap((image) => failureOf(image) ?? []);
	if (images.length + failures.length > 0) return { images, failures };
	if (pending) return onlyFailure(cancelledJob(pending, provider));
	return onlyFailure(orderKey === undefined ? cancelled() : interruptedOrder(provider));
}

function onlyFailure(failure: ImageFailure): ImageResult {
	const images: FinishedImage[] = [];
	return { images, failures: [failure] };
}

function failureOf(image: PaidImage): ImageFailure | null {
	switch (image.kind) {
		case 'finished':
			return null;
		case 'url':
			return cancelledDownload(image.url);
		case 'failed':
			return providerFailure(image);
	}
}

function notBegun(kept: readonly LedgerEntry[]): ImageFailure {
	const notices = kept.flatMap(noticesOf).join('; ');
	const earlier = notices === '' ? '' : `; an earlier run left of this item: ${notices}`;
	return providerFailure({
		message: `${CANCELED} before the turn of this image, so it was not ordered now${earlier}`,
		advice: AFTER_STOP,
	});
}
