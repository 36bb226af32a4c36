import type { Gateway } from '../gateway.ts';

const state = (status: string, task: object = {}, fields: object = {}) => ({
	json: {
		extra: { seed: '5', enable_nsfw_detection: true },
		task: { task_id: '{job}', task_type: 'TXT_TO_IMG', status, reason: '', eta: 0, ...task },
		images: [],
		videos: [],
		...fields,
	},
});
const picture = { image_url: '{image}', image_url_ttl: '3600', image_type: 'png' };
const refused = (status: number, reason: string, message: string) => ({
	status,
	json: { code: status, reason, message, metadata: {} },
});

export const novita: Gateway = {
	title: 'Novita AI',
	sources: [
		'https://novita.ai/docs/api-reference/model-apis-task-result',
		'https://novita.ai/docs/api-reference/basic-error-code',
	],
	options: { statusPath: '/v3/async/task-result?task_id={id}' },
	submit: { json: { task_id: '{job}' } },
	poll: {
		path: '/v3/async/task-result?task_id={job}',
		running: state('TASK_STATUS_PROCESSING', { progress_percent: 40 }),
		done: state('TASK_STATUS_SUCCEED', { progress_percent: 100 }, { images: [picture] }),
	},
	failed: {
		poll: state('TASK_STATUS_FAILED', { reason: 'The sampler is not known here' }),
		reason: 'The sampler is not known here',
	},
	moderated: {
		submit: refused(400, 'ILLEGAL_PROMPT', 'That prompt is nothing for this model'),
		reason: 'nothing for this model',
	},
	limited: { submit: refused(429, 'RATE_LIMIT_EXCEEDED', 'Slower, please') },
	noCredit: {
		submit: refused(400, 'BILLING_BALANCE_NOT_ENOUGH', 'The balance does not reach for it'),
		reason: 'does not reach',
	},
	badKey: {
		submit: refused(403, 'INVALID_API_KEY', 'The key could not be verified'),
		reason: 'could not be verified',
	},
};
