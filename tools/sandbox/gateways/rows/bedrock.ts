import type { Gateway } from '../gateway.ts';

export const bedrock: Gateway = {
	title: 'Amazon Bedrock (Stability)',
	sources: [
		'https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-diffusion-3-5-large.html',
		'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html',
	],
	submit: { json: { seeds: [7], finish_reasons: [null], images: ['{base64}'] } },
	failed: {
		submit: { status: 400, json: { message: 'The body does not fit the schema' } },
		reason: 'does not fit the schema',
	},
	moderated: {
		submit: { json: { seeds: [], finish_reasons: ['Filter reason: prompt'], images: [] } },
		reason: 'Filter reason: prompt',
		mayBeBilled: true,
	},
	limited: {
		submit: { status: 429, json: { message: 'Too many requests, wait before the next one' } },
	},
	badKey: {
		submit: { status: 403, json: { message: 'The security token in the request is invalid' } },
		reason: 'security token',
	},
	filtered: {
		submit: {
			json: { seeds: [7], finish_reasons: ['Filter reason: output image'], images: ['{base64}'] },
		},
	},
};
