import type { Gateway } from '../gateway.ts';

const generation = (state: string, fields: object = {}) => ({
	json: {
		id: '{job}',
		created_at: '2026-01-05T08:00:00Z',
		model: 'uni-1',
		state,
		type: 'image',
		...fields,
	},
});
const refused = (status: number, detail: string) => ({ status, json: { detail } });

export const lumaAgents: Gateway = {
	title: 'Luma Agents',
	sources: [
		'https://docs.agents.lumalabs.ai/api/resources/generations/methods/get',
		'https://docs.agents.lumalabs.ai/guides/error-handling/',
	],
	options: { statusPath: '/v1/generations/{id}' },
	submit: { status: 201, ...generation('queued') },
	poll: {
		path: '/v1/generations/{job}',
		running: generation('processing'),
		done: generation('completed', { output: [{ type: 'image', url: '{image}' }] }),
	},
	failed: {
		poll: generation('failed', {
			failure_code: 'generation_failed',
			failure_reason: 'The model lost the thread',
		}),
		reason: 'lost the thread',
	},
	moderated: {
		poll: generation('failed', {
			failure_code: 'content_moderated',
			failure_reason: 'The prompt is against the guidelines',
		}),
		reason: 'against the guidelines',
	},
	limited: {
		submit: { ...refused(429, 'Too many at a time'), headers: { 'retry-after': '1' } },
		waits: 1,
	},
	noCredit: {
		submit: refused(402, 'The credits do not cover this'),
		reason: 'do not cover this',
	},
	badKey: { submit: refused(401, 'The key is missing or wrong'), reason: 'missing or wrong' },
};
