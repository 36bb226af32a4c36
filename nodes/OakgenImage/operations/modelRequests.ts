import { asFailure, type ImageFailure } from '../errors';
import { checkFormat, checkReferences, chooseModel, namedModel } from '../models/choose';
import type { ChosenModel } from '../models/choose';
import { fitTo, type Format } from '../models/fit';
import type { ImageRequest, ProviderName } from '../providers/types';
import type { FallbackReason, ModelChoice, ReferenceSource } from './plan';
import type { ParameterReader } from './read';
import { readModel } from './readOptions';

/** What is asked for, of whichever model. */
export interface Asked {
	provider: ProviderName;
	references: ReferenceSource[];
	format: Format;
	request: Omit<ImageRequest, 'references' | 'modelId' | 'resolution' | 'aspectRatio'>;
}

/**
 * The request to one model, in the format nearest to the one asked for.
 *
 * @throws ImageFailure when the model does not take as many references
 */
export function requestTo(
	model: ChosenModel,
	{ references, format: wanted, request }: Asked,
): Pick<ModelChoice, 'model' | 'request' | 'adjusted'> {
	checkReferences(model, references.length);
	const { format, adjusted } = fitTo(model.entry, wanted);
	const { resolution, aspectRatio, thinkingLevel } = format;
	const gemini = { ...request.gemini, thinkingLevel };
	return {
		model,
		adjusted,
		request: { ...request, modelId: model.id, resolution, aspectRatio, gemini },
	};
}

/**
 * Reads the model and its fallbacks. A format that the model does not have is an error as long as
 * there is no other model to ask.
 *
 * @throws ImageFailure when none of them can make the image
 */
export function readChoices(parameters: ParameterReader, asked: Asked): ModelChoice[] {
	const { provider, request } = asked;
	const first = chooseModel(readModel(parameters), provider, request.operation);
	const others = parameters
		.list('options.fallbackModelIds')
		.map((name) => namedModel(name, provider, request.operation));

	const choices: ModelChoice[] = [];
	const ruledOut: FallbackReason[] = [];
	let problem: ImageFailure | null = null;
	const seen = new Set<string>();
	for (const model of [first, ...others]) {
		if (seen.has(model.id)) continue;
		seen.add(model.id);
		try {
			// A format that is worth another model is not given up for that.
			if (model === first || ruledOut.length > 0) checkFormat(model, asked.format);
			choices.push({ ...requestTo(model, asked), ruledOut: [...ruledOut] });
		} catch (error) {
			const failure = asFailure(error);
			problem ??= failure;
			ruledOut.push({ model: model.id, reason: failure.message });
		}
	}
	if (choices.length === 0 && problem) throw problem;
	return choices;
}
