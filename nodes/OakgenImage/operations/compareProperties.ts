import type { INodeProperties } from 'n8n-workflow';

import { offeredBy, REMARK } from '../models/offers';
import { PROVIDERS } from '../providers';
import type { ProviderEntry } from '../providers/types';
import { referenceInputs } from './referenceProperties';

/** n8n cannot filter the choices, so each provider has its own declaration of the parameter. */
function modelIds(provider: ProviderEntry): INodeProperties {
	return {
		displayName: 'Models',
		name: 'modelIds',
		type: 'multiOptions',
		default: [...provider.comparedModels],
		description: 'Each of them makes the image, and each image is paid for',
		displayOptions: { show: { provider: [provider.name] } },
		options: offeredBy(provider).map(({ key, entry: { name, summary, retired } }) => ({
			name: retired ? `${name}${REMARK}retired` : name,
			value: key,
			description: summary,
		})),
	};
}

export const comparedModels: INodeProperties[] = [
	...PROVIDERS.map(modelIds),
	{
		displayName: 'More Models by ID',
		name: 'customModelIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. flux-2-max-text, recraft-4',
		hint: 'With commas; sent as they are',
		description: 'Models of your account that are not in the list',
	},
];

export const compareOutput: INodeProperties = {
	displayName: 'Output',
	name: 'compareOutput',
	type: 'options',
	default: 'items',
	description: 'How the images are handed on',
	options: [
		{
			name: 'Gallery',
			value: 'gallery',
			description: 'One item with every image, and a web page that shows them side by side',
		},
		{ name: 'Items', value: 'items', description: 'One item per image' },
	],
};

export const useReferenceImages: INodeProperties = {
	displayName: 'Use Reference Images',
	name: 'useReferenceImages',
	type: 'boolean',
	default: false,
	description: 'Whether the models edit images instead of making them from the prompt alone',
};

export const comparedReferences: INodeProperties[] = [
	useReferenceImages,
	...referenceInputs({ useReferenceImages: [true] }),
];
