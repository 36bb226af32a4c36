import type { Gateway } from '../gateway.ts';

/** Whatever happens, there is an object `error`. */
const noError = { code: 0, raw_message: '', message: '', detail: null };
const task = (status: string, output: unknown, error: object = noError) => ({
	json: {
		code: 200,
		data: {
			task_id: '{job}',
			model: 'Qubico/flux1-schnell',
			task_type: 'txt2img',
			status,
			input: { prompt: '{prompt}' },
			output,
			meta: { usage: { type: 'llm', frozen: 0, consume: 20_000 }, is_using_private_pool: false },
			detail: null,
			logs: [],
			error,
		},
		message: 'success',
	},
});

export const piapi: Gateway = {
	title: 'PiAPI (GoAPI)',
	sources: [
		'https://piapi.ai/docs/flux-api/text-to-image',
		'https://piapi.ai/docs/flux-api/kontext',
	],
	unverified: ['limited', 'badKey'],
	options: { statusPath: '/api/v1/task/{id}' },
	submit: task('pending', null),
	poll: {
		path: '/api/v1/task/{job}',
		running: task('processing', null),
		done: task('completed', { image_base64: '', image_url: '{image}' }),
	},
	failed: {
		poll: task('failed', null, { ...noError, code: 10_000, message: 'no worker took the task' }),
		reason: 'no worker took the task',
	},
	moderated: {
		poll: task('failed', null, {
			...noError,
			code: 10_001,
			raw_message: 'the prompt has a banned word',
		}),
		reason: 'the prompt has a banned word',
	},
	limited: {
		submit: {
			status: 429,
			json: { code: 429, data: null, message: 'rate limit for this plan reached' },
		},
	},
	badKey: {
		submit: { status: 401, json: { code: 401, data: null, message: 'Invalid API key' } },
		reason: 'Invalid API key',
	},
};
