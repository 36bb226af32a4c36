import type { Gateway } from '../gateway.ts';

/** The job's own address stands in `url`, and the pictures in `images`, empty until they are there. */
const prompt = (images: string[], fields: object = {}) => ({
	json: {
		id: '{jobNumber}',
		text: '{prompt}',
		trained_at: null,
		tune_id: 1504944,
		url: '{url}/tunes/1504944/prompts/{jobNumber}.json',
		images,
		...fields,
	},
});

export const astria: Gateway = {
	title: 'Astria',
	sources: [
		'https://docs.astria.ai/docs/api/prompt/create',
		'https://docs.astria.ai/docs/api/prompt/list',
		'https://docs.astria.ai/docs/api/overview',
		'https://github.com/astriaai/headshots-starter/blob/main/app/astria/prompt-webhook/route.ts',
	],
	unverified: ['failed', 'moderated'],
	options: { statusPath: '/tunes/1504944/prompts/{id}.json', imageUrlPath: 'images.0' },
	submit: { status: 201, ...prompt([]) },
	poll: {
		path: '/tunes/1504944/prompts/{jobNumber}.json',
		running: prompt([]),
		done: prompt(['{image}'], { trained_at: '2026-01-05T08:00:00Z' }),
	},
	failed: {
		poll: prompt([], { user_error: 'The text could not be parsed at the third word' }),
		reason: 'could not be parsed at the third word',
	},
	moderated: {
		submit: { status: 422, json: { text: ['holds a word that is not allowed'] } },
		reason: 'holds a word that is not allowed',
	},
};
