import type { Gateway } from '../gateway.ts';
import { stability } from './stability.ts';

/** Its upscaler and video: asked again until the picture is the answer, HTTP 202 before. */
const result = (finish_reason: string) => ({
	json: { result: '{base64}', finish_reason, seed: 343940597 },
});

export const stabilityAsync: Gateway = {
	...stability,
	title: 'Stability AI, asynchronous',
	sources: [
		'https://github.com/comfyanonymous/ComfyUI/blob/master/comfy_api_nodes/apis/stability.py',
	],
	options: { statusPath: '/v2beta/results/{id}' },
	submit: { json: { id: '{job}' } },
	poll: {
		path: '/v2beta/results/{job}',
		running: { status: 202, json: { id: '{job}', status: 'in-progress' } },
		done: result('SUCCESS'),
	},
	filtered: { poll: result('CONTENT_FILTERED') },
};
