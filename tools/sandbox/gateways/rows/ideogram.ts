import type { Gateway } from '../gateway.ts';

const state = (status: string, fields: object = {}) => ({
	json: { generation_id: '{job}', status, created: '2026-01-05T08:00:00Z', ...fields },
});
const picture = { prompt: '{prompt}', resolution: '1024x1024', seed: 12345, style_type: 'GENERAL' };
const completed = (fields: object) =>
	state('completed', { response_type: 'url', data: [{ ...picture, ...fields }] });

export const ideogram: Gateway = {
	title: 'Ideogram',
	sources: [
		'https://developer.ideogram.ai/api-reference/generations/get-generation',
		'https://developer.ideogram.ai/ideogram-api/errors',
	],
	options: { statusPath: '/v2/generations/{id}' },
	submit: state('pending'),
	poll: {
		path: '/v2/generations/{job}',
		running: state('pending'),
		done: completed({ url: '{image}', is_image_safe: true }),
	},
	failed: {
		poll: state('failed', { failure_reason: 'The drawing stopped at half' }),
		reason: 'stopped at half',
	},
	// A picture that is withheld is charged for.
	moderated: {
		poll: completed({ url: null, is_image_safe: false }),
		reason: 'safe',
		mayBeBilled: true,
	},
	limited: {
		submit: {
			status: 429,
			headers: { 'retry-after': '1' },
			json: { error: 'Ten at a time at most' },
		},
		waits: 1,
	},
	badKey: {
		submit: { status: 401, json: { error: 'Api-Key is wrong' } },
		reason: 'Api-Key is wrong',
	},
};
