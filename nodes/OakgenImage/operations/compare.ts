import { comparedModels, comparedReferences, compareOutput } from './compareProperties';
import { prompt } from './orderProperties';
import type { OrderOperation } from './types';

export const compare: OrderOperation = {
	kind: 'order',
	hasOneModel: false,
	takesMask: true,
	option: {
		name: 'Compare Models',
		value: 'compare',
		description: 'Make the same image with several models at once',
		action: 'Compare the images of several models',
	},
	subtitle: '"Compare Models"',
	subject: comparedModels,
	prompt,
	inputs: comparedReferences,
	output: [compareOutput],
	async readPlan(parameters) {
		const { readComparison } = await import('./readComparison');
		return await readComparison(parameters, compare);
	},
};
