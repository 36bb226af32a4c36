import type { Gateway } from '../gateway.ts';

const generation = (state: string, fields: object = {}) => ({
	json: {
		id: '{job}',
		generation_type: 'image',
		state,
		failure_reason: null,
		created_at: '2026-01-05T08:00:00Z',
		assets: null,
		model: 'photon-1',
		request: { generation_type: 'image', prompt: '{prompt}', aspect_ratio: '16:9' },
		...fields,
	},
});

export const luma: Gateway = {
	title: 'Luma Dream Machine',
	sources: [
		'https://github.com/lumalabs/lumaai-python/blob/main/src/lumaai/types/generation.py',
		'https://github.com/tryAGI/Luma/blob/main/src/libs/Luma/openapi.yaml',
		'https://github.com/vercel/ai/blob/main/packages/luma/src/luma-image-model.ts',
	],
	unverified: ['limited', 'noCredit', 'badKey'],
	options: { statusPath: '/dream-machine/v1/generations/{id}' },
	submit: { status: 201, ...generation('queued') },
	poll: {
		path: '/dream-machine/v1/generations/{job}',
		running: generation('dreaming'),
		done: generation('completed', {
			assets: { image: '{image}', video: null, progress_video: null },
		}),
	},
	failed: {
		poll: generation('failed', { failure_reason: 'The dream ended early' }),
		reason: 'The dream ended early',
	},
	moderated: {
		poll: generation('failed', { failure_reason: 'The moderation found the prompt unfit' }),
		reason: 'The moderation found the prompt unfit',
	},
	limited: { submit: { status: 429, json: { detail: 'Twenty generations at a time' } } },
	noCredit: {
		submit: { status: 400, json: { detail: 'Insufficient credits' } },
		reason: 'Insufficient credits',
	},
	badKey: {
		submit: { status: 401, json: { detail: 'Not authenticated' } },
		reason: 'Not authenticated',
	},
	echo: {
		poll: generation('completed', {
			assets: { image: '{image}' },
			request: { prompt: '{prompt}', image_ref: [{ url: '{input}', weight: 0.8 }] },
		}),
	},
};
