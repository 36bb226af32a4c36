import type { IBinaryData, IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { GenerationFacts, Operation, ProviderName } from '../providers/types';
import type { StoredImage } from './storeImage';

/** What is said of an image besides the file itself. */
export interface ImageFacts {
	provider: ProviderName;
	operation: Operation;
	model: string;
	modelKey: string | null;
	prompt: string;
	url: string | null;
	mimeType: string | null;
	aspectRatio: string;
	resolution: string;
	attempts: number;
	durationMs: number;
	reviewRecommended: boolean;
	generation: GenerationFacts;
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
	return {
		json: {
			provider: facts.provider,
			operation: facts.operation,
			model: facts.model,
			modelKey: facts.modelKey,
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
			reviewRecommended: facts.reviewRecommended,
			...(facts.rawResponse === undefined ? {} : { rawResponse: facts.rawResponse }),
		},
		binary: stored?.binary ?? null,
	};
}

/** The output items of one input item, in order. */
export function outputItems(
	images: FinishedImage[],
	itemIndex: number,
	binaryProperty: string,
): INodeExecutionData[] {
	return images.map(({ json, binary }, index) => ({
		json: { ...json, index },
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
