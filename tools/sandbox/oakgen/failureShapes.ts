import { jsonReply, textReply } from '../wire.ts';
import type { WireReply } from '../wire.ts';

const refusal = 'The prompt was rejected by the safety filter';

/** Replies without an image. Nothing is generated and nothing is billed. */
export const failureShapes = {
	// HTTP 200, and the failure is in the words
	'success-false': jsonReply({ success: false, error: refusal }),
	'success-false-object': jsonReply({
		success: false,
		error: { message: refusal, code: 'content_policy' },
	}),
	'success-false-message': jsonReply({ success: false, message: refusal }),
	'status-failed': jsonReply({
		id: 'gen_failed',
		status: 'failed',
		error: 'The upstream model failed',
	}),
	'status-nsfw': jsonReply({ id: 'gen_nsfw', status: 'nsfw', message: refusal }),
	'code-500': jsonReply({ code: 500, message: 'The upstream model failed' }),
	refusal: jsonReply({ status: 'completed', images: [], text: 'I cannot create this image.' }),

	// HTTP 200, and no image anywhere
	'no-images': jsonReply({ id: 'gen_none', status: 'completed', images: [] }),
	'null-url': jsonReply({ id: 'gen_null', status: 'completed', url: null }),
	'empty-object': jsonReply({}),
	'empty-array': jsonReply([]),
	'json-null': jsonReply(null),
	'json-string': jsonReply('done'),

	// the ways in which an HTTP error can be worded
	'error-object': jsonReply(
		{ error: { message: 'prompt is too long', code: 'validation_error' } },
		422,
	),
	'error-string': jsonReply({ error: 'prompt is too long' }, 422),
	'error-message': jsonReply({ message: 'prompt is too long' }, 422),
	'error-detail': jsonReply({ detail: 'prompt is too long' }, 422),
	'error-detail-list': jsonReply(
		{ detail: [{ loc: ['body', 'prompt'], msg: 'prompt is too long' }] },
		422,
	),
	'error-text': textReply('prompt is too long', 422),
} satisfies Record<string, WireReply>;

export type FailureReplyName = keyof typeof failureShapes;
