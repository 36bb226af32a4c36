import { isModelsFault } from '../../../nodes/OakgenImage/run/modelsFault';

describe('a refusal lies with the model', () => {
	it.each<[number | null, string]>([
		[404, ''],
		[404, 'There is no model "x"'],
		[410, 'gone'],
		[500, 'internal error'],
		[503, 'The model is overloaded'],
		[529, ''],
		[400, 'Model nano-banana-2-text not found'],
		[400, 'model_not_found'],
		[400, 'The model `x` does not exist or you do not have access to it'],
		[400, 'Unknown model: x'],
		[400, 'Invalid model id'],
		[422, 'model: x is no longer available'],
		[403, 'This model has been deprecated'],
		[400, 'Resolution 4K is not supported'],
		[422, 'Unsupported image size 4K'],
		[422, 'image_size must be one of 1K, 2K'],
		[400, 'aspect_ratio: only 1:1 is available'],
		[null, 'The upstream model is unavailable'],
		[400, 'flux-2-pro is not a valid model ID'],
		[400, "'4K' is not one of ['1K', '2K'] - 'resolution'"],
		[422, '{"detail":[{"loc":["body","image_size"],"msg":"Input should be 1K or 2K"}]}'],
		[422, 'resolution: unexpected value; permitted: 1K, 2K'],
		[422, 'Invalid image_size: 4K'],
		[422, 'Unsupported image_size 4K'],
		[400, 'Unsupported aspectRatio'],
		[400, "This resolution isn't supported"],
		[400, 'Model flux-2 is not currently available'],
		[403, 'You do not have access to the model: not have access'],
		[400, 'Model x is not recognized'],
		[400, 'Model has been discontinued'],
	])('%s %s', (status, words) => {
		expect(isModelsFault(status, words)).toBe(true);
	});
});

describe('a refusal does not lie with the model', () => {
	it.each<[number | null, string]>([
		[400, ''],
		[400, 'The prompt is too long'],
		[400, 'API key not valid'],
		[401, 'Unknown model'],
		[402, 'No credits left for this model: not available'],
		[403, 'Forbidden'],
		[413, 'Image size exceeds 20 MB'],
		[422, 'image_urls.0: not an image'],
		[429, 'model limit exceeded, not available'],
		[null, 'failed'],
		[null, 'The model could not make this picture'],
		// About what the image shows: never tried with another model.
		[400, 'The model is not available for prompts that violate our policy'],
		[404, 'Blocked by safety filters'],
		[422, 'Unsupported model input: NSFW'],
		[500, 'content policy violation'],
		[503, 'moderation refused'],
		[null, 'model does not support copyrighted characters'],
		[null, 'This model is not allowed to draw inappropriate content'],
		[400, 'This model does not support generating images of real people'],
		[400, 'The model is not allowed to generate public figures'],
		[400, 'Invalid prompt: the content filter of the model rejected it'],
		[500, 'It contained material flagged by a content checker'],
		[400, 'Nudity is not supported by this model'],
		[400, 'Images of celebrities are not supported by this model'],
		[500, '{"error":{"code":"content_policy_violation","message":"Generation failed"}}'],
		[403, 'Invalid API key for this model'],
		[422, 'Image file size exceeds 10 MB'],
	])('%s %s', (status, words) => {
		expect(isModelsFault(status, words)).toBe(false);
	});
});
