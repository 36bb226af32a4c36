import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { invalidInput } from '../errors';
import { decodeDataUri } from '../image/dataUri';
import { describeOther, detectFormat } from '../image/format';
import { isWebAddress } from '../transport/addresses';
import { model } from './orderProperties';
import type { ReferenceSource } from './plan';
import type { ParameterReader } from './read';
import { readSingleOrder } from './readOrder';
import { checkReferenceField, imageFieldNames } from './references';
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
	subject: [model],
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
 * Reads which images are to be edited, and looks at each that is a binary field.
 *
 * @throws ImageFailure when there is none, or one is missing or no image
 */
export async function readEditReferences(parameters: ParameterReader): Promise<ReferenceSource[]> {
	return parameters.choice(inputType) === 'url'
		? readUrls(parameters)
		: await readFields(parameters);
}

async function readFields(parameters: ParameterReader): Promise<ReferenceSource[]> {
	const { context, itemIndex } = parameters;
	const wanted = parameters.list('binaryPropertyName');
	const names = wanted.flatMap((name) =>
		name === '*' ? imageFieldNames(context, itemIndex) : [name],
	);
	if (names.length === 0) {
		throw invalidInput(
			wanted.length === 0
				? 'No reference image: Input Data Field Name(s) is empty'
				: 'No reference image: the item has no binary field with an image',
			'Connect a node that reads or downloads an image, and name its binary field, which is usually "data".',
		);
	}
	const fieldNames = [...new Set(names)];
	for (const name of fieldNames) await checkReferenceField(context, itemIndex, name);
	return fieldNames.map((fieldName) => ({ role: 'image', kind: 'field', fieldName }));
}

function readUrls(parameters: ParameterReader): ReferenceSource[] {
	const value = parameters.raw('imageUrls');
	const texts = Array.isArray(value) ? value.map(String) : splitUrls(String(value ?? ''));
	const urls = texts.map((text) => text.trim()).filter((text) => text !== '');
	if (urls.length === 0) {
		throw invalidInput(
			'No reference image: Image URL(s) is empty',
			'Enter at least one address, or set Input Type to Binary File(s).',
		);
	}
	return urls.map(asReference);
}

function asReference(text: string): ReferenceSource {
	if (text.startsWith('data:')) {
		const start = decodeDataUri(text.slice(0, DATA_URI_START))?.bytes ?? Buffer.alloc(0);
		if (detectFormat(start)) return { role: 'image', kind: 'dataUri', text };
		throw invalidInput(
			`A data URI in Image URL(s) holds ${describeOther(start)}, not an image`,
			'Reference images must be PNG, JPEG, WebP, GIF or AVIF.',
		);
	}
	if (isWebAddress(text)) return { role: 'image', kind: 'url', url: text };
	throw invalidInput(
		`The reference image "${text.slice(0, 100)}" is not a web address`,
		'Enter addresses that begin with https:// in Image URL(s), or set Input Type to Binary File(s).',
	);
}

/** Characters that hold the signature of an image. */
const DATA_URI_START = 1024;

/** A comma inside a data URI, or inside an address, does not end it. */
function splitUrls(text: string): string[] {
	return text.split(/\n|,\s*(?=https?:\/\/|data:)|,\s+|,$/);
}
