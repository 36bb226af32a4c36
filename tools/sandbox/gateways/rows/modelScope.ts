import type { Gateway } from '../gateway.ts';

const task = (task_status: string, fields: object = {}) => ({
	json: { task_id: '{job}', task_status, request_id: 'r-11', ...fields },
});

export const modelScope: Gateway = {
	title: 'ModelScope',
	sources: [
		'https://glama.ai/mcp/servers/@yuandeshoulian/mcp-local-modelscope-image/blob/ad0283638d9e00fa14a90eba9f9ac8ce4ce74654/魔搭社区文生图接口文档.txt',
	],
	unverified: ['failed'],
	options: { statusPath: '/v1/tasks/{id}' },
	// That the order was taken is told in the word for success.
	submit: task('SUCCEED'),
	poll: {
		path: '/v1/tasks/{job}',
		running: task('PROCESSING', { output_images: [] }),
		done: task('SUCCEED', { output_images: ['{image}'] }),
	},
	failed: {
		poll: task('FAILED', { output_images: [], errors: { message: 'The worker went away' } }),
		reason: 'The worker went away',
	},
};
