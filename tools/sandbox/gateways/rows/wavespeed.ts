import type { Gateway } from '../gateway.ts';

const prediction = {
	id: '{job}',
	model: 'wavespeed-ai/flux-dev',
	urls: { get: '{url}/api/v3/predictions/{job}/result' },
	created_at: '2026-01-05T08:00:00Z',
};
const answer = (data: object) => ({
	json: { code: 200, message: 'success', data: { ...prediction, ...data } },
});
const finished = {
	status: 'completed',
	outputs: ['{image}'],
	error: '',
	timings: { inference: 2500 },
};

export const wavespeed: Gateway = {
	title: 'WaveSpeedAI',
	sources: [
		'https://wavespeed.ai/docs/get-result',
		'https://wavespeed.ai/docs/shared/submit-response',
		'https://wavespeed.ai/docs/error-codes',
	],
	submit: answer({ status: 'created', outputs: [], has_nsfw_contents: [] }),
	poll: {
		path: '/api/v3/predictions/{job}/result',
		running: answer({ status: 'processing', outputs: [], has_nsfw_contents: [] }),
		done: answer({ ...finished, has_nsfw_contents: [false] }),
	},
	failed: {
		poll: answer({
			status: 'failed',
			outputs: [],
			code: 1405,
			error: 'The task broke off halfway',
		}),
		reason: 'broke off halfway',
	},
	moderated: {
		poll: answer({
			status: 'failed',
			outputs: [],
			code: 1200,
			error: 'This prompt has words that we do not draw',
		}),
		reason: 'words that we do not draw',
	},
	limited: { submit: { status: 429, json: { code: 429, message: 'Too many tasks at a time' } } },
	noCredit: {
		submit: { status: 402, json: { code: 402, message: 'The account has too little credit' } },
		reason: 'too little credit',
	},
	badKey: {
		submit: { status: 401, json: { code: 401, message: 'This key opens nothing' } },
		reason: 'opens nothing',
	},
	filtered: { poll: answer({ ...finished, has_nsfw_contents: [true] }) },
	echo: { poll: answer({ ...finished, input: { image: '{input}', images: ['{input}'] } }) },
};
