import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { invalidInput } from '../errors';
import { checkCapabilities, chooseModel } from '../models/choose';
import { PROVIDERS } from '../providers';
import type { Operation, ProviderName } from '../providers/types';
import type { ImagePlan, ReferenceSource } from '../run/plan';
import type { RetryOn } from '../transport/retry';
import { editOption, readEditReferences } from './edit';
import { generateOption, readGenerateReferences } from './generate';
import {
	aspectRatio,
	formatAndNumber,
	modelAndPrompt,
	numberOfImages,
	referenceImages,
	resolution,
} from './image';
import { option, options } from './options';
import { readAdditionalFields, readGemini, readModel, readOakgen, readOutputField } from './parts';
import { ParameterReader } from './read';

/** A new operation is a new option here, with the reader of what only it asks for. */
const REFERENCE_READERS: Record<
	Operation,
	(parameters: ParameterReader) => Promise<ReferenceSource[]>
> = { generate: readGenerateReferences, edit: readEditReferences };

const provider: INodeProperties = {
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

const operation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	default: 'generate',
	displayOptions: { show: { resource: ['image'] } },
	options: [editOption, generateOption],
};

export const properties: INodeProperties[] = [
	provider,
	resource,
	operation,
	...modelAndPrompt,
	...referenceImages,
	...formatAndNumber,
	options,
];

/** Settings of the whole node run, so they are the first item's. */
export function readRunSettings(context: IExecuteFunctions) {
	const parameters = new ParameterReader(context, 0);
	return {
		provider: PROVIDERS[parameters.choice(provider) as ProviderName],
		concurrency: readNumber(parameters, 'concurrency'),
	};
}

/**
 * Reads and checks the parameters of one item.
 *
 * @throws ImageFailure that says which one is wrong and what is allowed
 */
export async function readPlan(context: IExecuteFunctions, itemIndex: number): Promise<ImagePlan> {
	const parameters = new ParameterReader(context, itemIndex);
	const providerName = parameters.choice(provider) as ProviderName;
	const operationName = parameters.choice(operation) as Operation;

	const prompt = parameters.text('prompt');
	if (prompt === '') {
		throw invalidInput('The prompt is empty', 'Describe the image in the parameter Prompt.');
	}
	const model = chooseModel(readModel(parameters), providerName, operationName);
	const references = await REFERENCE_READERS[operationName](parameters);
	const request = {
		operation: operationName,
		modelId: model.id,
		prompt,
		aspectRatio: parameters.choice(aspectRatio),
		resolution: parameters.choice(resolution),
		seed: parameters.raw('options.seed', null) === null ? null : readNumber(parameters, 'seed'),
		additionalFields: readAdditionalFields(parameters),
		oakgen: readOakgen(parameters, providerName),
		gemini: readGemini(parameters, providerName),
	};
	checkCapabilities(model, {
		aspectRatio: request.aspectRatio,
		resolution: request.resolution,
		references: references.length,
		thinkingLevel: request.gemini.thinkingLevel,
	});

	return {
		itemIndex,
		provider: PROVIDERS[providerName],
		model,
		request,
		references,
		numberOfImages: parameters.number(numberOfImages),
		downloadImage: parameters.flag('downloadImage', true),
		output: {
			binaryProperty: readOutputField(parameters),
			fileName: parameters.text('options.fileName'),
			includeRawResponse: parameters.flag('options.includeRawResponse', false),
		},
		maxFileSizeBytes: readNumber(parameters, 'maxFileSize') * 1024 * 1024,
		retry: {
			retryOn: parameters.choice(option('retryOn'), 'options.retryOn') as RetryOn,
			maxRetries: readNumber(parameters, 'maxRetries'),
			requestTimeoutMs: readNumber(parameters, 'requestTimeout') * 1000,
		},
		totalTimeoutMs: readNumber(parameters, 'totalTimeout') * 1000,
	};
}

function readNumber(parameters: ParameterReader, name: string): number {
	return parameters.number(option(name), `options.${name}`);
}
