import type { IExecuteFunctions } from 'n8n-workflow';

import { invalidInput } from '../errors';
import { PROVIDERS } from '../providers';
import type { ProviderName } from '../providers/types';
import type { RetryOn } from '../transport/retry';
import { compareOutput } from './compare';
import { readEditReferences } from './edit';
import { aspectRatio, numberOfImages, resolution } from './imageProperties';
import { readChoices, type Asked } from './modelRequests';
import { option } from './options';
import type { ImagePlan, ItemPlan, NodeOperation, PlanPart } from './plan';
import { operation, provider } from './properties';
import { ParameterReader } from './read';
import { readComparedModels } from './readComparison';
import { readAdditionalFields, readGemini, readOakgen, readOutputField } from './readOptions';

/**
 * Reads and checks the parameters of one item.
 *
 * @throws ImageFailure that says which one is wrong and what is allowed
 */
export async function readPlan(context: IExecuteFunctions, itemIndex: number): Promise<ItemPlan> {
	const parameters = new ParameterReader(context, itemIndex);
	const operationName = parameters.choice(operation) as NodeOperation;
	const asked = await readAsked(parameters, operationName);
	if (operationName !== 'compare') {
		const choices = readChoices(parameters, asked);
		const settings = readSettings(parameters, asked, operationName, choices.length);
		const plan = { ...settings, choices, isInGallery: false };
		return { parts: [{ name: '', plan }], isGallery: false };
	}
	const models = readComparedModels(parameters, asked);
	const isGallery = parameters.choice(compareOutput) === 'gallery';
	const settings = readSettings(parameters, asked, operationName, models.length);
	const parts = models.map(({ name, ...model }): PlanPart => {
		if ('failure' in model) return { name, ...model };
		return { name, plan: { ...settings, choices: [model.choice], isInGallery: isGallery } };
	});
	return { parts, isGallery };
}

async function readAsked(
	parameters: ParameterReader,
	operationName: NodeOperation,
): Promise<Asked> {
	const providerName = parameters.choice(provider) as ProviderName;
	const isEdit =
		operationName === 'edit' ||
		(operationName === 'compare' && parameters.flag('useReferenceImages', false));
	const prompt = parameters.text('prompt');
	if (prompt === '') {
		throw invalidInput('The prompt is empty', 'Describe the image in the parameter Prompt.');
	}
	const gemini = readGemini(parameters, providerName);
	return {
		provider: providerName,
		references: isEdit ? await readEditReferences(parameters) : [],
		format: {
			aspectRatio: parameters.choice(aspectRatio),
			resolution: parameters.choice(resolution),
			thinkingLevel: gemini.thinkingLevel,
		},
		request: {
			operation: isEdit ? 'edit' : 'generate',
			prompt,
			seed: parameters.raw('options.seed', null) === null ? null : readNumber(parameters, 'seed'),
			additionalFields: readAdditionalFields(parameters),
			oakgen: readOakgen(parameters, providerName),
			gemini,
		},
	};
}

/** What does not depend on the model. */
function readSettings(
	parameters: ParameterReader,
	{ provider: providerName, references }: Asked,
	operationName: NodeOperation,
	models: number,
): Omit<ImagePlan, 'choices' | 'isInGallery'> {
	const isLimitSet = parameters.raw('options.concurrency', null) !== null;
	const concurrency = readNumber(parameters, 'concurrency');
	return {
		itemIndex: parameters.itemIndex,
		provider: PROVIDERS[providerName],
		operation: operationName,
		references,
		numberOfImages: parameters.number(numberOfImages),
		downloadImage: parameters.flag('downloadImage', true),
		output: {
			binaryProperty: readOutputField(parameters),
			fileName: parameters.text('options.fileName'),
			includeRawResponse: parameters.flag('options.includeRawResponse', false),
		},
		maxFileSizeBytes: readNumber(parameters, 'maxFileSize') * 1024 * 1024,
		// Models are compared at the same time unless the user wants fewer at once.
		concurrency:
			isLimitSet || operationName !== 'compare' ? concurrency : Math.max(concurrency, models),
		retry: {
			retryOn: parameters.choice(option('retryOn'), 'options.retryOn') as RetryOn,
			maxRetries: readNumber(parameters, 'maxRetries'),
			requestTimeoutMs: readNumber(parameters, 'requestTimeout') * 1000,
			totalTimeoutMs: readNumber(parameters, 'totalTimeout') * 1000,
			isOneOfSeveral: models > 1,
		},
	};
}

function readNumber(parameters: ParameterReader, name: string): number {
	return parameters.number(option(name), `options.${name}`);
}
