import type { Interactions } from '@google/genai';
import type { IDataObject } from 'n8n-workflow';

import { mergeFields } from '../json';
import type { ImageRequest, ProviderRequest, Reference } from '../types';

type InteractionRequest = Interactions.CreateModelInteractionParamsNonStreaming;

/** Relative to `…/v1` (@google/genai 3.1: `interactions.create`). */
export const INTERACTIONS_PATH = '/interactions';

/** An `ImageRequest` as a call to Gemini's Interactions API. */
export function toGeminiRequest(request: ImageRequest): ProviderRequest {
	const { gemini } = request;
	const generationConfig = {
		...(gemini.thinkingLevel === null ? {} : { thinking_level: gemini.thinkingLevel }),
		...(request.seed === null ? {} : { seed: request.seed }),
	};
	const body: InteractionRequest = {
		model: request.modelId,
		input: [{ type: 'text', text: request.prompt }, ...request.references.map(asContent)],
		response_format: {
			type: 'image',
			...(request.aspectRatio === 'auto' ? {} : { aspect_ratio: request.aspectRatio }),
			image_size: request.resolution,
		},
		...(Object.keys(generationConfig).length === 0 ? {} : { generation_config: generationConfig }),
		...(gemini.systemInstruction === '' ? {} : { system_instruction: gemini.systemInstruction }),
		...(gemini.previousInteractionId === ''
			? {}
			: { previous_interaction_id: gemini.previousInteractionId }),
		// A turn that is not stored cannot be continued.
		store: gemini.storeInteraction || gemini.previousInteractionId !== '',
	};
	return {
		method: 'POST',
		path: INTERACTIONS_PATH,
		body: { kind: 'json', fields: mergeFields(body as IDataObject, request.additionalFields) },
	};
}

function asContent(reference: Reference): Interactions.ImageContent {
	return reference.kind === 'url'
		? { type: 'image', uri: reference.url }
		: { type: 'image', mime_type: reference.mimeType, data: reference.bytes.toString('base64') };
}
