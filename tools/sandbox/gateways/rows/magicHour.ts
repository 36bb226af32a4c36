import type { Gateway } from '../gateway.ts';

const project = (status: string, fields: object = {}) => ({
	json: {
		id: '{job}',
		name: 'a fox',
		status,
		type: 'AI_IMAGE',
		created_at: '2026-01-05T08:00:00Z',
		image_count: 1,
		enabled: true,
		credits_charged: 5,
		downloads: [],
		error: null,
		...fields,
	},
});

export const magicHour: Gateway = {
	title: 'Magic Hour',
	sources: [
		'https://github.com/magichourhq/magic-hour-python/blob/main/magic_hour/types/models/v1_image_projects_get_response.py',
	],
	options: { statusPath: '/v1/image-projects/{id}' },
	submit: { json: { id: '{job}', credits_charged: 5 } },
	poll: {
		path: '/v1/image-projects/{job}',
		running: project('rendering'),
		done: project('complete', {
			downloads: [{ url: '{image}', expires_at: '2026-01-06T08:00:00Z' }],
		}),
	},
	failed: {
		poll: project('error', {
			error: { message: 'No face was found in it', code: 'no_source_face' },
		}),
		reason: 'No face was found',
	},
};
