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
		[422, 'The dimensions are invalid'],
		[null, 'The upstream model is unavailable'],
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
	])('%s %s', (status, words) => {
		expect(isModelsFault(status, words)).toBe(false);
	});
});
