import type { INodeProperties } from 'n8n-workflow';

import { CATALOGUE } from '../models/catalogue';
import type { ModelEntry } from '../models/types';
import { ORDERING } from './names';

const WHEN_ORDERING = { show: { resource: ['image'], operation: ORDERING } };

export const model: INodeProperties = {
	displayName: 'Model',
	name: 'modelId',
	type: 'resourceLocator',
	// The editor shows the name as it is kept here until another model is chosen.
	default: {
		mode: 'list',
		value: 'nano-banana-2-lite',
		cachedResultName: 'Nano Banana 2 Lite',
	},
	required: true,
	description:
		'The image model. Lite is for fast, cheap drafts; the others are for images to be published.',
	displayOptions: { show: { resource: ['image'], operation: ['generate', 'edit'] } },
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
			hint: 'Sent as it is: copy it from the dashboard of the provider',
		},
	],
};

export const prompt: INodeProperties = {
	displayName: 'Prompt',
	name: 'prompt',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	required: true,
	placeholder: 'e.g. A red fox in fresh snow, soft morning light, photograph',
	description:
		'What the image shows. For an edit: what to change, and how the reference images are to be used.',
	displayOptions: WHEN_ORDERING,
};

export const aspectRatio: INodeProperties = {
	displayName: 'Aspect Ratio',
	name: 'aspectRatio',
	type: 'options',
	default: 'auto',
	description: 'Width to height',
	displayOptions: WHEN_ORDERING,
	options: [
		{ name: 'Auto', value: 'auto', description: 'The provider decides' },
		{ name: 'Banner (4:1)', value: '4:1' },
		{ name: 'Cinema (21:9)', value: '21:9' },
		{ name: 'Landscape (4:3)', value: '4:3' },
		{ name: 'Landscape (5:4)', value: '5:4' },
		{ name: 'Landscape Photo (3:2)', value: '3:2' },
		{ name: 'Long Banner (8:1)', value: '8:1' },
		{ name: 'Portrait (3:4)', value: '3:4' },
		{ name: 'Portrait Photo (2:3)', value: '2:3' },
		{ name: 'Social Portrait (4:5)', value: '4:5' },
		{ name: 'Square (1:1)', value: '1:1' },
		{ name: 'Story (9:16)', value: '9:16' },
		{ name: 'Tall Banner (1:4)', value: '1:4' },
		{ name: 'Taller Banner (1:8)', value: '1:8' },
		{ name: 'Widescreen (16:9)', value: '16:9' },
	],
};

export const resolution: INodeProperties = {
	displayName: 'Resolution',
	name: 'resolution',
	type: 'options',
	default: '1K',
	description: 'Size of the image',
	displayOptions: WHEN_ORDERING,
	options: [
		{ name: '1K', value: '1K', description: 'About 1024 × 1024 pixels' },
		{ name: '2K', value: '2K', description: 'About 2048 × 2048 pixels' },
		{ name: '4K', value: '4K', description: 'About 4096 × 4096 pixels' },
		{ name: '512', value: '512', description: 'About 512 × 512 pixels' },
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
	displayOptions: WHEN_ORDERING,
};

export const formatAndNumber: INodeProperties[] = [
	aspectRatio,
	resolution,
	...modelLimits(),
	numberOfImages,
	{
		displayName: 'Download Image',
		name: 'downloadImage',
		type: 'boolean',
		default: true,
		description:
			'Whether to hand the image file to the next node. When off, the output has its address only, if the provider gives one.',
		displayOptions: WHEN_ORDERING,
	},
];

/** Of every operation that hands out images; in the words that n8n asks for. */
export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
	displayOptions: { show: { resource: ['image'] } },
};

/** What the chosen model does not have, below the parameters that it is about. */
function modelLimits(): INodeProperties[] {
	return Object.entries(CATALOGUE).flatMap(([key, entry]) => {
		const displayName = limitsOf(entry);
		if (displayName === null) return [];
		const displayOptions = {
			show: { operation: ['generate', 'edit'] },
			// With "show", n8n would show all of them while the model is an expression.
			hide: { modelId: [{ _cnd: { not: key } }] },
		};
		return [{ displayName, name: 'modelLimits', type: 'notice', default: '', displayOptions }];
	});
}

/** Null when the model has all that can be chosen. */
function limitsOf({ name, resolutions, aspectRatios }: ModelEntry): string | null {
	const others = choicesOf(aspectRatio).filter((ratio) => !aspectRatios.includes(ratio));
	if (others.length === 0 && resolutions.length === choicesOf(resolution).length) return null;
	const shorter =
		others.length < aspectRatios.length
			? `not in ${inWords(others)}`
			: `in ${inWords(aspectRatios)}`;
	return `${name} makes ${inWords(resolutions)} only${others.length > 0 ? `, ${shorter}` : ''}.`;
}

function choicesOf({ options = [] }: INodeProperties): string[] {
	return options.flatMap((option) =>
		'value' in option && option.value !== 'auto' ? [String(option.value)] : [],
	);
}

/** `Intl.ListFormat` says the same, but takes 25 ms to begin, whenever n8n starts. */
function inWords(texts: readonly string[]): string {
	return texts.join(', ').replace(/, ([^,]*)$/, ' and $1');
}
