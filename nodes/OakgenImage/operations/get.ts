import { generationId, getBy, reply, statusUrl } from './jobProperties';
import type { FetchOperation } from './types';

export const get: FetchOperation = {
	kind: 'fetch',
	option: {
		name: 'Get an Image',
		value: 'get',
		description: 'Collect an image that was ordered earlier; never pays',
		action: 'Get an image that was ordered earlier',
	},
	subtitle: '"Get an Image"',
	subject: [getBy, generationId, statusUrl, reply],
	inputs: [],
	output: [],
	async readPlan(parameters) {
		const { readFetch } = await import('./readFetch');
		return await readFetch(parameters, get);
	},
};
