import { invalidInput } from '../errors';
import type { ModelOperation, Provider } from '../providers/types';
import type { RetryOn } from '../transport/retry';
import { readAdditionalFields } from './additionalFields';
import { readChoices, type CommonRequest } from './modelChoices';
import { option, totalTimeoutOfOrders } from './options';
import { aspectRatio, numberOfImages, resolution } from './orderProperties';
import type { ImagePlan, OrderPlan, ReferenceSource } from './plan';
import { readPrompt } from './prompt';
import type { ParameterReader } from './read';
import { readDelivery } from './readDelivery';
import { readFormatOptions } from './readFormatOptions';
import { optionsOf, readFlagOption, readNumberOption } from './readOptions';
import { readProvider } from './readProvider';
import type { OneModelOrder, OrderOperation } from './types';

/** What is wanted of the models. */
interface Wanted {
	asks: ModelOperation;
	references: ReferenceSource[];
	/** Where the operation asks for something that is always the same; else the parameter is read. */
	prompt?: string;
}

interface SingleOrder extends Omit<Wanted, 'asks'> {
	operation: OneModelOrder;
}

interface Ordering {
	operation: OrderOperation;
	/** How many models may be asked. */
	models: number;
	/** Whether each of them is asked, not the first that can. */
	isCompared: boolean;
}

/**
 * Reads an order of images from one model, or from the first of several that can make them.
 *
 * @throws ImageFailure that says which parameter is wrong and what is allowed
 */
export async function readSingleOrder(
	parameters: ParameterReader,
	{ operation, ...wanted }: SingleOrder,
): Promise<OrderPlan> {
	const common = await readCommon(parameters, { asks: operation.asks, ...wanted });
	const choices = readChoices(parameters, common);
	const models = choices.length;
	const settings = readOrderSettings(parameters, common, { operation, models, isCompared: false });
	const plan = { ...settings, choices, isInGallery: false };
	return { kind: 'order', parts: [{ name: '', plan }], isGallery: false };
}

/** What every model is asked for alike. */
export async function readCommon(
	parameters: ParameterReader,
	{ asks, references, prompt = readPrompt(parameters) }: Wanted,
): Promise<CommonRequest> {
	const provider = await readProvider(parameters);
	const settings = provider.readSettings(optionsOf(parameters));
	const ownFields = provider.ownFields(
		settings,
		references.map(({ role }) => role),
	);
	return {
		provider,
		references,
		request: {
			operation: asks,
			prompt,
			format: {
				aspectRatio: parameters.choice(aspectRatio),
				resolution: parameters.choice(resolution),
				...readFormatOptions(parameters, provider),
			},
			seed: parameters.isSet('options.seed') ? readNumberOption(parameters, 'seed') : null,
			additionalFields: readAdditionalFields(parameters, ownFields),
			settings,
		},
	};
}

/** What does not depend on the model. */
export function readOrderSettings(
	parameters: ParameterReader,
	{ provider, references }: CommonRequest,
	{ operation, models, isCompared }: Ordering,
): Omit<ImagePlan, 'choices' | 'isInGallery'> {
	const isLimitSet = parameters.isSet('options.concurrency');
	const concurrency = readNumberOption(parameters, 'concurrency');
	return {
		...readDelivery(parameters),
		provider,
		operation: operation.option.value,
		isCompared,
		references,
		numberOfImages: parameters.number(numberOfImages),
		waitsForCompletion: readFlagOption(parameters, 'waitForCompletion'),
		// Models are compared at the same time unless the user wants fewer at once.
		concurrency: isLimitSet || !isCompared ? concurrency : Math.max(concurrency, models),
		maxImagesPerRun: readNumberOption(parameters, 'maxImagesPerRun'),
		maxCreditsPerRun: readMaxCredits(parameters, provider),
		retry: {
			retryOn: parameters.choice(option('retryOn'), 'options.retryOn') as RetryOn,
			maxRetries: readNumberOption(parameters, 'maxRetries'),
			requestTimeoutMs: readNumberOption(parameters, 'requestTimeout') * 1000,
			totalTimeoutMs: parameters.number(totalTimeoutOfOrders, 'options.totalTimeout') * 1000,
			isOneOfSeveral: models > 1,
		},
	};
}

/** @throws ImageFailure when the provider does not say what an image costs */
function readMaxCredits(parameters: ParameterReader, { label, reportsCredits }: Provider): number {
	const maxCredits = readNumberOption(parameters, 'maxCreditsPerRun');
	if (maxCredits === 0 || reportsCredits) return maxCredits;
	throw invalidInput(
		`Max Credits per Run is set, but ${label} does not say how many credits an image costs`,
		'Remove Max Credits per Run from the options, and use Max Images per Run.',
	);
}
