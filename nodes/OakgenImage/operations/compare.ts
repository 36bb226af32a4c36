import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { CATALOGUE } from '../models/catalogue';
import type { ProviderName } from '../providers/types';
import { referenceInputs } from './edit';

const ONLY_COMPARE = { resource: ['image'], operation: ['compare'] };

export const compareOption: INodePropertyOptions = {
	name: 'Compare Models',
	value: 'compare',
	description: 'Make the same image with several models at once',
	action: 'Compare the images of several models',
};

const STANDARD: Record<ProviderName, string[]> = {
	oakgen: ['nano-banana-2-lite', 'nano-banana-2', 'gpt-image-2', 'flux-2-pro'],
	gemini: ['nano-banana-2-lite', 'nano-banana-2', 'nano-banana-pro'],
};

/** n8n cannot filter the choices, so each provider has its own declaration of the parameter. */
function modelIds([provider, standard]: [string, string[]]): INodeProperties {
	return {
		displayName: 'Models',
		name: 'modelIds',
		type: 'multiOptions',
		default: [...standard],
		description: 'Each of them makes the image, and each image is paid for',
		displayOptions: { show: { ...ONLY_COMPARE, provider: [provider] } },
		options: Object.entries(CATALOGUE)
			.filter(([, { ids }]) => ids[provider as ProviderName])
			.map(([value, { name, summary }]) => ({ name, value, description: summary })),
	};
}

export const comparedModels: INodeProperties[] = [
	...Object.entries(STANDARD).map(modelIds),
	{
		displayName: 'More Models by ID',
		name: 'customModelIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. seedream-4-text, flux-2-max-text',
		hint: 'With commas; sent as they are',
		description: 'Models of your account that are not in the list',
		displayOptions: { show: ONLY_COMPARE },
	},
];

export const compareOutput: INodeProperties = {
	displayName: 'Output',
	name: 'compareOutput',
	type: 'options',
	default: 'items',
	description: 'How the images are handed on',
	displayOptions: { show: ONLY_COMPARE },
	options: [
		{
			name: 'Gallery',
			value: 'gallery',
			description: 'One item with every image, and a web page that shows them side by side',
		},
		{ name: 'Items', value: 'items', description: 'One item per image' },
	],
};

export const comparedReferences: INodeProperties[] = [
	{
		displayName: 'Use Reference Images',
		name: 'useReferenceImages',
		type: 'boolean',
		default: false,
		description: 'Whether the models edit images instead of making them from the prompt alone',
		displayOptions: { show: ONLY_COMPARE },
	},
	...referenceInputs({ operation: ['compare'], useReferenceImages: [true] }),
];
