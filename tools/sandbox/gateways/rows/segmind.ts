import type { Gateway } from '../gateway.ts';

const refused = (status: number, error: string) => ({ status, json: { error } });

export const segmind: Gateway = {
	title: 'Segmind',
	sources: ['https://github.com/api-evangelist/segmind/blob/main/errors/segmind-error-codes.yml'],
	submit: { bytes: 'image' },
	failed: {
		submit: refused(400, 'scheduler: not one that we have'),
		reason: 'not one that we have',
	},
	// The moment is named in a header, and there is no Retry-After.
	limited: { submit: refused(429, 'rate_limit_exceeded') },
	noCredit: {
		submit: refused(406, 'Insufficient credits to make this call'),
		reason: 'Insufficient credits',
	},
	badKey: { submit: refused(401, 'The API key is not known'), reason: 'is not known' },
};
