import type { Gateway } from '../gateway.ts';

/** The code is a word, and the reply of the service behind it stands inside. */
const answer = (status: string, progress: string, task: object) => ({
	json: {
		code: 'success',
		message: '',
		data: {
			task_id: '{job}',
			status,
			progress,
			submit_time: 1_767_600_000,
			data: { code: 0, data: task },
		},
	},
});

export const klingResold: Gateway = {
	title: 'Kling, as EzModel and AnyFast resell it',
	sources: [
		'https://doc.ezmodel.cloud/en/kling/multi-image-video-status.html',
		'https://docs.anyfast.ai/guides/model-api/kuaishou/kling-task-query',
	],
	options: { statusPath: '/kling/v1/images/generations/{id}' },
	submit: answer('SUBMITTED', '0%', { task_id: '{job}', task_status: 'submitted' }),
	poll: {
		path: '/kling/v1/images/generations/{job}',
		running: answer('IN_PROGRESS', '30%', { task_id: '{job}', task_status: 'processing' }),
		done: answer('SUCCESS', '100%', {
			task_id: '{job}',
			task_status: 'succeed',
			task_result: { images: [{ index: 0, url: '{image}' }] },
		}),
	},
	failed: {
		poll: answer('FAILURE', '100%', {
			task_id: '{job}',
			task_status: 'failed',
			task_status_msg: 'The picture would not come',
		}),
		reason: 'would not come',
	},
};
