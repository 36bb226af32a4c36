import { providerNamed } from '../providers';
import type { Operation } from '../providers/types';
import type { RetryOn } from '../transport/retry';
import { readAdditionalFields } from './additionalFields';
import { readChoices, type CommonRequest } from './modelChoices';
import type { NodeOperation } from './names';
import { readFormatOptions } from './formatProperties';
import { option } from './options';
import { aspectRatio, numberOfImages, resolution } from './orderProperties';
import type { ImagePlan, OrderPlan, ReferenceSource } from './plan';
import { readPrompt } from './prompt';
import { provider as providerProperty } from './providerProperty';
import type { ParameterReader } from './read';
import { optionsOf } from './readOptions';
import { readOutput } from './readOutput';

/**
 * Reads an order of images from one model, or from the first of several that can make them.
 *
 * @throws ImageFailure that says which parameter is wrong and what is allowed
 */
export function readSingleOrder(
	parameters: ParameterReader,
	operation: Operation,
	references: ReferenceSource[],
): OrderPlan {
	const common = readCommon(parameters, operation, references);
	const choices = readChoices(parameters, common);
	const settings = readOrderSettings(parameters, common, { operation, models: choices.length });
	const plan = { ...settings, choices, isInGallery: false };
	return { kind: 'order', parts: [{ name: '', plan }], isGallery: false };
}

/** What every model is asked for alike. */
export function readCommon(
	parameters: ParameterReader,
	operation: Operation,
	references: ReferenceSource[],
): CommonRequest {
	const name = parameters.choice(providerProperty);
	const provider = providerNamed(name);
	if (!provider) throw new Error(`There is no provider ${name}`);
	const prompt = readPrompt(parameters);
	const settings = provider.readSettings(optionsOf(parameters));
	const ownFields = provider.ownFields(
		settings,
		references.map(({ role }) => role),
	);
	return {
		provider,
		references,
		request: {
			operation,
			prompt,
			format: {
				aspectRatio: parameters.choice(aspectRatio),
				resolution: parameters.choice(resolution),
				...readFormatOptions(parameters, provider),
			},
			seed: parameters.isSet('options.seed') ? readNumber(parameters, 'seed') : null,
			additionalFields: readAdditionalFields(parameters, ownFields),
			settings,
		},
	};
}

/** What does not depend on the model. */
export function readOrderSettings(
	parameters: ParameterReader,
	{ provider, references }: CommonRequest,
	{ operation, models }: { operation: NodeOperation; models: number },
): Omit<ImagePlan, 'choices' | 'isInGallery'> {
	const isLimitSet = parameters.isSet('options.concurrency');
	const concurrency = readNumber(parameters, 'concurrency');
	return {
		itemIndex: parameters.itemIndex,
		provider,
		operation,
		references,
		numberOfImages: parameters.number(numberOfImages),
		downloadImage: parameters.flag('downloadImage', true),
		output: readOutput(parameters),
		maxFileSizeBytes: readNumber(parameters, 'maxFileSize') * 1024 * 1024,
		// Models are compared at the same time unless the user wants fewer at once.
		concurrency:
			isLimitSet || operation !== 'compare' ? concurrency : Math.max(concurrency, models),
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
