import { simplify } from './orderProperties';
import type { DeliveryPlan } from './plan';
import type { ParameterReader } from './read';
import { readFlagOption, readOutputField } from './readOptions';

/** How the images of an item are handed on. */
export function readOutput(parameters: ParameterReader): DeliveryPlan['output'] {
	const { context, itemIndex } = parameters;
	const withInput = readFlagOption(parameters, 'includeInputFields');
	return {
		binaryProperty: readOutputField(parameters),
		simplify: parameters.flag(simplify),
		inputFields: withInput ? (context.getInputData()[itemIndex]?.json ?? {}) : null,
		fileName: parameters.text('options.fileName'),
		includeRawResponse: readFlagOption(parameters, 'includeRawResponse'),
	};
}
