import type { Gateway } from '../gateway.ts';

const task = (state: string, fields: object = {}) => ({
	json: { id: '{job}', state, err_code: '', credits: 4, creations: [], ...fields },
});

export const vidu: Gateway = {
	title: 'Vidu',
	sources: [
		'https://github.com/comfyanonymous/ComfyUI/blob/master/comfy_api_nodes/apis/vidu.py',
		'https://platform.vidu.cn/docs/error-code',
	],
	options: { statusPath: '/ent/v2/tasks/{id}/creations' },
	submit: {
		json: { task_id: '{job}', state: 'created', created_at: '2026-01-05T08:00:00Z', code: null },
	},
	poll: {
		path: '/ent/v2/tasks/{job}/creations',
		running: task('queueing', { progress: 0 }),
		// The cover is a smaller picture of the same.
		done: task('success', {
			progress: 100,
			creations: [{ id: 'c-1', url: '{image}', cover_url: '{preview}' }],
		}),
	},
	// A word is all that tells why.
	failed: {
		poll: task('failed', { err_code: 'ModelUnavailable' }),
		reason: 'ModelUnavailable',
	},
};
