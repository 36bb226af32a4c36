import { readImageAddresses } from './imageAddresses';
import type { ReferenceSource } from './plan';
import type { ParameterReader } from './read';
import { readMask, readMaskName } from './readMask';
import { readReferenceFields } from './referenceFields';
import { inputType } from './referenceProperties';

/**
 * Reads which images are to be edited, and the mask behind them; looks at each that is a binary field.
 * For an operation that takes a mask.
 *
 * @throws ImageFailure when there is none, one is missing or no image, or the mask does not belong to it
 */
export async function readReferences(parameters: ParameterReader): Promise<ReferenceSource[]> {
	const maskName = readMaskName(parameters);
	const images = await readImages(parameters, maskName);
	return maskName === null ? images : [...images, await readMask(parameters, maskName, images)];
}

/**
 * Reads which images are to be edited; looks at each that is a binary field.
 *
 * @param maskName of the field with the mask, which is no image unless it is named as one
 * @throws ImageFailure when there is none, or one is missing or no image
 */
export async function readImages(
	parameters: ParameterReader,
	maskName: string | null = null,
): Promise<ReferenceSource[]> {
	return parameters.choice(inputType) === 'url'
		? readImageAddresses(parameters)
		: await readReferenceFields(parameters, maskName);
}
