import type { INodePropertyOptions } from 'n8n-workflow';

import type { ReferenceSource } from './plan';

export const generateOption: INodePropertyOptions = {
	name: 'Generate an Image',
	value: 'generate',
	description: 'Make an image from a text prompt',
	action: 'Generate an image from a text prompt',
};

/** An image made from text alone has none. */
export async function readGenerateReferences(): Promise<ReferenceSource[]> {
	return [];
}
