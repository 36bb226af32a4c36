import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { readImageAddresses } from './imageAddresses';
import { readMask, readMaskName } from './mask';
import { model } from './orderProperties';
import type { ReferenceSource } from './plan';
import type { ParameterReader } from './read';
import { readSingleOrder } from './readOrder';
import { readReferenceFields } from './referenceFields';
import type { Operation } from './types';

const inputType: INodeProperties = {
	displayName: 'Input Type',
	name: 'inputType',
	type: 'options',
	default: 'binary',
	description: 'Where the reference images come from',
	options: [
		{
			name: 'Binary File(s)',
			value: 'binary',
			description: 'Files that an earlier node read, downloaded or made',
		},
		{
			name: 'Image URL(s)',
			value: 'url',
			description: 'Public addresses from which the provider fetches the images',
		},
	],
};

const binaryPropertyName: INodeProperties = {
	displayName: 'Input Data Field Name(s)',
	name: 'binaryPropertyName',
	type: 'string',
	default: 'data',
	required: true,
	placeholder: 'e.g. product, background',
	hint: 'The name of the input field containing the image; several with commas, or * for every image of the item',
	description: 'Binary fields of the input item that hold the reference images',
};

const imageUrls: INodeProperties = {
	displayName: 'Image URL(s)',
	name: 'imageUrls',
	type: 'string',
	typeOptions: { rows: 2 },
	default: '',
	required: true,
	placeholder: 'e.g. https://example.com/product.png',
	hint: 'Several with commas or one per line; an expression may also give a list',
	description: 'Addresses of the reference images. The provider must be able to open them.',
};

export const edit: Operation = {
	option: {
		name: 'Edit an Image',
		value: 'edit',
		description: 'Change or combine images as a prompt says',
		action: 'Edit or combine images as a text prompt says',
	},
	subject: model,
	inputs: referenceInputs({ operation: ['edit'] }),
	output: [],
	async readPlan(parameters) {
		return readSingleOrder(parameters, 'edit', await readEditReferences(parameters));
	},
};

/** The parameters that say where reference images come from, for the operation to be shown with. */
export function referenceInputs(show: IDisplayOptions['show']): INodeProperties[] {
	const only = (type?: string) => ({
		displayOptions: { show: { resource: ['image'], ...show, ...(type && { inputType: [type] }) } },
	});
	return [
		{ ...inputType, ...only() },
		{ ...binaryPropertyName, ...only('binary') },
		{ ...imageUrls, ...only('url') },
	];
}

/**
 * Reads which images are to be edited, and the mask behind them; looks at each that is a binary field.
 *
 * @throws ImageFailure when there is none, one is missing or no image, or the mask does not belong to it
 */
export async function readEditReferences(parameters: ParameterReader): Promise<ReferenceSource[]> {
	const maskName = readMaskName(parameters);
	const images =
		parameters.choice(inputType) === 'url'
			? readImageAddresses(parameters)
			: await readReferenceFields(parameters, maskName);
	return maskName === null ? images : [...images, await readMask(parameters, maskName, images)];
}
