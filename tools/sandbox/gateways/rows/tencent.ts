import type { Gateway } from '../gateway.ts';

/** HTTP 200 whatever happens, and all in `Response`. */
const response = (fields: object) => ({ json: { Response: { RequestId: 'r-9', ...fields } } });
const job = (JobStatusCode: string, JobStatusMsg: string, fields: object = {}) =>
	response({ JobErrorCode: '', JobErrorMsg: '', JobStatusCode, JobStatusMsg, ...fields });
const refused = (Code: string, Message: string) => response({ Error: { Code, Message } });

export const tencent: Gateway = {
	title: 'Tencent Cloud (Hunyuan)',
	sources: [
		'https://www.tencentcloud.com/document/api/1238/64639',
		'https://github.com/TencentCloud/tencentcloud-cli/blob/master/tccli/examples/aiart/v20221229/QueryTextToImageJob.md',
	],
	unverified: ['failed'],
	options: { statusPath: '/aiart/{id}' },
	submit: response({ JobId: '{job}' }),
	poll: {
		path: '/aiart/{job}',
		running: job('2', '运行中', { ResultImage: [] }),
		done: job('5', '处理完成', {
			ResultImage: ['{image}'],
			ResultDetails: ['Success'],
			RevisedPrompt: ['a fox, in oil'],
		}),
	},
	failed: {
		poll: job('4', '处理失败', {
			JobErrorCode: 'FailedOperation.GenerateImageFailed',
			JobErrorMsg: 'The picture could not be drawn this time',
		}),
		reason: 'could not be drawn this time',
	},
	badKey: {
		submit: refused('AuthFailure.SecretIdNotFound', 'That secret id is not to be found'),
		reason: 'not to be found',
	},
};
