import type { Gateway } from '../gateway.ts';

const refused = (status: number, name: string, message: string) => ({
	status,
	json: { id: 's-1', name, message },
});
const artifact = (finishReason: string) => ({
	json: { artifacts: [{ base64: '{base64}', finishReason, seed: 1050625087 }] },
});

export const stabilityV1: Gateway = {
	title: 'Stability AI, first version',
	sources: ['https://github.com/tryAGI/StabilityAI/blob/main/src/libs/StabilityAI/openapi.yaml'],
	unverified: ['limited', 'noCredit'],
	submit: artifact('SUCCESS'),
	failed: {
		submit: refused(400, 'bad_request', 'height: not a multiple of 64'),
		reason: 'a multiple of 64',
	},
	moderated: {
		submit: refused(400, 'invalid_prompts', 'One of the prompts holds filtered words'),
		reason: 'holds filtered words',
	},
	limited: { submit: refused(429, 'rate_limit_exceeded', 'Too many of them') },
	noCredit: {
		submit: refused(
			429,
			'insufficient_balance',
			'The organization has no balance for the operation',
		),
		reason: 'has no balance',
	},
	badKey: {
		submit: refused(401, 'unauthorized', 'missing authorization header'),
		reason: 'missing authorization',
	},
	filtered: { submit: artifact('CONTENT_FILTERED') },
};
