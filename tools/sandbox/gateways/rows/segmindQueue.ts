import type { Gateway } from '../gateway.ts';
import { segmind } from './segmind.ts';

const { limited, noCredit, badKey } = segmind;
const job = {
	request_id: '{job}',
	status_url: '{url}/v2/requests/{job}/status',
	response_url: '{url}/v2/requests/{job}',
};

export const segmindQueue: Gateway = {
	title: 'Segmind, second version',
	sources: [
		'https://docs.segmind.com/docs/serverless-api/async-inference',
		'https://github.com/api-evangelist/segmind/blob/main/errors/segmind-error-codes.yml',
	],
	// The address for polling is that of the first version.
	submit: { json: { ...job, status: 'QUEUED', poll_url: '{url}/v1/requests/{job}' } },
	poll: {
		path: '/v2/requests/{job}/status',
		running: { json: { ...job, status: 'PROCESSING', metrics: {} } },
		done: {
			json: { request_id: '{job}', status: 'COMPLETED', metrics: { inference_time: 13.06 } },
		},
	},
	result: {
		path: '/v2/requests/{job}',
		done: {
			json: {
				request_id: '{job}',
				status: 'COMPLETED',
				output: [{ url: '{image}' }],
				metrics: { inference_time: 13.06 },
			},
		},
	},
	// A failure comes with HTTP 422 when the result is asked for.
	failed: {
		result: {
			status: 422,
			json: {
				status: 'FAILED',
				error: 'The prompt has to be a text',
				metrics: { inference_time: 0.007, queue_time: 0.23, total_time: 0.24 },
			},
		},
		reason: 'has to be a text',
	},
	...(limited && { limited }),
	...(noCredit && { noCredit }),
	...(badKey && { badKey }),
};
