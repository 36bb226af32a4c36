import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { asFailure, type ImageFailure } from '../errors';
import type { FetchPlan, ImagePlan, OrderPlan, PlanPart } from '../operations/plan';
import { readPlan } from '../operations/readPlan';
import type { ImageResult } from './imageResult';
import { SharedReferences } from './sharedReferences';

/** What one model is to make for an input item, and what has come of it so far. */
export interface OrderWork {
	kind: 'order';
	plan: ImagePlan;
	references: SharedReferences;
	/** By image number; images that were never started are missing. */
	results: ImageResult[];
}

/** What was ordered earlier, to be handed out for an input item. */
export interface FetchWork {
	kind: 'fetch';
	plan: FetchPlan;
	/** One, once it is there. */
	results: ImageResult[];
}

export type PartWork = OrderWork | FetchWork;

/** How many results a part is to have. */
export function resultsWanted(work: PartWork): number {
	return work.kind === 'order' ? work.plan.numberOfImages : 1;
}

/** What is made of a `PlanPart`, or the reason why nothing can be made of it. */
export type PartRun = { name: string } & ({ work: PartWork } | { failure: ImageFailure });

/** An input item. Of a comparison, every model is a part. */
export interface ItemRun {
	itemIndex: number;
	parts: PartRun[];
	isGallery: boolean;
	/** Null until it is made. */
	gallery: { output: INodeExecutionData } | { failure: ImageFailure } | null;
}

/** Reads and checks the parameters of every input item, before anything is paid for. */
export async function planItems(context: IExecuteFunctions): Promise<ItemRun[]> {
	const items: ItemRun[] = [];
	for (const itemIndex of context.getInputData().keys()) {
		items.push(await planItem(context, itemIndex));
	}
	return items;
}

async function planItem(context: IExecuteFunctions, itemIndex: number): Promise<ItemRun> {
	try {
		const plan = await readPlan(context, itemIndex);
		if (plan.kind === 'order') return orderedItem(plan, itemIndex, context);
		const work: FetchWork = { kind: 'fetch', plan, results: [] };
		return { itemIndex, parts: [{ name: '', work }], isGallery: false, gallery: null };
	} catch (error) {
		const failure = { name: '', failure: asFailure(error) };
		return { itemIndex, parts: [failure], isGallery: false, gallery: null };
	}
}

function orderedItem(
	{ parts, isGallery }: OrderPlan,
	itemIndex: number,
	context: IExecuteFunctions,
): ItemRun {
	const plans = parts.flatMap((part) => ('plan' in part ? [part.plan] : []));
	const images = plans.reduce((sum, { numberOfImages }) => sum + numberOfImages, 0);
	const sources = plans[0]?.references ?? [];
	const references = new SharedReferences(sources, images, itemIndex, context);
	const toRun = (part: PlanPart): PartRun =>
		'plan' in part
			? { name: part.name, work: { kind: 'order', plan: part.plan, references, results: [] } }
			: part;
	return { itemIndex, parts: parts.map(toRun), isGallery, gallery: null };
}
