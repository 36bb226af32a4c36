import type { Gateway } from '../gateway.ts';

const refused = (
	status: number,
	code: string | null,
	message: string,
	type = 'invalid_request_error',
) => ({
	status,
	json: { error: { message, type, param: null, code } },
});

export const openai: Gateway = {
	title: 'OpenAI',
	sources: [
		'https://github.com/openai/openai-openapi/blob/master/openapi.yaml',
		'https://github.com/vercel/ai/blob/main/packages/openai/src/image/__fixtures__/openai-image.json',
		'https://docs.crazyrouter.com/jp/reference/status-codes',
		'https://ihktw.com/en-us/answers/questions/5884023/azure-ai-foundry-moderation-blocked-for-safe-child',
	],
	submit: {
		json: {
			created: 1_767_600_000,
			background: 'opaque',
			output_format: 'png',
			quality: 'medium',
			size: '1024x1024',
			data: [{ b64_json: '{base64}', revised_prompt: 'a fox, sitting' }],
			usage: { total_tokens: 100, input_tokens: 50, output_tokens: 50 },
		},
	},
	failed: {
		submit: refused(400, 'invalid_value', 'This size is not one of the sizes'),
		reason: 'not one of the sizes',
	},
	moderated: {
		submit: refused(
			400,
			'moderation_blocked',
			'The safety system turned this request down',
			'image_generation_user_error',
		),
		reason: 'The safety system turned this request down',
	},
	limited: {
		submit: {
			...refused(429, 'rate_limit_exceeded', 'The limit is 5 images a minute', 'requests'),
			headers: { 'retry-after': '1' },
		},
		waits: 1,
	},
	// The same status as a limit, but no wait ends it.
	noCredit: {
		submit: refused(
			429,
			'insufficient_quota',
			'You exceeded your current quota, look at your billing details',
			'insufficient_quota',
		),
		reason: 'exceeded your current quota',
	},
	badKey: {
		submit: refused(401, 'invalid_api_key', 'The key that was given is incorrect'),
		reason: 'is incorrect',
	},
};
