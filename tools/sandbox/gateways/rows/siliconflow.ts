import type { Gateway } from '../gateway.ts';

const refused = (status: number, code: number, message: string) => ({
	status,
	json: { code, message, data: null },
});

export const siliconflow: Gateway = {
	title: 'SiliconFlow',
	sources: [
		'https://docs.siliconflow.cn/cn/faqs/error-code.md',
		'https://github.com/tryAGI/SiliconFlow/blob/main/src/libs/SiliconFlow/openapi.yaml',
	],
	submit: {
		json: {
			images: [{ url: '{image}' }],
			timings: { inference: 1.3 },
			seed: 3,
			shared_id: '0',
			data: [{ url: '{image}' }],
			created: 1_767_600_000,
		},
	},
	failed: {
		submit: refused(400, 20_012, 'That model is not here'),
		reason: 'That model is not here',
	},
	// Some refusals are a text in JSON, and no more.
	limited: { submit: { status: 429, json: 'The rate limit IPM was reached' } },
	noCredit: {
		submit: refused(403, 30_001, 'Sorry, the account balance is insufficient'),
		reason: 'balance is insufficient',
	},
	badKey: { submit: { status: 401, json: 'Invalid token' }, reason: 'Invalid token' },
};
