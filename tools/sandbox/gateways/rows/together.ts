import type { Gateway } from '../gateway.ts';

const refused = (status: number, code: string | null, message: string) => ({
	status,
	json: { error: { message, type: 'invalid_request_error', param: null, code } },
});

export const together: Gateway = {
	title: 'Together AI',
	sources: [
		'https://github.com/togethercomputer/openapi/blob/main/openapi.yaml',
		'https://docs.together.ai/docs/error-codes.md',
	],
	unverified: ['moderated'],
	submit: {
		json: {
			id: 'oN-1',
			model: 'black-forest-labs/FLUX.1-schnell',
			object: 'list',
			data: [{ index: 0, url: '{cdnImage}', type: 'url', timings: { inference: 0.4 } }],
		},
	},
	failed: {
		submit: refused(400, null, 'steps must lie between 1 and 4'),
		reason: 'between 1 and 4',
	},
	moderated: {
		submit: refused(422, 'nsfw', 'The picture was held back: it may be NSFW'),
		reason: 'it may be NSFW',
	},
	limited: {
		submit: {
			...refused(429, null, 'Your rate limit is 60 a minute'),
			headers: { 'retry-after': '1' },
		},
		waits: 1,
	},
	noCredit: {
		submit: refused(402, null, 'The spending limit is reached'),
		reason: 'spending limit',
	},
	badKey: {
		submit: refused(401, 'invalid_api_key', 'The key does not match one of ours'),
		reason: 'does not match',
	},
};
