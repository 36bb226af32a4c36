import { prompt } from './orderProperties';
import type { OneModelOrder } from './types';

export const generate: OneModelOrder = {
	kind: 'order',
	hasOneModel: true,
	asks: 'generate',
	takesMask: false,
	option: {
		name: 'Generate an Image',
		value: 'generate',
		description: 'Make an image from a text prompt',
		action: 'Generate an image from a text prompt',
	},
	subtitle: '"Generate: " + $parameter["modelId"]',
	prompt,
	inputs: [],
	output: [],
	async readPlan(parameters) {
		const { readSingleOrder } = await import('./readOrder');
		return await readSingleOrder(parameters, { operation: generate, references: [] });
	},
};
