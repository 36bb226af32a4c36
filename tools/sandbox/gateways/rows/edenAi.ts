import type { Gateway } from '../gateway.ts';

/** One object a service that was asked; its word for success is misspelt in the schema. */
const answer = (fields: object) => ({ json: { replicate: fields } });

export const edenAi: Gateway = {
	title: 'Eden AI',
	sources: ['https://github.com/tryAGI/EdenAI/blob/main/src/libs/EdenAI/openapi.json'],
	unverified: ['failed'],
	submit: answer({
		status: 'sucess',
		items: [{ image: '{base64}', image_resource_url: '{image}' }],
		original_response: null,
	}),
	failed: {
		submit: answer({
			status: 'fail',
			error: { message: 'The service behind it said no', type: 'ProviderException' },
		}),
		reason: 'said no',
	},
};
