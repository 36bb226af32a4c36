import type { DeliveryPlan } from './plan';
import type { ParameterReader } from './read';
import { readOutputField } from './readOptions';

/** How the images of an item are handed on. */
export function readOutput(parameters: ParameterReader): DeliveryPlan['output'] {
	const { context, itemIndex } = parameters;
	const withInput = parameters.flag('options.includeInputFields', false);
	return {
		binaryProperty: readOutputField(parameters),
		simplify: parameters.flag('simplify', true),
		inputFields: withInput ? (context.getInputData()[itemIndex]?.json ?? {}) : null,
		fileName: parameters.text('options.fileName'),
		includeRawResponse: parameters.flag('options.includeRawResponse', false),
	};
}
