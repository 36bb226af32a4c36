import type { Gateway } from '../gateway.ts';

const prediction = {
	id: '{job}',
	model: 'black-forest-labs/flux-schnell',
	version: 'hidden',
	input: { prompt: '{prompt}' },
	logs: '',
	urls: {
		get: '{url}/v1/predictions/{job}',
		cancel: '{url}/v1/predictions/{job}/cancel',
		stream: '{url}/streams/{job}',
		web: '{url}/p/{job}',
	},
};
const answer = (fields: object, status = 200) => ({ status, json: { ...prediction, ...fields } });

export const replicate: Gateway = {
	title: 'Replicate',
	sources: [
		'https://replicate.com/docs/reference/http',
		'https://replicate.com/docs/topics/predictions/rate-limits',
		'https://replicate.com/docs/reference/error-codes',
	],
	submit: answer({ status: 'starting', output: null, error: null }, 201),
	poll: {
		path: '/v1/predictions/{job}',
		running: answer({ status: 'processing', output: null, error: null }),
		done: answer({
			status: 'succeeded',
			output: ['{image}'],
			error: null,
			metrics: { predict_time: 1.2 },
		}),
	},
	failed: {
		poll: answer({ status: 'failed', output: null, error: 'The card ran out of memory (E1001)' }),
		reason: 'ran out of memory',
	},
	moderated: {
		poll: answer({
			status: 'failed',
			output: null,
			error: 'NSFW content was found. Try another prompt.',
		}),
		reason: 'NSFW content was found',
	},
	limited: {
		submit: {
			status: 429,
			json: { detail: 'Throttled. The limit resets in ~1s.', status: 429, retry_after: 1 },
		},
		waits: 1,
	},
	noCredit: {
		submit: {
			status: 402,
			json: { title: 'Credit', detail: 'There is no credit left to run this model', status: 402 },
		},
		reason: 'no credit left',
	},
	badKey: {
		submit: {
			status: 401,
			json: { title: 'Unauthenticated', detail: 'The token is not one of ours', status: 401 },
		},
		reason: 'not one of ours',
	},
	echo: {
		poll: answer({
			status: 'succeeded',
			input: { prompt: '{prompt}', image: '{input}', image_input: ['{input}'] },
			output: '{image}',
		}),
	},
};
