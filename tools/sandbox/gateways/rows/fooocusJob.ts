import type { Gateway } from '../gateway.ts';

const job = (job_stage: string, fields: object = {}) => ({
	json: {
		job_id: '{job}',
		job_type: 'Text to Image',
		job_stage,
		job_progress: 0,
		job_status: null,
		job_step_preview: null,
		job_result: null,
		...fields,
	},
});

export const fooocusJob: Gateway = {
	title: 'Fooocus-API, asynchronous',
	sources: ['https://github.com/mrhan1993/Fooocus-API/blob/main/docs/api_doc_en.md'],
	options: { statusPath: '/v1/generation/query-job?job_id={id}' },
	submit: job('WAITING'),
	poll: {
		path: '/v1/generation/query-job?job_id={job}',
		running: job('RUNNING', {
			job_progress: 40,
			job_status: 'Sampling, step 12 of 30',
			job_step_preview: '{preview}',
		}),
		done: job('SUCCESS', {
			job_progress: 100,
			job_status: 'Finished',
			job_result: [{ base64: null, url: '{image}', seed: '1', finish_reason: 'SUCCESS' }],
		}),
	},
	failed: {
		poll: job('ERROR', { job_status: 'The checkpoint could not be loaded' }),
		reason: 'could not be loaded',
	},
};
