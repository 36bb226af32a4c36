import type { IBinaryData, IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Adjusted } from '../models/fit';
import type { FallbackReason } from '../operations/plan';
import type { GenerationFacts } from '../providers/types';
import { presented, type Presentation } from './presented';
import type { StoredImage } from './storeImage';

/** What is said of an image besides the file itself. */
export interface ImageFacts {
	/** Name of the provider, as workflows store it. */
	provider: string;
	operation: string;
	/** Null, with what else an order says, when the image is collected without its order. */
	model: string | null;
	modelKey: string | null;
	/** As people read it; of a model that is not in the catalogue, its id. */
	modelName: string | null;
	prompt: string | null;
	url: string | null;
	mimeType: string | null;
	aspectRatio: string | null;
	resolution: string | null;
	attempts: number;
	durationMs: number;
	adjusted: Adjusted | null;
	fallbackFrom: FallbackReason[] | null;
	reviewRecommended: boolean;
	generation: GenerationFacts;
	/** What is not certain of the image, as sentences. */
	warnings?: string[];
	/** Present when the user asked for it. */
	rawResponse?: IDataObject[string];
}

/** One image, ready to be handed out; `index` is added when all images of its item are known. */
export interface FinishedImage {
	json: IDataObject;
	binary: IBinaryData | null;
}

/** The keys of an output item. Workflows rely on every one of them: unknown is null, never absent. */
export function finishedImage(facts: ImageFacts, stored: StoredImage | null): FinishedImage {
	const { generation } = facts;
	const warnings = [...(facts.warnings ?? []), ...(stored?.warning ? [stored.warning] : [])];
	return {
		json: {
			provider: facts.provider,
			operation: facts.operation,
			model: facts.model,
			modelKey: facts.modelKey,
			modelName: facts.modelName,
			prompt: facts.prompt,
			index: 0,
			url: facts.url,
			generationId: generation.id,
			fileName: stored?.fileName ?? null,
			mimeType: stored?.mimeType ?? facts.mimeType,
			fileExtension: stored?.fileExtension ?? null,
			fileSize: stored?.fileSize ?? null,
			width: stored?.width ?? null,
			height: stored?.height ?? null,
			aspectRatio: facts.aspectRatio,
			resolution: facts.resolution,
			attempts: facts.attempts,
			durationMs: facts.durationMs,
			credits: generation.credits,
			usage: generation.usage,
			text: generation.text,
			contentFiltered: generation.contentFiltered,
			reviewRecommended: facts.reviewRecommended || warnings.length > 0,
			adjusted: facts.adjusted,
			fallbackFrom: facts.fallbackFrom,
			warnings,
			...(facts.rawResponse === undefined ? {} : { rawResponse: facts.rawResponse }),
		},
		binary: stored?.binary ?? null,
	};
}

/** Images of one input item as output items, in order, the first with the index given. */
export function outputItems(
	images: FinishedImage[],
	itemIndex: number,
	{ binaryProperty, ...presentation }: Presentation & { binaryProperty: string },
	firstIndex = 0,
): INodeExecutionData[] {
	return images.map(({ json, binary }, place) => ({
		json: presented({ ...json, index: firstIndex + place }, presentation),
		...(binary === null ? {} : { binary: { [binaryProperty]: binary } }),
		pairedItem: { item: itemIndex },
	}));
}

/**
 * With On Error = continue. Any further key in `json` would make n8n take the item for a success.
 */
export function errorItem(message: string, itemIndex: number): INodeExecutionData {
	return { json: { error: message }, pairedItem: { item: itemIndex } };
}
