import { asFailure, type ImageFailure } from '../errors';
import { maskRefusal } from '../models/capabilities';
import { checkFormat, checkMask, checkReferences } from '../models/check';
import { chooseModel, namedModel, type ChosenModel } from '../models/choose';
import { fitTo } from '../models/fit';
import type { ImageRequest, Provider } from '../providers/types';
import type { FallbackReason, ModelChoice, ReferenceSource } from './plan';
import type { ParameterReader } from './read';
import { readModel } from './readOptions';

/** What is asked for, of whichever model. */
export interface CommonRequest {
	provider: Provider;
	references: ReferenceSource[];
	request: Omit<ImageRequest, 'references' | 'modelId'>;
}

/**
 * The request to one model, in the format nearest to the one asked for; without the mask where it
 * takes none.
 *
 * @throws ImageFailure when the model does not take as many references
 */
export function requestTo(
	model: ChosenModel,
	{ provider, references, request }: CommonRequest,
): Omit<ModelChoice, 'ruledOut'> {
	checkReferences(model, references.filter(({ role }) => role === 'image').length);
	const at = { entry: model.entry, provider };
	const { format, adjusted } = fitTo(at, request.format);
	const mask = maskRefusal(at) === null ? null : maskName(references);
	return {
		model,
		adjusted: mask === null ? adjusted : { ...adjusted, mask: { asked: mask, used: null } },
		takesMask: mask === null,
		request: { ...request, modelId: model.id, format },
	};
}

function maskName(references: readonly ReferenceSource[]): string | null {
	const mask = references.find(({ role }) => role === 'mask');
	return mask?.kind === 'field' ? mask.fieldName : null;
}

/**
 * Reads the model and its fallbacks. A format that the model does not have is an error as long as
 * there is no other model to ask.
 *
 * @throws ImageFailure when none of them can make the image
 */
export function readChoices(parameters: ParameterReader, common: CommonRequest): ModelChoice[] {
	const { provider, references, request } = common;
	const use = { provider, operation: request.operation };
	const first = chooseModel(readModel(parameters), use);
	const others = parameters.list('options.fallbackModelIds').map((name) => namedModel(name, use));

	const choices: ModelChoice[] = [];
	const ruledOut: FallbackReason[] = [];
	let problem: ImageFailure | null = null;
	const seen = new Set<string>();
	for (const model of [first, ...others]) {
		if (seen.has(model.id)) continue;
		seen.add(model.id);
		try {
			// A format that is worth another model is not given up for that.
			const at = { entry: model.entry, provider };
			if (model === first || ruledOut.length > 0) checkFormat(at, request.format);
			// Without its mask, an edit changes what was to stay: no other model is worth that.
			if (maskName(references) !== null) checkMask(at);
			choices.push({ ...requestTo(model, common), ruledOut: [...ruledOut] });
		} catch (error) {
			const failure = asFailure(error);
			problem ??= failure;
			ruledOut.push({ model: model.id, reason: failure.message });
		}
	}
	if (choices.length === 0 && problem) throw problem;
	return choices;
}
