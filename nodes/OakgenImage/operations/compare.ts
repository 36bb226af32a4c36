import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { asFailure, invalidInput, type ImageFailure } from '../errors';
import { CATALOGUE } from '../models/catalogue';
import { catalogueModel, modelById, type ChosenModel } from '../models/choose';
import type { ProviderName } from '../providers/types';
import { referenceInputs } from './edit';
import { requestTo, type Asked } from './modelRequests';
import type { ModelRequest } from './plan';
import type { ParameterReader } from './read';

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

/** More is a mistake in an expression rather than a comparison. */
const MOST_MODELS = 20;

/** A model of a comparison: what it is asked for, or why it cannot be asked. */
type ComparedModel = { name: string } & ({ choice: ModelRequest } | { failure: ImageFailure });

/**
 * Reads which models are compared, and what each is asked for.
 *
 * @throws ImageFailure when they are too few or too many
 */
export function readComparedModels(parameters: ParameterReader, asked: Asked): ComparedModel[] {
	const { provider } = asked;
	const { operation } = asked.request;
	const listed = parameters.list('modelIds');
	const all = [...listed, ...parameters.list('customModelIds')];
	if (all.length < 2) {
		throw invalidInput(
			all.length === 0
				? 'No model is chosen'
				: 'Only one model is chosen, so there is nothing to compare',
			'Choose at least two in Models, or set Operation to Generate an Image.',
		);
	}
	if (all.length > MOST_MODELS) {
		throw invalidInput(
			`${all.length} models are chosen, but at most ${MOST_MODELS} can be compared at once`,
			'Remove some of them, or compare them in several items.',
		);
	}
	const seen = new Set<string>();
	return all.map((text, place) => {
		try {
			const choose = place < listed.length ? catalogueModel : modelById;
			const model = choose(text, provider, operation);
			if (seen.has(model.id)) throw chosenTwice(model);
			seen.add(model.id);
			return { name: nameOf(model), choice: { ...requestTo(model, asked), ruledOut: [] } };
		} catch (error) {
			return { name: CATALOGUE[text]?.name ?? text, failure: asFailure(error) };
		}
	});
}

function nameOf({ id, entry }: ChosenModel): string {
	return entry?.name ?? id;
}

function chosenTwice(model: ChosenModel): ImageFailure {
	return invalidInput(
		`${nameOf(model)} is chosen twice`,
		'Remove one of the two from Models or More Models by ID: it is asked once.',
	);
}
