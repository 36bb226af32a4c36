import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

export const inputType: INodeProperties = {
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

/**
 * The parameters that say where reference images come from, for the inputs of an operation.
 *
 * @param show with which of the operation's other parameters they are shown
 */
export function referenceInputs(show: IDisplayOptions['show'] = {}): INodeProperties[] {
	const only = (type?: string) => ({
		displayOptions: { show: { ...show, ...(type && { inputType: [type] }) } },
	});
	return [
		{ ...inputType, ...only() },
		{ ...binaryPropertyName, ...only('binary') },
		{ ...imageUrls, ...only('url') },
	];
}
