import type { Gateway } from '../gateway.ts';

const request = (status: string, fields: object = {}) => ({
	json: {
		status,
		request_id: '{job}',
		status_url: '{url}/requests/{job}/status',
		cancel_url: '{url}/requests/{job}/cancel',
		...fields,
	},
});

export const higgsfield: Gateway = {
	title: 'Higgsfield',
	sources: [
		'https://docs.higgsfield.ai/docs/how-to/introduction.md',
		'https://docs.higgsfield.ai/docs/how-to/webhooks.md',
	],
	unverified: ['failed'],
	submit: request('queued'),
	poll: {
		path: '/requests/{job}/status',
		running: request('in_progress'),
		done: request('completed', { images: [{ url: '{image}' }] }),
	},
	failed: {
		poll: request('failed', { error: 'The engine ran into a wall' }),
		reason: 'ran into a wall',
	},
	moderated: { poll: request('nsfw'), reason: 'nsfw' },
};
