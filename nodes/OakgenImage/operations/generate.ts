import type { INodePropertyOptions } from 'n8n-workflow';

export const generateOption: INodePropertyOptions = {
	name: 'Generate an Image',
	value: 'generate',
	description: 'Make an image from a text prompt',
	action: 'Generate an image from a text prompt',
};
