import { invalidInput } from '../errors';
import type { Format, FormatProperty, Provider } from '../providers/types';
import { ORDERING } from './names';
import type { ParameterReader } from './read';

const WHEN_ORDERING = { show: { '/operation': ORDERING } };

/**
 * The format options that several providers have, shown with each: whoever changes the provider is
 * told what it lacks, instead of paying for a picture without it.
 */
export const sharedFormatOptions: readonly FormatProperty[] = [
	{
		displayName: 'Background',
		name: 'background',
		type: 'options',
		displayOptions: WHEN_ORDERING,
		default: 'auto',
		description:
			'Transparent cuts the subject out, with models that can: GPT Image 2.6, Seedream 5.5. Not with Google Gemini.',
		options: [
			{ name: 'Auto', value: 'auto', description: 'The model decides' },
			{ name: 'Opaque', value: 'opaque' },
			{ name: 'Transparent', value: 'transparent', description: 'As PNG or WebP' },
		],
	},
	{
		displayName: 'Output Format',
		name: 'outputFormat',
		type: 'options',
		displayOptions: WHEN_ORDERING,
		default: 'png',
		description:
			'File format of the image, left to the provider unless this is set. Google Gemini has JPEG only.',
		options: [
			{ name: 'JPEG', value: 'jpeg', description: 'Small files, never transparent' },
			{ name: 'PNG', value: 'png', description: 'Without loss' },
			{ name: 'WebP', value: 'webp', description: 'Small files, for the web' },
		],
	},
	{
		displayName: 'Quality',
		name: 'quality',
		type: 'options',
		displayOptions: WHEN_ORDERING,
		default: 'auto',
		description:
			'How much work the model puts into the image, which raises its price. With GPT Image models; not with Google Gemini.',
		// By rank, which n8n's lint rule on sorted lists does not see.
		options: ['Auto', 'Low', 'Medium', 'High'].map((name) => ({
			name,
			value: name.toLowerCase(),
		})),
	},
];

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
