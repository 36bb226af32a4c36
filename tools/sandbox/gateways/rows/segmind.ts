import type { Gateway } from '../gateway.ts';

const refused = (status: number, error: string) => ({ status, json: { error } });

export const segmind: Gateway = {
	title: 'Segmind',
	sources: [
		'https://docs.segmind.com/api/errors',
		'https://www.segmind.com/models/sdxl1.0-txt2img/api',
	],
	submit: { bytes: 'image', headers: { 'x-remaining-credits': '99.5' } },
	failed: {
		submit: refused(400, 'scheduler: not one that we have'),
		reason: 'not one that we have',
	},
	limited: { submit: refused(429, 'Too many requests') },
	noCredit: {
		submit: refused(406, 'Insufficient credits to make this call'),
		reason: 'Insufficient credits',
	},
	badKey: { submit: refused(401, 'The API key is not known'), reason: 'is not known' },
};
