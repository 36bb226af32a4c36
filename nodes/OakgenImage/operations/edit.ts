import { model, prompt } from './orderProperties';
import { referenceInputs } from './referenceProperties';
import type { OrderOperation } from './types';

export const edit: OrderOperation = {
	kind: 'order',
	option: {
		name: 'Edit an Image',
		value: 'edit',
		description: 'Change or combine images as a prompt says',
		action: 'Edit or combine images as a text prompt says',
	},
	subtitle: '"Edit: " + $parameter["modelId"]',
	subject: model,
	prompt: {
		...prompt,
		placeholder: 'e.g. Put the product on a wooden table by a window, and keep its label as it is',
		description: 'What to change, what to keep, and how the reference images are to be used',
	},
	inputs: referenceInputs({ operation: ['edit'] }),
	output: [],
	async readPlan(parameters) {
		const { readReferences } = await import('./readReferences');
		const { readSingleOrder } = await import('./readOrder');
		return await readSingleOrder(parameters, 'edit', await readReferences(parameters));
	},
};
