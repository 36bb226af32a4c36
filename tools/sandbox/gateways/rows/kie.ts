import type { Gateway } from '../gateway.ts';

const task = {
	taskId: '{job}',
	model: 'google/nano-banana',
	param: '{"input":{"prompt":"{prompt}"}}',
};
const record = (data: object) => ({
	json: { code: 200, msg: 'success', data: { ...task, ...data } },
});

/** Refusals come with HTTP 200 and a code in the body. */
const refused = (code: number, msg: string) => ({ json: { code, msg, data: null } });

export const kie: Gateway = {
	title: 'kie.ai',
	sources: ['https://docs.kie.ai/market/common/get-task-detail', 'https://docs.kie.ai/'],
	options: { statusPath: '/api/v1/jobs/recordInfo?taskId={id}' },
	submit: { json: { code: 200, msg: 'success', data: { taskId: '{job}' } } },
	poll: {
		path: '/api/v1/jobs/recordInfo?taskId={job}',
		running: record({ state: 'waiting', resultJson: '', failCode: null, failMsg: null }),
		done: record({
			state: 'success',
			resultJson: '{"resultUrls":["{image}"]}',
			failCode: '',
			failMsg: '',
			costTime: 21,
		}),
	},
	failed: {
		poll: record({
			state: 'fail',
			resultJson: '',
			failCode: '500',
			failMsg: 'The model upstream gave up',
			costTime: null,
		}),
		reason: 'The model upstream gave up',
	},
	moderated: {
		poll: record({
			state: 'fail',
			resultJson: '',
			failCode: '422',
			failMsg: 'The safety system stopped this prompt',
		}),
		reason: 'The safety system stopped this prompt',
	},
	limited: { submit: refused(429, 'Calls come too fast') },
	noCredit: { submit: refused(402, 'The credits do not suffice'), reason: 'do not suffice' },
	badKey: {
		submit: refused(401, 'You have no permission to enter'),
		reason: 'no permission to enter',
	},
	echo: {
		poll: record({
			state: 'success',
			param: '{"input":{"image_urls":["{input}"]}}',
			resultJson: '{"resultUrls":["{image}"]}',
		}),
	},
};
