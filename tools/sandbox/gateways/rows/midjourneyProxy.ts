import type { Gateway } from '../gateway.ts';

/** HTTP 200 whatever happens: 1 submitted, 22 queued, 23 the queue is full, 24 a banned word. */
const submitted = (code: number, description: string, result: unknown = null) => ({
	json: { code, description, result, properties: {} },
});
const task = (status: string, fields: object = {}) => ({
	json: {
		id: '{jobDigits}',
		action: 'IMAGINE',
		status,
		prompt: '{prompt}',
		promptEn: '{prompt}',
		description: 'imagine {prompt}',
		submitTime: 1_767_600_000_000,
		progress: '0%',
		imageUrl: null,
		failReason: null,
		...fields,
	},
});

export const midjourneyProxy: Gateway = {
	title: 'midjourney-proxy',
	sources: ['https://github.com/novicezk/midjourney-proxy/blob/main/docs/api.md'],
	options: { statusPath: '/mj/task/{id}/fetch' },
	submit: submitted(1, 'It is on its way', '{jobDigits}'),
	poll: {
		path: '/mj/task/{jobDigits}/fetch',
		running: task('IN_PROGRESS', { progress: '46%', imageUrl: '{preview}' }),
		done: task('SUCCESS', { progress: '100%', imageUrl: '{image}' }),
	},
	failed: {
		poll: task('FAILURE', { failReason: 'The painter was not reached in time' }),
		reason: 'was not reached in time',
	},
	moderated: {
		submit: submitted(24, 'The prompt may hold a banned word'),
		reason: 'a banned word',
	},
	limited: { submit: submitted(23, 'The queue is full, try again later') },
};
