import type { Gateway } from '../gateway.ts';

const state = (task_status: string, fields: object = {}) => ({
	json: { id: '{job}', model: 'glm-image', request_id: 'r-8', task_status, ...fields },
});

export const zaiAsync: Gateway = {
	title: 'Z.ai, asynchronous',
	sources: [
		'https://github.com/huggingface/huggingface.js/blob/main/packages/inference/src/providers/zai-org.ts',
	],
	options: { statusPath: '/api/paas/v4/async-result/{id}' },
	submit: state('PROCESSING'),
	poll: {
		path: '/api/paas/v4/async-result/{job}',
		running: state('PROCESSING'),
		done: state('SUCCESS', { image_result: [{ url: '{image}' }] }),
	},
	failed: { poll: state('FAIL'), reason: 'FAIL' },
};
