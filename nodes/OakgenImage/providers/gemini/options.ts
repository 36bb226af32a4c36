import type { INodeProperties } from 'n8n-workflow';

import type { FormatChoices, FormatProperty, OptionReader } from '../types';

/** What only Google Gemini has. */
export interface GeminiSettings {
	systemInstruction: string;
	previousInteractionId: string;
	storeInteraction: boolean;
	/** Null: Google’s own default. */
	serviceTier: 'flex' | 'standard' | 'priority' | null;
}

const previousInteractionId: INodeProperties = {
	displayName: 'Gemini: Previous Interaction ID',
	name: 'previousInteractionId',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.generationId }}',
	description:
		'Generation ID of an earlier image to continue from, which was made with Store Interaction on',
};

const storeInteraction: INodeProperties = {
	displayName: 'Gemini: Store Interaction',
	name: 'storeInteraction',
	type: 'boolean',
	default: false,
	description:
		'Whether Google keeps this image and its prompt, so that a later edit can continue from it',
};

const systemInstruction: INodeProperties = {
	displayName: 'Gemini: System Instruction',
	name: 'systemInstruction',
	type: 'string',
	typeOptions: { rows: 2 },
	default: '',
	placeholder: 'e.g. Keep to the colours of our brand: green and cream',
	description: 'What the model is to keep to in every image',
};

const serviceTier: INodeProperties = {
	displayName: 'Gemini: Service Tier',
	name: 'serviceTier',
	type: 'options',
	default: 'standard',
	description: 'How soon Google makes the image, and at which price',
	options: [
		{ name: 'Flex', value: 'flex', description: 'Cheaper and slower: for night runs' },
		{ name: 'Priority', value: 'priority', description: 'Dearer, and before the others' },
		{ name: 'Standard', value: 'standard' },
	],
};

const thinkingLevel: FormatProperty = {
	displayName: 'Gemini: Thinking Level',
	name: 'thinkingLevel',
	type: 'options',
	default: 'minimal',
	description: 'How long the model thinks about the image, where it has this level',
	options: [
		{ name: 'High', value: 'high' },
		{ name: 'Medium', value: 'medium' },
		{ name: 'Minimal', value: 'minimal' },
	],
};

export const geminiOptions: readonly INodeProperties[] = [
	previousInteractionId,
	serviceTier,
	storeInteraction,
	systemInstruction,
];

export const geminiFormatOptions = [thinkingLevel];

/** @google/genai 3.3: `ThinkingLevel`, and of formats JPEG alone; PNG comes when none is asked for. */
export const GEMINI_FORMAT_CHOICES: FormatChoices = {
	thinkingLevel: ['minimal', 'medium', 'high'],
	outputFormat: ['jpeg'],
};

export function readGeminiSettings(options: OptionReader): GeminiSettings {
	return {
		systemInstruction: options.text(systemInstruction),
		previousInteractionId: options.text(previousInteractionId),
		storeInteraction: options.flag(storeInteraction),
		serviceTier: options.isSet(serviceTier)
			? (options.choice(serviceTier) as GeminiSettings['serviceTier'])
			: null,
	};
}
