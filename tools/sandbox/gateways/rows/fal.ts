import type { Gateway } from '../gateway.ts';

const job = {
	request_id: '{job}',
	response_url: '{url}/fal-ai/flux-pro/requests/{job}',
	status_url: '{url}/fal-ai/flux-pro/requests/{job}/status',
	cancel_url: '{url}/fal-ai/flux-pro/requests/{job}/cancel',
};
const picture = {
	url: '{image}',
	content_type: '{mimeType}',
	width: '{width}',
	height: '{height}',
};
const result = { images: [picture], seed: 1024, prompt: '{prompt}' };

export const fal: Gateway = {
	title: 'fal queue',
	sources: [
		'https://docs.fal.ai/model-endpoints/queue',
		'https://fal.ai/docs/model-apis/errors',
		'https://fal.ai/docs/api-reference/inference-api',
	],
	submit: { json: { status: 'IN_QUEUE', queue_position: 2, ...job } },
	poll: {
		path: '/fal-ai/flux-pro/requests/{job}/status',
		running: { status: 202, json: { status: 'IN_PROGRESS', logs: null, ...job } },
		done: { json: { status: 'COMPLETED', metrics: { inference_time: 1.9 }, logs: null, ...job } },
	},
	result: {
		path: '/fal-ai/flux-pro/requests/{job}',
		done: { json: { ...result, has_nsfw_concepts: [false], timings: {} } },
	},
	failed: {
		poll: {
			json: {
				status: 'COMPLETED',
				error: 'The runner lost its connection to the card',
				error_type: 'runner_disconnected',
				...job,
			},
		},
		reason: 'lost its connection',
	},
	moderated: {
		result: {
			status: 422,
			headers: { 'x-fal-retryable': 'false' },
			json: {
				detail: [
					{
						loc: ['body', 'prompt'],
						msg: 'A content checker flagged this prompt',
						type: 'content_policy_violation',
						input: '{prompt}',
					},
				],
			},
		},
		reason: 'A content checker flagged this prompt',
	},
	limited: {
		submit: { status: 429, headers: { 'retry-after': '1' }, json: { detail: 'Slow down, please' } },
		waits: 1,
	},
	noCredit: {
		submit: {
			status: 403,
			json: { detail: 'This user is locked: the balance is exhausted. Top up to go on.' },
		},
		reason: 'balance is exhausted',
	},
	badKey: {
		submit: { status: 401, json: { detail: 'No user belongs to this key id and secret' } },
		reason: 'No user belongs to this key',
	},
	filtered: { result: { json: { ...result, has_nsfw_concepts: [true] } } },
	echo: {
		result: { json: { image_url: '{input}', input: { image_urls: ['{input}'] }, ...result } },
	},
};
