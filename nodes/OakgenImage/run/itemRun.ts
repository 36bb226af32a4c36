import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { asFailure, type ImageFailure } from '../errors';
import type { ImagePlan, PlanPart } from '../operations/plan';
import { readPlan } from '../operations/readPlan';
import type { ImageResult } from './orderAndDeliver';
import { SharedReferences } from './sharedReferences';

/** What one model is to make for an input item, and what has come of it so far. */
export interface PartWork {
	plan: ImagePlan;
	references: SharedReferences;
	/** By image number; images that were never started are missing. */
	results: ImageResult[];
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
		const { parts, isGallery } = await readPlan(context, itemIndex);
		const plans = parts.flatMap((part) => ('plan' in part ? [part.plan] : []));
		const images = plans.reduce((sum, { numberOfImages }) => sum + numberOfImages, 0);
		const sources = plans[0]?.references ?? [];
		const references = new SharedReferences(sources, images, itemIndex, context);
		const toRun = (part: PlanPart): PartRun =>
			'plan' in part
				? { name: part.name, work: { plan: part.plan, references, results: [] } }
				: part;
		return { itemIndex, parts: parts.map(toRun), isGallery, gallery: null };
	} catch (error) {
		const failure = { name: '', failure: asFailure(error) };
		return { itemIndex, parts: [failure], isGallery: false, gallery: null };
	}
}
