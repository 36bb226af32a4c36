import type { Gateway } from '../gateway.ts';

const event = (type: string, fields: object) => ({
	type: `image_generation.${type}`,
	model: 'doubao-seedream-4-0-250828',
	created: 1_767_600_000,
	...fields,
});
const completed = (generated_images: number) =>
	event('completed', { usage: { generated_images, output_tokens: 4096, total_tokens: 4096 } });
const failing = (code: string, message: string) => ({
	events: [
		event('partial_failed', { image_index: 0, error: { code, message } }),
		completed(0),
		'[DONE]',
	],
});

/** An event for each picture of the order: a part of it is not a rough picture. */
export const seedreamStream: Gateway = {
	title: 'Volcengine Ark (Seedream), server-sent events',
	sources: ['https://docs.router.shengsuanyun.com/204175126d0'],
	submit: {
		events: [
			event('partial_succeeded', { image_index: 0, url: '{image}', size: '1024x1024' }),
			completed(1),
			'[DONE]',
		],
	},
	failed: {
		submit: failing('InternalServiceError', 'The picture could not be drawn here'),
		reason: 'could not be drawn here',
	},
	moderated: {
		submit: failing('OutputImageSensitiveContentDetected', 'The picture may be sensitive'),
		reason: 'may be sensitive',
	},
};
