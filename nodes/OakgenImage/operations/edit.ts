import { prompt } from './orderProperties';
import { referenceInputs } from './referenceProperties';
import type { OneModelOrder } from './types';

export const edit: OneModelOrder = {
	kind: 'order',
	hasOneModel: true,
	asks: 'edit',
	takesMask: true,
	option: {
		name: 'Edit an Image',
		value: 'edit',
		description: 'Change or combine images as a prompt says',
		action: 'Edit or combine images as a text prompt says',
	},
	subtitle: '"Edit: " + $parameter["modelId"]',
	prompt: {
		...prompt,
		placeholder: 'e.g. Put the product on a wooden table by a window, and keep its label as it is',
		description: 'What to change, what to keep, and how the reference images are to be used',
	},
	inputs: referenceInputs(),
	output: [],
	async readPlan(parameters) {
		const { readReferences } = await import('./readReferences');
		const { readSingleOrder } = await import('./readOrder');
		const references = await readReferences(parameters);
		return await readSingleOrder(parameters, { operation: edit, references });
	},
};
