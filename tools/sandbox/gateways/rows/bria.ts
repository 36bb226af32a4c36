import type { Gateway } from '../gateway.ts';

const state = (status: string, fields: object = {}) => ({
	json: { request_id: '{job}', status, ...fields },
});
/** The code repeats the HTTP status. */
const failure = (code: number, message: string, details: string) => ({
	error: { code, message, details },
	request_id: '{job}',
});

export const bria: Gateway = {
	title: 'Bria',
	sources: [
		'https://docs.bria.ai/status',
		'https://docs.bria.ai/ad-delayer/v2-endpoints/get-ad-delayer-status',
	],
	submit: {
		status: 202,
		json: { request_id: '{job}', status_url: '{url}/v2/status/{job}', warning: null },
	},
	poll: {
		path: '/v2/status/{job}',
		running: state('IN_PROGRESS'),
		done: state('COMPLETED', {
			result: { image_url: '{image}', seed: 4, prompt: '{prompt}', refined_prompt: 'a fox' },
		}),
	},
	failed: {
		poll: state('ERROR', failure(500, 'Internal error', 'The pipeline ran dry')),
		reason: 'The pipeline ran dry',
	},
	moderated: {
		submit: {
			status: 422,
			json: failure(422, 'Content moderation', 'The prompt did not pass the moderation'),
		},
		reason: 'did not pass the moderation',
	},
	limited: { submit: { status: 429, json: failure(429, 'Too many requests', 'Ten a minute') } },
	badKey: {
		submit: { status: 401, json: failure(401, 'Unauthorized', 'The api_token is not known') },
		reason: 'The api_token is not known',
	},
};
