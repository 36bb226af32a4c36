import type { Gateway } from '../gateway.ts';

const state = (status: string, fields: object = {}) => ({
	json: { id: '{job}', status, progress: null, result: null, ...fields },
});

export const hyperstack: Gateway = {
	title: 'Hyperstack AI Studio',
	sources: [
		'https://docs.hyperstack.cloud/docs/ai-studio-api-reference/schemas/imagetaskstatusschema',
	],
	submit: { status: 202, json: { id: '{job}', status: 'queued' } },
	poll: {
		path: '/v1/generate/image/{job}',
		running: state('in_progress', { progress: 40 }),
		done: state('completed', {
			result: {
				created: '2026-01-05T08:00:00Z',
				data: [{ url: '{image}', b64_json: null }],
			},
		}),
	},
	failed: {
		poll: state('failed', { error: 'The card overheated' }),
		reason: 'The card overheated',
	},
};
