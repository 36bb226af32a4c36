import type { Gateway } from '../gateway.ts';

export const bedrock: Gateway = {
	title: 'Amazon Bedrock (Stability)',
	sources: [
		'https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-diffusion-3-5-large.html',
		'https://github.com/vercel/ai/blob/main/packages/amazon-bedrock/src/amazon-bedrock-error.ts',
	],
	unverified: ['limited', 'badKey'],
	submit: { json: { seeds: [7], finish_reasons: [null], images: ['{base64}'] } },
	failed: {
		submit: { json: { finish_reasons: ['Inference error'] } },
		reason: 'Inference error',
		mayBeBilled: true,
	},
	moderated: {
		submit: { json: { finish_reasons: ['Filter reason: prompt'] } },
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
