import type { Gateway } from '../gateway.ts';

const answer = (data: object) => ({
	json: {
		code: 0,
		message: 'SUCCEED',
		request_id: 'r-6',
		data: { task_id: '{job}', created_at: 1_767_600_000_000, ...data },
	},
});

export const kling: Gateway = {
	title: 'Kling',
	sources: [
		'https://v98store.com/html_docs/api-243012261.html',
		'https://apidoc.cometapi.com/api/video/kling/individual-queries',
		'https://github.com/vercel/ai/blob/main/packages/klingai/src/klingai-video-model.ts',
	],
	options: { statusPath: '/v1/images/generations/{id}' },
	submit: answer({ task_status: 'submitted' }),
	poll: {
		path: '/v1/images/generations/{job}',
		running: answer({ task_status: 'processing', task_status_msg: '' }),
		done: answer({
			task_status: 'succeed',
			task_status_msg: '',
			task_result: { images: [{ index: 0, url: '{image}' }] },
		}),
	},
	failed: {
		poll: answer({ task_status: 'failed', task_status_msg: 'The picture would not come' }),
		reason: 'would not come',
	},
};
