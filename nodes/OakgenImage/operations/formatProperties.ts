import type { FormatProperty } from '../providers/types';
import { notEverywhere } from './notWith';

/**
 * The format options that several providers have, shown with each: whoever changes the provider is
 * told what it lacks, instead of paying for a picture without it.
 */
export const sharedFormatOptions: readonly FormatProperty[] = [
	{
		displayName: 'Background',
		name: 'background',
		type: 'options',
		default: 'auto',
		description:
			'Transparent cuts the subject out, with models that can: GPT Image 2.6, Seedream 5.5.' +
			notEverywhere('background', ['opaque', 'transparent']),
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
		default: 'png',
		description:
			'File format of the image, left to the provider unless this is set.' +
			notEverywhere('outputFormat', ['png', 'jpeg', 'webp']),
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
		default: 'auto',
		description:
			'How much work the model puts into the image, which raises its price. With GPT Image models.' +
			notEverywhere('quality', ['low', 'medium', 'high']),
		// By rank, which n8n's lint rule on sorted lists does not see.
		options: ['Auto', 'Low', 'Medium', 'High'].map((name) => ({
			name,
			value: name.toLowerCase(),
		})),
	},
];
