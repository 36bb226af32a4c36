import { model, prompt } from './orderProperties';
import type { OrderOperation } from './types';

export const generate: OrderOperation = {
	kind: 'order',
	option: {
		name: 'Generate an Image',
		value: 'generate',
		description: 'Make an image from a text prompt',
		action: 'Generate an image from a text prompt',
	},
	subtitle: '"Generate: " + $parameter["modelId"]',
	subject: model,
	prompt,
	inputs: [],
	output: [],
	async readPlan(parameters) {
		const { readSingleOrder } = await import('./readOrder');
		return await readSingleOrder(parameters, 'generate', []);
	},
};
