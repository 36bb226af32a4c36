import type { INodeProperties } from 'n8n-workflow';

import { comparedModels, comparedReferences, compareOption, compareOutput } from './compare';
import { editOption, referenceInputs } from './edit';
import { generateOption } from './generate';
import { formatAndNumber, model, prompt } from './imageProperties';
import { options } from './options';

export const provider: INodeProperties = {
	displayName: 'Provider',
	name: 'provider',
	type: 'options',
	noDataExpression: true,
	default: 'oakgen',
	description: 'Whose API makes the images. It decides which credential is used.',
	options: [
		{
			name: 'Google Gemini',
			value: 'gemini',
			description: 'Google’s own models, with a Google API key',
		},
		{ name: 'Oakgen', value: 'oakgen', description: 'Many image models with one API key' },
	],
};

const resource: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	default: 'image',
	options: [{ name: 'Image', value: 'image' }],
};

/** A new operation is a new option here, a name in `NodeOperation`, and what `readPlan` reads for it. */
export const operation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	default: 'generate',
	displayOptions: { show: { resource: ['image'] } },
	options: [compareOption, editOption, generateOption],
};

export const properties: INodeProperties[] = [
	provider,
	resource,
	operation,
	model,
	...comparedModels,
	prompt,
	...referenceInputs({ operation: ['edit'] }),
	...comparedReferences,
	...formatAndNumber,
	compareOutput,
	options,
];
