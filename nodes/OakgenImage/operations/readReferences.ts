import { readImageAddresses } from './imageAddresses';
import type { ReferenceSource } from './plan';
import type { ParameterReader } from './read';
import { readMask, readMaskName } from './readMask';
import { readReferenceFields } from './referenceFields';
import { inputType } from './referenceProperties';

/**
 * Reads which images are to be edited, and the mask behind them; looks at each that is a binary field.
 *
 * @throws ImageFailure when there is none, one is missing or no image, or the mask does not belong to it
 */
export async function readReferences(parameters: ParameterReader): Promise<ReferenceSource[]> {
	const maskName = readMaskName(parameters);
	const images =
		parameters.choice(inputType) === 'url'
			? readImageAddresses(parameters)
			: await readReferenceFields(parameters, maskName);
	return maskName === null ? images : [...images, await readMask(parameters, maskName, images)];
}
