import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { asFailure, type ImageFailure } from '../errors';
import type { ImagePlan, ModelRequest, PlanPart } from '../operations/plan';
import { readPlan } from '../operations/readPlan';
import { makeWithFallbacks } from './fallbacks';
import { requestFingerprint, type RunIdentity } from './fingerprint';
import type { TaskResult } from './makeImage';
import type { ImageTask, RunScope } from './scope';
import { SharedReferences } from './sharedReferences';

/** What one model is to make for an input item, and what has come of it so far. */
export interface ItemWork {
	plan: ImagePlan;
	references: SharedReferences;
	/** By image number; images that were never started are missing. */
	results: TaskResult[];
}

/** Work to do, or the reason why nothing can be made. See `PlanPart`. */
export type PlannedPart = { name: string } & ({ work: ItemWork } | { failure: ImageFailure });

/** An input item. Of a comparison, every model is a part. */
export interface PlannedItem {
	itemIndex: number;
	parts: PlannedPart[];
	isGallery: boolean;
	/** Null until it is made. */
	gallery: { output: INodeExecutionData } | { failure: ImageFailure } | null;
}

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
		const { parts, isGallery } = await readPlan(context, itemIndex);
		const plans = parts.flatMap((part) => ('plan' in part ? [part.plan] : []));
		const images = plans.reduce((sum, { numberOfImages }) => sum + numberOfImages, 0);
		const sources = plans[0]?.references ?? [];
		const references = new SharedReferences(sources, images, itemIndex, context);
		const toWork = (part: PlanPart): PlannedPart =>
			'plan' in part
				? { name: part.name, work: { plan: part.plan, references, results: [] } }
				: part;
		return { itemIndex, parts: parts.map(toWork), isGallery, gallery: null };
	} catch (error) {
		const failure = { name: '', failure: asFailure(error) };
		return { itemIndex, parts: [failure], isGallery: false, gallery: null };
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
		const loaded = await references.acquire();
		const toTask = (choice: ModelRequest): ImageTask => {
			const { seed } = choice.request;
			const request = {
				...choice.request,
				// The same seed would give, and bill, the same picture again.
				seed: seed === null ? null : (seed + imageNumber) % SEEDS,
				references: loaded,
			};
			const fingerprint = requestFingerprint(plan.provider.name, scope.baseUrl, request);
			const identity = { ...run, itemIndex: plan.itemIndex, imageNumber, fingerprint };
			return { plan, choice, fallbackFrom: null, identity, request, startedAt };
		};
		return await makeWithFallbacks(plan.choices.map(toTask), scope);
	} catch (error) {
		return { images: [], failures: [asFailure(error)] };
	} finally {
		references.release();
	}
}
