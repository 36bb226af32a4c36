import type { Gateway } from '../gateway.ts';

const refused = (status: number, code: number, message: string) => ({
	status,
	json: { success: false, errors: [{ code, message }], messages: [], result: null },
});

export const cloudflare: Gateway = {
	title: 'Cloudflare Workers AI',
	sources: [
		'https://developers.cloudflare.com/workers-ai/models/flux-1-schnell/',
		'https://developers.cloudflare.com/workers-ai/platform/errors/',
	],
	submit: { json: { success: true, errors: [], messages: [], result: { image: '{base64}' } } },
	failed: {
		submit: refused(400, 5006, 'The input does not fit: prompt is longer than 2048'),
		reason: 'longer than 2048',
	},
	moderated: {
		submit: refused(200, 3030, 'The model refused the words of this prompt'),
		reason: 'The model refused the words',
	},
	limited: { submit: refused(429, 3040, 'There is no capacity at the moment') },
	noCredit: {
		submit: refused(429, 3036, 'The daily free allocation is used up, a paid plan goes on'),
		reason: 'daily free allocation',
	},
	badKey: { submit: refused(401, 10_000, 'Authentication error'), reason: 'Authentication error' },
};
