import { invalidInput } from '../errors';
import type { Format, Provider } from '../providers/types';
import { sharedFormatOptions } from './formatProperties';
import type { ParameterReader } from './read';

/**
 * The options of the picture's form that are set.
 *
 * @throws ImageFailure for a choice that is none, and for two that exclude each other
 */
export function readFormatOptions(
	parameters: ParameterReader,
	{ formatOptions }: Provider,
): Omit<Format, 'aspectRatio' | 'resolution'> {
	const format: Omit<Format, 'aspectRatio' | 'resolution'> = {};
	for (const property of [...sharedFormatOptions, ...formatOptions]) {
		const path = `options.${property.name}`;
		if (parameters.isSet(path)) format[property.name] = parameters.choice(property, path);
	}
	if (format.background === 'transparent' && format.outputFormat === 'jpeg') {
		throw invalidInput(
			'A JPEG cannot have a transparent background',
			'Set Output Format to PNG or WebP, or Background to Opaque. Nothing was ordered.',
		);
	}
	return format;
}
