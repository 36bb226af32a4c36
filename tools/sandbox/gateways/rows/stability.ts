import type { Gateway } from '../gateway.ts';

const refused = (status: number, name: string, message: string) => ({
	status,
	json: { id: 's-1', name, errors: [message] },
});

export const stability: Gateway = {
	title: 'Stability AI, JSON',
	sources: [
		'https://github.com/tryAGI/StabilityAI/blob/main/src/libs/StabilityAI/openapi.yaml',
		'https://github.com/comfyanonymous/ComfyUI/blob/master/comfy_api_nodes/apis/stability.py',
	],
	submit: { json: { image: '{base64}', finish_reason: 'SUCCESS', seed: 343940597 } },
	failed: {
		submit: refused(400, 'bad_request', 'prompt: too short to draw'),
		reason: 'too short to draw',
	},
	moderated: {
		submit: refused(403, 'content_moderation', 'Our moderation flagged the request'),
		reason: 'Our moderation flagged the request',
	},
	limited: { submit: refused(429, 'rate_limit_exceeded', 'More than 150 requests in 10 seconds') },
	noCredit: {
		submit: refused(402, 'payment_required', 'The credits do not cover this request'),
		reason: 'do not cover this request',
	},
	badKey: {
		submit: refused(401, 'unauthorized', 'The key is missing or wrong'),
		reason: 'missing or wrong',
	},
	// The picture is blurred.
	filtered: { submit: { json: { image: '{base64}', finish_reason: 'CONTENT_FILTERED', seed: 1 } } },
};
