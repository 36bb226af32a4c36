import type { IExecuteFunctions } from 'n8n-workflow';

import { operation, provider } from './properties';
import { invalidInput } from '../errors';
import { checkCapabilities, chooseModel } from '../models/choose';
import { PROVIDERS } from '../providers';
import type { Operation, ProviderName } from '../providers/types';
import type { RetryOn } from '../transport/retry';
import { readEditReferences } from './edit';
import { readGenerateReferences } from './generate';
import { aspectRatio, numberOfImages, resolution } from './imageProperties';
import { option } from './options';
import type { ImagePlan, ReferenceSource } from './plan';
import { ParameterReader } from './read';
import {
	readAdditionalFields,
	readGemini,
	readModel,
	readOakgen,
	readOutputField,
} from './readOptions';

const REFERENCE_READERS: Record<
	Operation,
	(parameters: ParameterReader) => Promise<ReferenceSource[]>
> = { generate: readGenerateReferences, edit: readEditReferences };

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
		concurrency: readNumber(parameters, 'concurrency'),
		retry: {
			retryOn: parameters.choice(option('retryOn'), 'options.retryOn') as RetryOn,
			maxRetries: readNumber(parameters, 'maxRetries'),
			requestTimeoutMs: readNumber(parameters, 'requestTimeout') * 1000,
			totalTimeoutMs: readNumber(parameters, 'totalTimeout') * 1000,
		},
	};
}

function readNumber(parameters: ParameterReader, name: string): number {
	return parameters.number(option(name), `options.${name}`);
}
