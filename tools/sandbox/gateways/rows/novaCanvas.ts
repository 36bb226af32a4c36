import type { Gateway } from '../gateway.ts';

export const novaCanvas: Gateway = {
	title: 'Amazon Bedrock (Nova Canvas)',
	sources: [
		'https://github.com/vercel/ai/blob/main/packages/amazon-bedrock/src/amazon-bedrock-image-model.ts',
	],
	submit: { json: { images: ['{base64}'] } },
	failed: {
		submit: { status: 400, json: { message: 'The body does not fit the schema' } },
		reason: 'does not fit the schema',
	},
	// With HTTP 200, and nothing but this.
	moderated: {
		submit: {
			json: {
				status: 'Request Moderated',
				details: { 'Moderation Reasons': ['Likeness of a person'] },
			},
		},
		reason: 'Likeness of a person',
	},
};
