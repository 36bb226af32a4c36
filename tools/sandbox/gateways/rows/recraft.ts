import type { Gateway } from '../gateway.ts';

const refused = (status: number, code: string, message: string) => ({
	status,
	json: { code, message },
});

export const recraft: Gateway = {
	title: 'Recraft',
	sources: [
		'https://github.com/tryAGI/Recraft/blob/main/src/libs/Recraft/openapi.yaml',
		'https://github.com/api-evangelist/recraft-ai/blob/main/examples/recraft-create-image-example.json',
	],
	unverified: ['failed', 'moderated', 'limited', 'noCredit', 'badKey'],
	submit: {
		json: { created: 1_767_600_000, credits: 40, data: [{ image_id: 'i-1', url: '{image}' }] },
	},
	failed: {
		submit: refused(
			400,
			'invalid_request_parameter',
			'That style and that model do not go together',
		),
		reason: 'do not go together',
	},
	moderated: {
		submit: refused(400, 'prompt_not_allowed', 'That prompt is against the terms'),
		reason: 'against the terms',
	},
	limited: { submit: refused(429, 'rate_limit_exceeded', 'At most 100 images a minute') },
	noCredit: {
		submit: refused(400, 'not_enough_credits', 'There are not enough credits to complete this'),
		reason: 'not enough credits',
	},
	badKey: {
		submit: refused(401, 'unauthorized', 'That token is not valid'),
		reason: 'That token is not valid',
	},
};
