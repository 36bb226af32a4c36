import type { Gateway } from '../gateway.ts';

const refused = (status: number, code: string, message: string, fields: object = {}) => ({
	status,
	json: { error: { code, message }, ...fields },
});

export const zhipu: Gateway = {
	title: 'Zhipu CogView',
	sources: [
		'https://docs.bigmodel.cn/api-reference/模型-api/图像生成',
		'https://docs.bigmodel.cn/cn/api/api-code',
	],
	submit: { json: { created: 1_767_600_000, data: [{ url: '{image}' }] } },
	failed: {
		submit: refused(400, '1214', 'size: this value is not supported'),
		reason: 'this value is not supported',
	},
	moderated: {
		submit: refused(400, '1301', 'The input may be unsafe or sensitive', {
			contentFilter: [{ role: 'user', level: 1 }],
		}),
		reason: 'may be unsafe or sensitive',
	},
	limited: { submit: refused(429, '1302', 'The rate limit for this account is reached') },
	noCredit: {
		submit: refused(429, '1113', 'The account is in arrears, recharge it and try again'),
		reason: 'in arrears',
	},
	badKey: {
		submit: refused(401, '1002', 'The token is not valid'),
		reason: 'The token is not valid',
	},
};
