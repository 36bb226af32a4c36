import type { Gateway } from '../gateway.ts';
import { modelsLab } from './modelsLab.ts';

const answer = (status: string, fields: object) => ({
	json: { status, id: '{jobNumber}', ...fields },
});
const queued = answer('processing', {
	tip: 'There are plans with a shorter queue',
	eta: 12,
	message: 'Try to fetch the request after the time that is given as eta',
	fetch_result: '{url}/api/v6/realtime/fetch/{jobNumber}',
	output: [],
	meta: { prompt: '{prompt}' },
	// Where the pictures will be: nothing is there yet.
	future_links: ['{preview}'],
});

const { limited, noCredit, badKey } = modelsLab;

export const modelsLabQueue: Gateway = {
	title: 'ModelsLab, queued',
	sources: [
		'https://github.com/ModelsLab/docs-v2/blob/main/image-generation/realtime-stable-diffusion/openapi.json',
		'https://docs.modelslab.com/error-codes',
	],
	submit: queued,
	poll: {
		path: '/api/v6/realtime/fetch/{jobNumber}',
		running: queued,
		done: answer('success', { output: ['{image}'], proxy_links: ['{image}'] }),
	},
	failed: {
		poll: answer('failed', { message: 'The server gave up in the middle', output: [] }),
		reason: 'gave up in the middle',
	},
	...(limited && { limited }),
	...(noCredit && { noCredit }),
	...(badKey && { badKey }),
};
