import type { INodeProperties } from 'n8n-workflow';

import { notWith } from './notWith';

export const maskPropertyName: INodeProperties = {
	displayName: 'Mask Field Name',
	name: 'maskPropertyName',
	type: 'string',
	default: '',
	placeholder: 'e.g. mask',
	hint: 'The name of the input field containing the mask',
	description:
		'Binary field with a picture of the size of the first reference image: where it is transparent, or white, the image may change. With GPT Image models.' +
		notWith(({ takesMask }) => !takesMask),
};
