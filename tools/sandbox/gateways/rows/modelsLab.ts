import type { Gateway } from '../gateway.ts';

/** The request is repeated in `meta`. */
const answer = (fields: object) => ({
	json: {
		generationTime: 1.2,
		id: '{jobNumber}',
		output: ['{image}'],
		proxy_links: ['{image}'],
		nsfw_content_detected: false,
		meta: { prompt: '{prompt}', init_image: '{input}', file_prefix: 'f', safety_checker: 'no' },
		status: 'success',
		...fields,
	},
});
const refused = (status: number, message: string, fields: object = {}) => ({
	status,
	json: { status: 'error', message, ...fields },
});

export const modelsLab: Gateway = {
	title: 'ModelsLab (Stable Diffusion API)',
	sources: [
		'https://docs.modelslab.com/error-codes',
		'https://github.com/ModelsLab/docs-v2/blob/main/image-generation/realtime-stable-diffusion/openapi.json',
	],
	submit: answer({}),
	// Older addresses misspell the message.
	failed: {
		submit: { json: { status: 'error', messege: 'The server had to give up' } },
		reason: 'had to give up',
	},
	limited: {
		submit: refused(429, 'Rate limit exceeded: five requests in the queue', { retry_after: 1 }),
		waits: 1,
	},
	noCredit: {
		submit: refused(402, 'Insufficient credits, add more to go on'),
		reason: 'Insufficient credits',
	},
	badKey: { submit: refused(401, 'Invalid API key'), reason: 'Invalid API key' },
	filtered: { submit: answer({ nsfw_content_detected: true }) },
	echo: { submit: answer({}) },
};
