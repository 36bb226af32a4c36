import type { INodeProperties } from 'n8n-workflow';

import { PROVIDERS } from '../providers';
import type { ProviderEntry } from '../providers/types';
import { sharedFormatOptions } from './formatProperties';
import { maskPropertyName } from './maskProperty';
import { namesOf } from './namesOf';
import type { OrderOperation } from './types';

/** What every provider has where images are ordered. */
const orderOptions: INodeProperties[] = [
	...sharedFormatOptions,
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'json',
		default: '{}',
		description:
			'JSON object that is merged into the request, for parameters of the provider that this node does not have',
	},
	{
		displayName: 'Max Credits per Run',
		name: 'maxCreditsPerRun',
		type: 'number',
		default: 0,
		typeOptions: { minValue: 0 },
		description:
			'When the provider has reported so many credits, nothing more is ordered; what is being made is finished and may go beyond it. The images that are left fail. 0 is no limit. In a loop each round counts for itself. The setting of the first item counts.',
	},
	{
		displayName: 'Max Images per Run',
		name: 'maxImagesPerRun',
		type: 'number',
		default: 0,
		typeOptions: { minValue: 0, numberPrecision: 0 },
		description:
			'A run that would order more orders none. 0 is no limit. In a loop each round counts for itself. The setting of the first item counts.',
	},
	{
		displayName: 'Max Retries',
		name: 'maxRetries',
		type: 'number',
		default: 4,
		typeOptions: { minValue: 0, maxValue: 10, numberPrecision: 0 },
		description:
			'How often a request is sent again when the provider did not take it. Waiting out a rate limit that says when it ends does not count.',
	},
	{
		displayName: 'Retry On',
		name: 'retryOn',
		type: 'options',
		default: 'safe',
		description: 'When a request for an image is sent again',
		options: [
			{
				name: 'Any Failure',
				value: 'any',
				description:
					'Also when nobody knows whether the image was made, as after a timeout or a lost connection: can pay twice. A redirect, or a refusal that no standard knows, is never repeated.',
			},
			{
				name: 'Never',
				value: 'never',
				description: 'One request per image, whatever happens',
			},
			{
				name: 'Safe Failures Only',
				value: 'safe',
				description:
					'When the provider did not take the request, or reports a fault of its own. Google cannot recognize an order that is sent once more, so with Google Gemini HTTP 408, 502, 520 and 522, which can come after the image was made, are errors at once.',
			},
		],
	},
	{
		displayName: 'Seed',
		name: 'seed',
		type: 'number',
		default: 0,
		typeOptions: { minValue: 0, maxValue: 2147483647, numberPrecision: 0 },
		description:
			'Makes similar images from the same prompt, where the model has this. With several images per item, each further one counts up by 1.',
	},
	{
		displayName: 'Wait for Completion',
		name: 'waitForCompletion',
		type: 'boolean',
		default: true,
		description:
			'Whether to wait until the image is made. When off, a job is handed out at once as pending, for Get an Image to collect later.',
	},
];

/** Shown with the operations that have one model. */
const fallbackModelIds: INodeProperties = {
	displayName: 'Fallback Models',
	name: 'fallbackModelIds',
	type: 'string',
	default: '',
	placeholder: 'e.g. Nano Banana 2.1, GPT Image 2',
	description:
		'Models of the list, or IDs, with commas. They are asked in this order when the chosen one is gone, refuses the size, or keeps failing at the provider.',
};

/** What every provider has, with every operation. */
const otherOptions: INodeProperties[] = [
	{
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.slug }}',
		description:
			'Name of the image file. The ending is set by the image itself. Without a name, one is made from the prompt.',
	},
	{
		displayName: 'Include Input Fields',
		name: 'includeInputFields',
		type: 'boolean',
		default: false,
		description:
			'Whether to add the fields of the input item to the output, so that the ID of a row travels with its image. Where both have a field, the output has that of the image.',
	},
	{
		displayName: 'Include Raw Response',
		name: 'includeRawResponse',
		type: 'boolean',
		default: false,
		description: 'Whether to add the reply of the provider to the output, without image data',
	},
	{
		displayName: 'Max Concurrent Requests',
		name: 'concurrency',
		type: 'number',
		default: 4,
		typeOptions: { minValue: 1, maxValue: 50, numberPrecision: 0 },
		description:
			'How many images are made at the same time, over all input items. Unless set, a comparison asks all models at once. The setting of the first item counts.',
	},
	{
		displayName: 'Max File Size (MB)',
		name: 'maxFileSize',
		type: 'number',
		default: 64,
		typeOptions: { minValue: 0.1, maxValue: 1024 },
		description: 'For downloads: a larger image is an error, which names its address',
	},
	{
		displayName: 'Put Output in Field',
		name: 'binaryPropertyOutput',
		type: 'string',
		default: 'data',
		hint: 'The name of the output field to put the binary file data in',
		description:
			'Binary field of the output that holds the image; in a gallery each is named after its model',
	},
	{
		displayName: 'Request Timeout (Seconds)',
		name: 'requestTimeout',
		type: 'number',
		default: 600,
		typeOptions: { minValue: 0.1, maxValue: 3600 },
		description: 'Longest time for one request, until its reply is complete',
	},
	{
		displayName: 'Total Timeout (Seconds)',
		name: 'totalTimeout',
		type: 'number',
		default: 1200,
		typeOptions: { minValue: 0, maxValue: 86400 },
		description:
			'Longest time for ordering one image: all attempts, and waiting for a job or a rate limit to end. Fetching the finished file comes on top. In Get an Image, 0 asks once.',
	},
];

/**
 * The collection Options, in the order of their names, which n8n asks for.
 *
 * @param orders the operations that order images
 */
export function optionsShown(orders: readonly OrderOperation[]): INodeProperties {
	const whenOrdering = { '/operation': namesOf(orders) };
	const shownWith = (operations: readonly OrderOperation[], property: INodeProperties) => ({
		...property,
		displayOptions: { show: { '/operation': namesOf(operations) } },
	});
	const own = (provider: ProviderEntry) =>
		[...provider.options, ...provider.formatOptions].map((property) => {
			const isOfReplies = provider.replyOptions.includes(property);
			const show = { '/provider': [provider.name], ...(isOfReplies ? {} : whenOrdering) };
			return { ...property, displayOptions: { show } };
		});
	const options = [
		...otherOptions,
		...orderOptions.map((property) => shownWith(orders, property)),
		shownWith(
			orders.filter(({ hasOneModel }) => hasOneModel),
			fallbackModelIds,
		),
		shownWith(
			orders.filter(({ takesMask }) => takesMask),
			maskPropertyName,
		),
		...PROVIDERS.flatMap(own),
	];
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: { show: { resource: ['image'] } },
		options: options.sort(byName),
	};
}

/** `localeCompare` says the same, but takes 7 ms to begin, whenever n8n starts. */
function byName(one: INodeProperties, other: INodeProperties): number {
	return one.displayName.toLowerCase() < other.displayName.toLowerCase() ? -1 : 1;
}

/** The declaration of one option, which holds its default, bounds and choices. */
export function option(name: string): INodeProperties {
	const all = [...otherOptions, ...orderOptions, fallbackModelIds, maskPropertyName];
	const found = all.find((property) => property.name === name);
	if (!found) throw new Error(`There is no option ${name}`);
	return found;
}

/** An order cannot be made in no time. */
export const totalTimeoutOfOrders: INodeProperties = {
	...option('totalTimeout'),
	typeOptions: { minValue: 0.1, maxValue: 86400 },
};
