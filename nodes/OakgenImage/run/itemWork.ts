import type { IExecuteFunctions } from 'n8n-workflow';

import type { ImageFailure } from '../errors';
import type { ImagePlan } from '../operations/plan';
import { readPlan } from '../operations/readPlan';
import { requestFingerprint, type RunIdentity } from './fingerprint';
import { makeImage, type TaskResult } from './makeImage';
import { asFailure } from './nodeError';
import type { RunScope } from './scope';
import { SharedReferences } from './sharedReferences';

/** An input item whose parameters are in order, and what has come of it so far. */
export interface ItemWork {
	plan: ImagePlan;
	references: SharedReferences;
	/** By image number; images that were never started are missing. */
	results: TaskResult[];
}

/** An input item: work to do, or the reason why nothing can be made of it. */
export type PlannedItem = { work: ItemWork } | { failure: ImageFailure };

/** Reads and checks the parameters of every input item, before anything is paid for. */
export async function planItems(context: IExecuteFunctions): Promise<PlannedItem[]> {
	const items: PlannedItem[] = [];
	for (const itemIndex of context.getInputData().keys()) {
		items.push(await planItem(context, itemIndex));
	}
	return items;
}

async function planItem(context: IExecuteFunctions, itemIndex: number): Promise<PlannedItem> {
	try {
		const plan = await readPlan(context, itemIndex);
		return { work: { plan, references: new SharedReferences(plan, context), results: [] } };
	} catch (error) {
		return { failure: asFailure(error) };
	}
}

/** Makes one image of an item and notes the result with it. Never rejects. */
export async function makeImageOf(
	work: ItemWork,
	imageNumber: number,
	run: RunIdentity,
	scope: RunScope,
): Promise<TaskResult> {
	const result = await make(work, imageNumber, run, scope);
	work.results[imageNumber] = result;
	return result;
}

/** Providers take 32-bit integers; negative ones not all of them. */
const SEEDS = 2 ** 31;

async function make(
	{ plan, references }: ItemWork,
	imageNumber: number,
	run: RunIdentity,
	scope: RunScope,
): Promise<TaskResult> {
	try {
		const startedAt = scope.effects.clock.now();
		const { seed } = plan.request;
		const request = {
			...plan.request,
			// The same seed would give, and bill, the same picture again.
			seed: seed === null ? null : (seed + imageNumber) % SEEDS,
			references: await references.acquire(),
		};
		const fingerprint = requestFingerprint(plan.provider.name, scope.baseUrl, request);
		const identity = { ...run, itemIndex: plan.itemIndex, imageNumber, fingerprint };
		return await makeImage({ plan, identity, request, startedAt }, scope);
	} catch (error) {
		return { images: [], failures: [asFailure(error)] };
	} finally {
		references.release();
	}
}
