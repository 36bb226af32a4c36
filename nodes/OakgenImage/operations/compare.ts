import type { INodeProperties } from 'n8n-workflow';

import { invalidInput, type ImageFailure } from '../errors';
import { REMARK } from '../models/choose';
import { offeredBy } from '../models/offers';
import { PROVIDERS } from '../providers';
import type { Provider } from '../providers/types';
import { readEditReferences, referenceInputs } from './edit';
import { readMask, readMaskName } from './mask';
import type { PlanPart, ReferenceSource } from './plan';
import type { ParameterReader } from './read';
import { readComparedModels } from './readComparison';
import { readCommon, readOrderSettings } from './readOrder';
import type { Operation } from './types';

const ONLY_COMPARE = { resource: ['image'], operation: ['compare'] };

/** n8n cannot filter the choices, so each provider has its own declaration of the parameter. */
function modelIds(provider: Provider): INodeProperties {
	return {
		displayName: 'Models',
		name: 'modelIds',
		type: 'multiOptions',
		default: [...provider.comparedModels],
		description: 'Each of them makes the image, and each image is paid for',
		displayOptions: { show: { ...ONLY_COMPARE, provider: [provider.name] } },
		options: offeredBy(provider).map(({ key, entry: { name, summary, retired } }) => ({
			name: retired ? `${name}${REMARK}retired` : name,
			value: key,
			description: summary,
		})),
	};
}

const comparedModels: INodeProperties[] = [
	...PROVIDERS.map(modelIds),
	{
		displayName: 'More Models by ID',
		name: 'customModelIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. flux-2-max-text, recraft-4',
		hint: 'With commas; sent as they are',
		description: 'Models of your account that are not in the list',
		displayOptions: { show: ONLY_COMPARE },
	},
];

const compareOutput: INodeProperties = {
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

const comparedReferences: INodeProperties[] = [
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

/** @throws ImageFailure when there is a mask all the same */
async function noReferences(parameters: ParameterReader): Promise<ReferenceSource[]> {
	const maskName = readMaskName(parameters);
	return maskName === null ? [] : [await readMask(parameters, maskName, [])];
}

export const compare: Operation = {
	option: {
		name: 'Compare Models',
		value: 'compare',
		description: 'Make the same image with several models at once',
		action: 'Compare the images of several models',
	},
	subject: comparedModels,
	inputs: comparedReferences,
	output: [compareOutput],
	async readPlan(parameters) {
		const isEdit = parameters.flag('useReferenceImages', false);
		const references = isEdit
			? await readEditReferences(parameters)
			: await noReferences(parameters);
		const common = readCommon(parameters, isEdit ? 'edit' : 'generate', references);
		const models = readComparedModels(parameters, common);
		const isGallery = parameters.choice(compareOutput) === 'gallery';
		const settings = readOrderSettings(parameters, common, {
			operation: 'compare',
			models: models.length,
		});
		if (isGallery && !settings.waitsForCompletion) throw galleryWithoutImages();
		const parts = models.map(({ name, ...model }): PlanPart => {
			if ('failure' in model) return { name, ...model };
			return { name, plan: { ...settings, choices: [model.choice], isInGallery: isGallery } };
		});
		return { kind: 'order', parts, isGallery };
	},
};

function galleryWithoutImages(): ImageFailure {
	return invalidInput(
		'A gallery shows finished images, but Wait for Completion is off',
		'Turn Wait for Completion on in the options, or set Output to Items. Nothing was ordered.',
	);
}
