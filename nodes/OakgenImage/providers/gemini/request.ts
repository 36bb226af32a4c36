import type { Interactions } from '@google/genai';
import type { IDataObject } from 'n8n-workflow';

import { mergeFields } from '../../text/json';
import type { ImageRequest, ProviderRequest, Reference } from '../types';
import type { GeminiSettings } from './options';

type ThinkingLevel = Interactions.ThinkingLevel;
type InteractionRequest = Interactions.CreateModelInteractionParamsNonStreaming;

/** Relative to `…/v1` (@google/genai 3.1: `interactions.create`). */
export const INTERACTIONS_PATH = '/interactions';

/** An `ImageRequest` as a call to Gemini's Interactions API. */
export function toGeminiRequest(request: ImageRequest<GeminiSettings>): ProviderRequest {
	const { settings, format } = request;
	const { thinkingLevel, outputFormat } = format;
	const generationConfig = {
		...(thinkingLevel === undefined ? {} : { thinking_level: thinkingLevel as ThinkingLevel }),
		...(request.seed === null ? {} : { seed: request.seed }),
	};
	const body: InteractionRequest = {
		model: request.modelId,
		input: [{ type: 'text', text: request.prompt }, ...request.references.map(asContent)],
		response_format: {
			type: 'image',
			...(format.aspectRatio === 'auto' ? {} : { aspect_ratio: format.aspectRatio }),
			image_size: format.resolution,
			...(outputFormat === undefined ? {} : { mime_type: `image/${outputFormat}` }),
		},
		...(Object.keys(generationConfig).length === 0 ? {} : { generation_config: generationConfig }),
		...(settings.systemInstruction === ''
			? {}
			: { system_instruction: settings.systemInstruction }),
		...(settings.previousInteractionId === ''
			? {}
			: { previous_interaction_id: settings.previousInteractionId }),
		...(settings.serviceTier === null ? {} : { service_tier: settings.serviceTier }),
		// A turn that is not stored cannot be continued.
		store: settings.storeInteraction || settings.previousInteractionId !== '',
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
