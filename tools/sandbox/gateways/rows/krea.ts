import type { Gateway } from '../gateway.ts';

const job = (status: string, fields: object = {}) => ({
	json: {
		job_id: '{job}',
		status,
		created_at: '2026-01-05T08:00:00Z',
		completed_at: null,
		result: null,
		...fields,
	},
});

export const krea: Gateway = {
	title: 'Krea',
	sources: [
		'https://docs.krea.ai/developers/job-lifecycle',
		'https://docs.krea.ai/api-reference/general/get-a-job-by-id',
	],
	options: { statusPath: '/jobs/{id}' },
	submit: job('backlogged'),
	poll: {
		path: '/jobs/{job}',
		// A part of the work is complete, and something can be seen.
		running: job('intermediate-complete', { result: { urls: ['{preview}'] } }),
		done: job('completed', {
			completed_at: '2026-01-05T08:00:09Z',
			result: { urls: ['{image}'] },
		}),
	},
	failed: {
		poll: job('failed', { result: { error: 'The style was not to be had' } }),
		reason: 'was not to be had',
	},
};
