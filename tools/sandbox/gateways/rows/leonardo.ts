import type { Gateway } from '../gateway.ts';

const generation = (status: string, generated_images: unknown[] = []) => ({
	json: {
		generations_by_pk: {
			id: '{job}',
			status,
			generated_images,
			prompt: '{prompt}',
			negativePrompt: '',
			imageHeight: '{height}',
			imageWidth: '{width}',
			modelId: 'b24e16ff',
			createdAt: '2026-01-05T08:00:00Z',
		},
	},
});
const picture = { id: 'p-1', url: '{image}', likeCount: 0, generated_image_variation_generics: [] };
const refused = (status: number, code: string, error: string) => ({
	status,
	json: { error, path: '$', code },
});

export const leonardo: Gateway = {
	title: 'Leonardo.Ai',
	sources: [
		'https://docs.leonardo.ai/reference/creategeneration',
		'https://docs.leonardo.ai/reference/getgenerationbyid',
		'https://docs.leonardo.ai/docs/api-error-messages',
	],
	options: { statusPath: '/api/rest/v1/generations/{id}' },
	submit: { json: { sdGenerationJob: { generationId: '{job}', apiCreditCost: 11 } } },
	poll: {
		path: '/api/rest/v1/generations/{job}',
		running: generation('PENDING'),
		done: generation('COMPLETE', [{ ...picture, nsfw: false }]),
	},
	failed: { poll: generation('FAILED'), reason: 'FAILED' },
	moderated: {
		submit: refused(400, 'unexpected', 'Our content moderation filter stopped the prompt'),
		reason: 'content moderation filter stopped the prompt',
	},
	limited: { submit: refused(429, 'rate-limited', 'Concurrency limit reached') },
	noCredit: {
		submit: refused(402, 'payment-required', 'No API tokens are left in the plan'),
		reason: 'No API tokens are left',
	},
	badKey: {
		submit: refused(401, 'access-denied', 'The header was not accepted'),
		reason: 'The header was not accepted',
	},
	filtered: { poll: generation('COMPLETE', [{ ...picture, nsfw: true }]) },
};
