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
		submit: refused(400, '1301', '输入的内容可能不安全', {
			contentFilter: [{ role: 'user', level: 1 }],
		}),
		reason: '可能不安全',
	},
	limited: { submit: refused(429, '1302', '并发数过高，请降低并发') },
	noCredit: {
		submit: refused(429, '1113', '账户余额已用完，充值后可以继续'),
		reason: '账户余额已用完',
	},
	badKey: {
		submit: refused(401, '1002', 'The token is not valid'),
		reason: 'The token is not valid',
	},
};
