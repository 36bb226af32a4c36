import type { Gateway } from '../gateway.ts';

export const aliyunWorkshop: Gateway = {
	title: 'Alibaba Cloud Creation Workshop',
	sources: [
		'https://help.aliyun.com/en/document_detail/2844554.html',
		'https://help.aliyun.com/en/document_detail/2835089.html',
	],
	options: { statusPath: '/scc/sd_get_result?taskId={id}' },
	submit: { json: { taskId: '{job}', status: 'waiting', progress: 0, lastQueueRemaining: 3 } },
	poll: {
		path: '/scc/sd_get_result?taskId={job}',
		running: {
			json: {
				taskId: '{job}',
				status: 'running',
				progress: 0.4,
				etaRelative: 9,
				state: { job: 'task', job_no: 0, sampling_step: 4 },
			},
		},
		// The documentation has this word beside "succeeded".
		done: {
			json: {
				data: {
					taskId: '{job}',
					status: 'successed',
					images: ['{image}'],
					parameters: { prompt: '{prompt}' },
					info: { seed: 7 },
				},
			},
		},
	},
	failed: {
		poll: { json: { taskId: '{job}', status: 'failed', message: 'The card went away' } },
		reason: 'card went away',
	},
};
