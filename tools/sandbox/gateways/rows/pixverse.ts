import type { Gateway } from '../gateway.ts';

/** A number, its name, and whether it is the last. */
const image = (number: number, name: string, isLast: boolean, fields: object = {}) => ({
	json: {
		image_id: '{job}',
		image_status: number,
		image_status_name: name,
		image_status_final: isLast,
		model: 'seedream-4.0',
		prompt: '{prompt}',
		image_url: '',
		customer_img_urls: null,
		queue_data: { queue_count: 0, queue_time: 1 },
		...fields,
	},
});

export const pixverse: Gateway = {
	title: 'PixVerse by useapi.net',
	sources: ['https://useapi.net/docs/api-pixverse-v2/get-pixverse-images-image_id'],
	unverified: ['failed', 'moderated'],
	options: { statusPath: '/v2/pixverse/images/{id}' },
	submit: image(10, 'QUEUED', false),
	poll: {
		path: '/v2/pixverse/images/{job}',
		running: image(5, 'GENERATING', false),
		done: image(1, 'COMPLETED', true, { image_url: '{image}' }),
	},
	failed: { poll: image(8, 'FAILED', true), reason: 'failed' },
	moderated: { poll: image(7, 'MODERATED', true), reason: 'moderated' },
	echo: {
		poll: image(1, 'COMPLETED', true, {
			image_url: '{image}',
			customer_img_urls: ['{input}'],
		}),
	},
};
