import type { Gateway } from '../gateway.ts';

const completed = {
	type: 'image_generation.completed',
	b64_json: '{base64}',
	created_at: 1_767_600_000,
	output_format: 'png',
	usage: { total_tokens: 100 },
};
/** A rough picture on the way to the final one: any other picture than the result. */
const partial = (index: number) => ({
	type: 'image_generation.partial_image',
	partial_image_index: index,
	b64_json:
		'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
});
const failing = (code: string, message: string) => ({
	events: [partial(0), { type: 'error', error: { type: 'image_generation_error', code, message } }],
});

export const openaiStream: Gateway = {
	title: 'OpenAI, server-sent events',
	sources: ['https://github.com/openai/openai-openapi/blob/master/openapi.yaml'],
	unverified: ['failed', 'moderated'],
	submit: { events: [partial(0), partial(1), completed, '[DONE]'] },
	failed: {
		submit: failing('server_error', 'The stream broke in our kitchen'),
		reason: 'in our kitchen',
	},
	moderated: {
		submit: failing('moderation_blocked', 'The safety system stopped the picture'),
		reason: 'The safety system stopped the picture',
	},
};
