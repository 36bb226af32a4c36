import type { Gateway } from '../gateway.ts';

const answer = (status: string, fields: object = {}) => ({
	json: { id: '{job}', status, delayTime: 120, workerId: 'w1', ...fields },
});

export const runpod: Gateway = {
	title: 'RunPod Serverless',
	sources: [
		'https://docs.runpod.io/serverless/references/job-states',
		'https://docs.runpod.io/serverless/endpoints/operation-reference',
		'https://github.com/runpod-workers/worker-comfyui',
	],
	options: { statusPath: '/v2/abc/status/{id}' },
	submit: { json: { id: '{job}', status: 'IN_QUEUE' } },
	poll: {
		path: '/v2/abc/status/{job}',
		running: answer('IN_PROGRESS'),
		done: answer('COMPLETED', {
			executionTime: 4300,
			output: { images: [{ filename: 'ComfyUI_1.png', type: 'base64', data: '{base64}' }] },
		}),
	},
	failed: {
		poll: answer('TIMED_OUT', { executionTime: 600_000 }),
		reason: 'TIMED_OUT',
	},
	moderated: {
		poll: answer('FAILED', {
			executionTime: 90,
			error:
				'{"error_type":"<class ValueError>","error_message":"the prompt is on the block list"}',
		}),
		reason: 'the prompt is on the block list',
	},
	limited: { submit: { status: 429, json: { error: 'too many requests for this endpoint' } } },
	noCredit: {
		submit: { status: 402, json: { error: 'the balance does not cover another job' } },
		reason: 'balance does not cover',
	},
	badKey: { submit: { status: 401, text: '' }, reason: '401' },
};
