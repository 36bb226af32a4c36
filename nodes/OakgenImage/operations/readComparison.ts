import { invalidInput, type ImageFailure } from '../errors';
import { compareOutput, useReferenceImages } from './compareProperties';
import type { OrderPlan, PlanPart, ReferenceSource } from './plan';
import type { ParameterReader } from './read';
import { readComparedModels } from './readComparedModels';
import { readMask, readMaskName } from './readMask';
import { readCommon, readOrderSettings } from './readOrder';
import { readReferences } from './readReferences';
import type { OrderOperation } from './types';

/**
 * Reads an order of the same images from several models.
 *
 * @throws ImageFailure that says which parameter is wrong and what is allowed
 */
export async function readComparison(
	parameters: ParameterReader,
	operation: OrderOperation,
): Promise<OrderPlan> {
	const isEdit = parameters.flag(useReferenceImages);
	const references = isEdit ? await readReferences(parameters) : await noReferences(parameters);
	const common = await readCommon(parameters, { asks: isEdit ? 'edit' : 'generate', references });
	const models = readComparedModels(parameters, common);
	const isGallery = parameters.choice(compareOutput) === 'gallery';
	const settings = readOrderSettings(parameters, common, {
		operation,
		models: models.length,
		isCompared: true,
	});
	if (isGallery && !settings.waitsForCompletion) throw galleryWithoutImages();
	const parts = models.map(({ name, ...model }): PlanPart => {
		if ('failure' in model) return { name, ...model };
		return { name, plan: { ...settings, choices: [model.choice], isInGallery: isGallery } };
	});
	return { kind: 'order', parts, isGallery };
}

/** @throws ImageFailure when there is a mask all the same */
async function noReferences(parameters: ParameterReader): Promise<ReferenceSource[]> {
	const maskName = readMaskName(parameters);
	return maskName === null ? [] : [await readMask(parameters, maskName, [])];
}

function galleryWithoutImages(): ImageFailure {
	return invalidInput(
		'A gallery shows finished images, but Wait for Completion is off',
		'Turn Wait for Completion on in the options, or set Output to Items. Nothing was ordered.',
	);
}
