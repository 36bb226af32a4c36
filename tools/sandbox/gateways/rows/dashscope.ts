import type { Gateway } from '../gateway.ts';

const state = (output: object) => ({
	json: { request_id: 'r-5', output: { task_id: '{job}', ...output } },
});
const refused = (status: number, code: string, message: string) => ({
	status,
	json: { code, message, request_id: 'r-5' },
});

export const dashscope: Gateway = {
	title: 'Alibaba Model Studio (DashScope)',
	sources: [
		'https://help.aliyun.com/zh/dashscope/return-status-code-description',
		'https://www.alibabacloud.com/help/en/model-studio/image-faq',
		'https://github.com/dashscope/dashscope-sdk-python/blob/main/dashscope/aigc/image_synthesis.py',
	],
	options: { statusPath: '/api/v1/tasks/{id}' },
	submit: state({ task_status: 'PENDING' }),
	poll: {
		path: '/api/v1/tasks/{job}',
		running: state({
			task_status: 'RUNNING',
			task_metrics: { TOTAL: 1, SUCCEEDED: 0, FAILED: 0 },
		}),
		done: state({
			task_status: 'SUCCEEDED',
			results: [{ orig_prompt: '{prompt}', actual_prompt: 'a fox, in oil', url: '{httpImage}' }],
			task_metrics: { TOTAL: 1, SUCCEEDED: 1, FAILED: 0 },
		}),
	},
	failed: {
		poll: state({
			task_status: 'FAILED',
			code: 'InternalError',
			message: 'A part of the engine failed',
		}),
		reason: 'A part of the engine failed',
	},
	moderated: {
		poll: state({
			task_status: 'FAILED',
			code: 'DataInspectionFailed',
			message: 'The output might hold unsuitable content',
		}),
		reason: 'might hold unsuitable content',
	},
	limited: { submit: refused(429, 'Throttling.RateQuota', 'The rate of calls is above the quota') },
	noCredit: {
		submit: refused(400, 'Arrearage', 'The account is in arrears, so access is denied'),
		reason: 'in arrears',
	},
	badKey: {
		submit: refused(401, 'InvalidApiKey', 'An API-key of that kind does not exist'),
		reason: 'does not exist',
	},
};
