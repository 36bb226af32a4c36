import type { INodeProperties } from 'n8n-workflow';

import type { FormatOption, OptionReader } from '../types';

/** What only Google Gemini has. */
export interface GeminiSettings {
	systemInstruction: string;
	previousInteractionId: string;
	storeInteraction: boolean;
}

const previousInteractionId: INodeProperties = {
	displayName: 'Previous Interaction ID',
	name: 'previousInteractionId',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.generationId }}',
	description:
		'Continues an earlier image of Google Gemini: the Generation ID of its output, made with Store Interaction on',
};

const storeInteraction: INodeProperties = {
	displayName: 'Store Interaction',
	name: 'storeInteraction',
	type: 'boolean',
	default: false,
	description:
		'Whether Google keeps this image and its prompt, so that a later edit can continue from it',
};

const systemInstruction: INodeProperties = {
	displayName: 'System Instruction',
	name: 'systemInstruction',
	type: 'string',
	typeOptions: { rows: 2 },
	default: '',
	placeholder: 'e.g. Keep to the colours of our brand: green and cream',
	description: 'What the model is to keep to in every image',
};

const thinkingLevel: INodeProperties & { name: FormatOption } = {
	displayName: 'Thinking Level',
	name: 'thinkingLevel',
	type: 'options',
	default: 'minimal',
	description: 'How long the model thinks about the image. Not every model has every level.',
	options: [
		{ name: 'High', value: 'high' },
		{ name: 'Medium', value: 'medium' },
		{ name: 'Minimal', value: 'minimal' },
	],
};

export const geminiOptions: readonly INodeProperties[] = [
	previousInteractionId,
	storeInteraction,
	systemInstruction,
];

export const geminiFormatOptions = [thinkingLevel];

export function readGeminiSettings(options: OptionReader): GeminiSettings {
	return {
		systemInstruction: options.text(systemInstruction),
		previousInteractionId: options.text(previousInteractionId),
		storeInteraction: options.flag(storeInteraction),
	};
}
