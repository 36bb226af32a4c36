import { downloadImage } from './orderProperties';
import type { DeliveryPlan } from './plan';
import type { ParameterReader } from './read';
import { readNumberOption } from './readOptions';
import { readOutput } from './readOutput';

const BYTES_PER_MB = 1024 * 1024;

/** Reads how finished images are handed on. */
export function readDelivery(parameters: ParameterReader): DeliveryPlan {
	return {
		itemIndex: parameters.itemIndex,
		downloadImage: parameters.flag(downloadImage),
		output: readOutput(parameters),
		maxFileSizeBytes: readNumberOption(parameters, 'maxFileSize') * BYTES_PER_MB,
	};
}
