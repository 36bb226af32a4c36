import type { Gateway } from '../gateway.ts';

const response = (fields: object) => ({ json: { Response: { RequestId: 'r-7', ...fields } } });

export const tencentMps: Gateway = {
	title: 'Tencent Cloud (MPS)',
	sources: [
		'https://cloud.tencent.com/document/api/862/126964',
		'https://www.tencentcloud.com/document/api/1041/76486',
	],
	options: { statusPath: '/mps/{id}' },
	submit: response({ TaskId: '{job}' }),
	poll: {
		path: '/mps/{job}',
		running: response({ Status: 'RUN', Message: 'ok', ImageUrls: [] }),
		done: response({ Status: 'DONE', Message: 'ok', ImageUrls: ['{image}'] }),
	},
	failed: {
		poll: response({ Status: 'FAIL', Message: 'That model cannot draw', ImageUrls: [] }),
		reason: 'cannot draw',
	},
};
