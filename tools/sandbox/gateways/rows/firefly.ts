import type { Gateway } from '../gateway.ts';

const status = (word: string, fields: object = {}) => ({
	json: { jobId: 'urn:firefly:jobs:{job}', status: word, ...fields },
});

export const firefly: Gateway = {
	title: 'Adobe Firefly',
	sources: [
		'https://developer.adobe.com/firefly-services/docs/firefly-api/guides/how-tos/using-async-apis',
		'https://schemas.apis.io/schemas/adobe-creative-suite/adobe-creative-suite-generationstatus/',
		'https://app.unpkg.com/@adobe/firefly-apis@2.0.1/files/dist/src/models/AsyncResponseV3.d.ts',
	],
	submit: {
		json: {
			jobId: 'urn:firefly:jobs:{job}',
			statusUrl: '{url}/v3/status/urn:firefly:jobs:{job}',
			cancelUrl: '{url}/v3/cancel/urn:firefly:jobs:{job}',
		},
	},
	poll: {
		path: '/v3/status/urn:firefly:jobs:{job}',
		running: status('running', { progress: 10 }),
		done: status('succeeded', {
			result: {
				size: { width: '{width}', height: '{height}' },
				outputs: [{ seed: 1, image: { url: '{image}' } }],
				contentClass: 'art',
			},
		}),
	},
	failed: {
		poll: status('failed', {
			errors: [{ code: 'runtime_error', message: 'It could not be done this time' }],
		}),
		reason: 'could not be done this time',
	},
};
