import type { INodeProperties } from 'n8n-workflow';

import { CATALOGUE } from '../models/catalogue';
import { defaultModelOf } from '../models/offers';
import { PROVIDERS } from '../providers';
import { distinct } from './distinct';

function named(names: Record<string, string>) {
	return Object.entries(names).map(([value, name]) => ({ name: `${value} ${name}`, value }));
}

const modelId = (standard: INodeProperties['default']): INodeProperties => ({
	displayName: 'Model',
	name: 'modelId',
	type: 'resourceLocator',
	default: standard,
	required: true,
	description:
		'The image model. Lite is for fast, cheap drafts; the others are for images to be published.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchModels', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. nano-banana-2-lite-text',
			hint: 'Sent as it is: copy it from the dashboard of the provider. A model’s name in the list works here too.',
		},
	],
});

/**
 * Shown with every operation that has one model. Providers whose first model is another one have a
 * declaration of their own, as n8n has one default for each.
 */
export const modelIds: readonly INodeProperties[] = distinct(PROVIDERS.map(defaultModelOf)).map(
	(key, _, all) => {
		const having = PROVIDERS.filter((provider) => defaultModelOf(provider) === key);
		const show = { provider: having.map(({ name }) => name) };
		const declared = modelId(asChosen(key));
		return all.length > 1 ? { ...declared, displayOptions: { show } } : declared;
	},
);

/** The editor shows the name as it is kept here until another model is chosen. */
function asChosen(key: string | null) {
	return key === null
		? { mode: 'id', value: '' }
		: { mode: 'list', value: key, cachedResultName: CATALOGUE[key]?.name ?? key };
}

export const prompt: INodeProperties = {
	displayName: 'Prompt',
	name: 'prompt',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	required: true,
	placeholder: 'e.g. A red fox in fresh snow, soft morning light, photograph',
	description: 'What the image shows',
};

export const aspectRatio: INodeProperties = {
	displayName: 'Aspect Ratio',
	name: 'aspectRatio',
	type: 'options',
	default: 'auto',
	description: 'Width to height',
	// Squares, landscape, portrait, strips: n8n's lint rule on sorted lists sees a call only.
	options: [
		{ name: 'Auto', value: 'auto', description: 'The provider decides' },
		...named({
			'1:1': 'Square',
			'5:4': 'Landscape',
			'4:3': 'Landscape',
			'3:2': 'Landscape Photo',
			'16:9': 'Widescreen',
			'21:9': 'Cinema',
			'4:5': 'Social Portrait',
			'3:4': 'Portrait',
			'2:3': 'Portrait Photo',
			'9:16': 'Story',
			'4:1': 'Banner',
			'8:1': 'Long Banner',
			'1:4': 'Tall Banner',
			'1:8': 'Taller Banner',
		}),
	],
};

export const resolution: INodeProperties = {
	displayName: 'Resolution',
	name: 'resolution',
	type: 'options',
	default: '1K',
	description: 'Size of the image',
	options: [
		{ name: '512', value: '512', description: 'About 512 × 512 pixels' },
		{ name: '1K', value: '1K', description: 'About 1024 × 1024 pixels' },
		{ name: '2K', value: '2K', description: 'About 2048 × 2048 pixels' },
		{ name: '4K', value: '4K', description: 'About 4096 × 4096 pixels' },
	],
};

export const numberOfImages: INodeProperties = {
	displayName: 'Number of Images',
	name: 'numberOfImages',
	type: 'number',
	default: 1,
	typeOptions: { minValue: 1, maxValue: 10, numberPrecision: 0 },
	description:
		'How many images to make of each input item, in a comparison with each model. Each is paid for.',
};

/** Shown with every operation in which several models make each image. */
export const comparisonCost: INodeProperties = {
	displayName:
		'Paid for: each model in Models and More Models by ID, times Number of Images, for every input item. Four models and one image each are four paid images.',
	name: 'comparisonCost',
	type: 'notice',
	default: '',
};

export const downloadImage: INodeProperties = {
	displayName: 'Download Image',
	name: 'downloadImage',
	type: 'boolean',
	default: true,
	description:
		'Whether to hand the image file to the next node. When off, the output has its address only, if the provider gives one.',
	displayOptions: { show: { resource: ['image'] } },
};

/** Of every operation that hands out images; in the words that n8n asks for. */
export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
	displayOptions: { show: { resource: ['image'] } },
};
