import type { Gateway } from '../gateway.ts';

/** A list at the top. */
const pictures = (finishReason: string) => ({
	json: [{ base64: '{base64}', finishReason, seed: 9 }],
});

export const fireworks: Gateway = {
	title: 'Fireworks AI',
	sources: [
		'https://docs.fireworks.ai/api-reference/generate-a-new-image-from-a-text-prompt',
		'https://docs.fireworks.ai/guides/inference-error-codes',
	],
	submit: pictures('SUCCESS'),
	failed: {
		submit: {
			status: 400,
			json: {
				error: {
					object: 'error',
					type: 'invalid_request_error',
					message: 'cfg_scale is out of range',
				},
			},
		},
		reason: 'cfg_scale is out of range',
	},
	limited: {
		submit: { status: 429, json: { error: { message: 'request limit reached, try again' } } },
	},
	noCredit: {
		submit: {
			status: 412,
			json: {
				error: {
					code: 'PRECONDITION_FAILED',
					message: 'The account is suspended: pay the open invoice',
				},
			},
		},
		reason: 'pay the open invoice',
	},
	badKey: { submit: { status: 401, json: { error: 'unauthorized' } }, reason: 'unauthorized' },
	filtered: { submit: pictures('CONTENT_FILTERED') },
};
