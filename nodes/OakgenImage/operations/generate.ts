import { model } from './orderProperties';
import { readSingleOrder } from './readOrder';
import type { Operation } from './types';

export const generate: Operation = {
	option: {
		name: 'Generate an Image',
		value: 'generate',
		description: 'Make an image from a text prompt',
		action: 'Generate an image from a text prompt',
	},
	subject: model,
	inputs: [],
	output: [],
	readPlan: async (parameters) => readSingleOrder(parameters, 'generate', []),
};
