import type { Gateway } from '../gateway.ts';

const path = '/v2/models/bfl/flux/requests/{job}';
const links = {
	request_id: '{job}',
	status_url: `{url}${path}/status`,
	response_url: `{url}${path}`,
	cancel_url: `{url}${path}/cancel`,
};
const state = (status: string, fields: object = {}) => ({
	json: { status, ...links, ...fields },
});

/** There is no state of a failure: what failed is completed, with the kind of its error. */
export const comfyRouter: Gateway = {
	title: 'Comfy Router queue',
	sources: [
		'https://docs.comfy.org/development/comfy-router/queue',
		'https://docs.comfy.org/development/comfy-router/errors',
	],
	unverified: ['moderated'],
	submit: { status: 201, json: links },
	poll: {
		path: `${path}/status`,
		running: state('IN_PROGRESS'),
		done: state('COMPLETED'),
	},
	result: { path, done: { json: { created: 1, data: [{ b64_json: '{base64}' }] } } },
	failed: {
		poll: state('COMPLETED', { error_type: 'provider_error' }),
		reason: 'provider_error',
	},
	moderated: {
		poll: state('COMPLETED', { error_type: 'content_policy_violation' }),
		reason: 'content_policy_violation',
	},
};
