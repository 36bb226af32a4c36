import type { Gateway } from '../gateway.ts';

export const getimg: Gateway = {
	title: 'getimg.ai, second version',
	sources: [
		'https://github.com/getimg-ai/getimg-python/blob/main/src/getimg/types/image_generate_response.py',
		'https://github.com/getimg-ai/getimg-python/blob/main/src/getimg/types/videos/generation_retrieve_response.py',
	],
	submit: {
		json: {
			id: 'g-1',
			model: 'seedream-5-lite',
			status: 'completed',
			data: [
				{
					url: '{image}',
					mime_type: '{mimeType}',
					width: '{width}',
					height: '{height}',
					deletes_at: '2026-01-06T08:00:00Z',
				},
			],
			usage: { billable_unit: 'image', quantity: 1, unit_price: 0.03, total_cost: 0.03 },
		},
	},
	failed: {
		submit: {
			json: {
				id: 'g-1',
				status: 'failed',
				error: { code: 'generation_failed', message: 'This one came out empty' },
			},
		},
		reason: 'came out empty',
	},
};
