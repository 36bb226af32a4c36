import type { Gateway } from '../gateway.ts';
import { segmind } from './segmind.ts';

const state = (status: string, fields: object = {}) => ({
	json: { request_id: '{job}', status, ...fields },
});

export const segmindQueue: Gateway = {
	...segmind,
	title: 'Segmind, second version',
	sources: [
		'https://github.com/api-evangelist/segmind/blob/main/errors/segmind-error-codes.yml',
		'https://github.com/api-evangelist/segmind/blob/main/openapi/_original/segmind-openapi.yml',
	],
	options: { statusPath: '/v2/requests/{id}' },
	submit: state('QUEUED'),
	poll: {
		path: '/v2/requests/{job}',
		running: state('PROCESSING'),
		done: state('COMPLETED', {
			output: [{ url: '{image}' }],
			metrics: { inference_time: 2.1, queue_time: 0.2, total_time: 2.3 },
		}),
	},
};
