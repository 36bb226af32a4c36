import type { Gateway } from '../gateway.ts';

const task = (status: string, fields: object = {}) => ({
	json: { data: { task_id: '{job}', status, generated: [], ...fields } },
});

export const freepik: Gateway = {
	title: 'Freepik (Magnific)',
	sources: [
		'https://github.com/api-evangelist/freepik/blob/main/openapi/_original/freepik-openapi.yml',
	],
	unverified: ['limited', 'badKey', 'filtered'],
	options: { statusPath: '/v1/ai/mystic/{id}' },
	submit: task('CREATED'),
	poll: {
		path: '/v1/ai/mystic/{job}',
		running: task('IN_PROGRESS'),
		done: task('COMPLETED', { generated: ['{image}'], has_nsfw: [false] }),
	},
	failed: { poll: task('FAILED'), reason: 'FAILED' },
	limited: { submit: { status: 429, json: { message: 'You have exceeded the rate limit' } } },
	badKey: {
		submit: { status: 401, json: { message: 'The key is invalid' } },
		reason: 'The key is invalid',
	},
	filtered: { poll: task('COMPLETED', { generated: ['{image}'], has_nsfw: [true] }) },
};
