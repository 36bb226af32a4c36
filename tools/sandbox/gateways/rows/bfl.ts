import type { Gateway } from '../gateway.ts';

const answer = (status: string, fields: object = {}) => ({
	json: {
		id: '{job}',
		status,
		result: null,
		progress: null,
		details: null,
		preview: null,
		...fields,
	},
});

export const bfl: Gateway = {
	title: 'Black Forest Labs',
	sources: [
		'https://docs.bfl.ai/api_integration/errors',
		'https://docs.bfl.ai/quick_start/generating_images',
	],
	submit: { json: { id: '{job}', polling_url: '{url}/v1/get_result?id={job}', cost: 5 } },
	poll: {
		path: '/v1/get_result?id={job}',
		running: answer('Pending', { progress: 0.4, preview: { url: '{preview}' } }),
		done: answer('Ready', {
			result: { sample: '{cdnImage}', prompt: '{prompt}', seed: 42, duration: 4.1 },
		}),
	},
	failed: {
		poll: answer('Error', { details: { error: 'The worker stopped without a word' } }),
		reason: 'stopped without a word',
	},
	moderated: {
		poll: answer('Content Moderated', {
			details: { 'Moderation Reasons': ['Likeness of a person'] },
		}),
		reason: 'Likeness of a person',
	},
	limited: {
		submit: { status: 429, json: { detail: 'More than 24 active tasks' } },
	},
	noCredit: {
		submit: { status: 402, json: { detail: 'The credits are used up' } },
		reason: 'credits are used up',
	},
	badKey: {
		submit: { status: 403, json: { detail: 'Not authenticated' } },
		reason: 'Not authenticated',
	},
};
