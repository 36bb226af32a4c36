import type { Gateway } from '../gateway.ts';

/** The flag stands beside each picture. */
const picture = (has_nsfw: boolean) => ({
	json: {
		data: [{ base64: '{base64}', has_nsfw }],
		meta: { image: { size: 'square_1_1', width: '{width}', height: '{height}' }, seed: 42 },
	},
});

export const freepikClassic: Gateway = {
	title: 'Freepik, classic',
	sources: ['https://docs.freepik.com/api-reference/text-to-image/get-image-from-text'],
	unverified: ['failed'],
	submit: picture(false),
	failed: {
		submit: { status: 400, json: { message: 'num_images: more than there can be' } },
		reason: 'more than there can be',
	},
	filtered: { submit: picture(true) },
};
