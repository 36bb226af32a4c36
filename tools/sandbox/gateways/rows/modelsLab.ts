import type { Gateway } from '../gateway.ts';

/** HTTP 200 whatever happens; `status` tells. The request is repeated in `meta`. */
const answer = (fields: object) => ({
	json: {
		generationTime: 1.2,
		id: '{jobNumber}',
		nsfw_content_detected: '',
		webhook_status: '',
		meta: { prompt: '{prompt}', init_image: '{input}', file_prefix: 'f', safety_checker: 'no' },
		...fields,
	},
});
const refused = (message: string, fields: object = {}) => ({
	json: { status: 'error', message, ...fields },
});

export const modelsLab: Gateway = {
	title: 'ModelsLab (Stable Diffusion API)',
	sources: [
		'https://docs.modelslab.com/image-generation/realtime-stable-diffusion/text2img',
		'https://docs.modelslab.com/',
	],
	submit: answer({ status: 'success', output: ['{image}'], proxy_links: ['{image}'] }),
	failed: {
		submit: refused('The server had to give up', { messege: 'the same, misspelt' }),
		reason: 'had to give up',
	},
	limited: { submit: refused('Rate limit exceeded, slow down') },
	noCredit: {
		submit: refused('Your subscription has no credits left, buy some'),
		reason: 'no credits left',
	},
	badKey: {
		submit: refused('Invalid API Key: look into your dashboard'),
		reason: 'Invalid API Key',
	},
	echo: { submit: answer({ status: 'success', output: ['{image}'], proxy_links: ['{image}'] }) },
};
