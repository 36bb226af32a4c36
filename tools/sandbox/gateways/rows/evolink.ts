import type { Gateway } from '../gateway.ts';

const task = (status: string, fields: object = {}) => ({
	json: {
		created: 1_767_600_000,
		id: '{job}',
		model: 'seedream-4.0',
		object: 'image.generation.task',
		progress: 0,
		status,
		task_info: { can_cancel: true },
		type: 'image',
		...fields,
	},
});
const refused = (status: number, code: string, message: string) => ({
	status,
	json: { error: { code, message, type: 'invalid_request_error' } },
});

export const evolink: Gateway = {
	title: 'EvoLink',
	sources: [
		'https://docs.evolink.ai/en/api-manual/task-management/get-task-detail',
		'https://docs.evolink.ai/en/api-manual/task-management/error-codes',
	],
	options: { statusPath: '/v1/tasks/{id}' },
	submit: task('pending'),
	poll: {
		path: '/v1/tasks/{job}',
		running: task('processing', { progress: 50 }),
		done: task('completed', { progress: 100, results: ['{image}'] }),
	},
	failed: {
		poll: task('failed', {
			error: { code: 'generation_failed_no_content', message: 'The model drew nothing' },
		}),
		reason: 'The model drew nothing',
	},
	moderated: {
		poll: task('failed', {
			error: { code: 'content_policy_violation', message: 'The safety filters stopped it' },
		}),
		reason: 'The safety filters stopped it',
	},
	limited: { submit: refused(429, 'rate_limit_exceeded', 'Too often') },
	noCredit: {
		submit: refused(402, 'insufficient_quota', 'The credits are at an end'),
		reason: 'at an end',
	},
	badKey: {
		submit: refused(401, 'unauthorized', 'That token is unknown'),
		reason: 'That token is unknown',
	},
};
