import type { Gateway } from '../gateway.ts';

const refused = (status: number, type: string, code: string, message: string) => ({
	status,
	json: { error: { type, code, param: null, message } },
});

export const getimg: Gateway = {
	title: 'getimg.ai',
	sources: [
		'https://docs.getimg.ai/reference/errors',
		'https://docs.getimg.ai/reference/postfluxschnelltexttoimage',
	],
	submit: { json: { image: '{base64}', seed: 42, cost: 0.0006 } },
	failed: {
		submit: refused(
			400,
			'invalid_request_error',
			'invalid_parameter',
			'width is above the largest',
		),
		reason: 'above the largest',
	},
	moderated: {
		submit: refused(400, 'invalid_request_error', 'content_moderation', 'This was held for unsafe'),
		reason: 'held for unsafe',
	},
	limited: { submit: refused(429, 'rate_limit_error', 'too_many_requests', 'Wait a little') },
	noCredit: {
		submit: refused(
			402,
			'billing_error',
			'quota_exceeded',
			'The quota of this account is exceeded',
		),
		reason: 'The quota of this account',
	},
	badKey: {
		submit: refused(401, 'authentication_error', 'invalid_api_key', 'The key is not one of ours'),
		reason: 'not one of ours',
	},
};
