import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { asFailure, type ImageFailure } from '../errors';
import type { FetchPlan, ImagePlan, OrderPlan, PlanPart } from '../operations/plan';
import { readPlan } from '../operations/readPlan';
import type { ImageResult } from './imageResult';
import { SharedReferences } from './sharedReferences';

/** What one model is to make for an input item, and what has come of it so far. */
export interface OrderPart {
	kind: 'order';
	/** Of the model, where several are compared; else empty. */
	name: string;
	plan: ImagePlan;
	references: SharedReferences;
	/** By image number; images that were never started are missing. */
	results: ImageResult[];
}

/** What was ordered earlier, to be handed out for an input item. */
export interface FetchPart {
	kind: 'fetch';
	name: '';
	plan: FetchPlan;
	/** One, once it is there. */
	results: ImageResult[];
}

/** Of which nothing can be made. */
export interface FailedPart {
	kind: 'failed';
	name: string;
	failure: ImageFailure;
}

export type ItemPart = OrderPart | FetchPart | FailedPart;

/** How many results a part is to have. */
export function resultsWanted(part: OrderPart | FetchPart): number {
	return part.kind === 'order' ? part.plan.numberOfImages : 1;
}

/** An input item. Of a comparison, every model is a part. */
export interface ItemRun {
	itemIndex: number;
	parts: ItemPart[];
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
		const part: FetchPart = { kind: 'fetch', name: '', plan, results: [] };
		return { itemIndex, parts: [part], isGallery: false, gallery: null };
	} catch (error) {
		const part: FailedPart = { kind: 'failed', name: '', failure: asFailure(error) };
		return { itemIndex, parts: [part], isGallery: false, gallery: null };
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
	const toPart = (part: PlanPart): ItemPart =>
		'plan' in part
			? { kind: 'order', ...part, references, results: [] }
			: { kind: 'failed', ...part };
	return { itemIndex, parts: parts.map(toPart), isGallery, gallery: null };
}
