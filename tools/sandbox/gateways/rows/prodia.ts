import type { Gateway } from '../gateway.ts';

const job = (status: string, fields: object = {}) => ({
	json: { job: '{job}', status, ...fields },
});

export const prodia: Gateway = {
	title: 'Prodia, first version',
	sources: [
		'https://github.com/prodialabs/prodia-js/blob/main/prodia.ts',
		'https://github.com/zenafey/prodiapy/blob/main/prodiapy/exceptions.py',
	],
	unverified: ['limited', 'noCredit'],
	options: { statusPath: '/v1/job/{id}' },
	submit: job('queued', { params: { prompt: '{prompt}' } }),
	poll: {
		path: '/v1/job/{job}',
		running: job('generating'),
		done: job('succeeded', { imageUrl: '{image}' }),
	},
	failed: { poll: job('failed'), reason: 'failed' },
	limited: { submit: { status: 429, text: 'Too many jobs at once' } },
	noCredit: {
		submit: { status: 402, text: 'No credits are left on this plan' },
		reason: 'No credits are left',
	},
	badKey: { submit: { status: 401, text: 'This key opens no door' }, reason: 'opens no door' },
};
