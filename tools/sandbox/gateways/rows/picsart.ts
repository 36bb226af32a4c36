import type { Gateway } from '../gateway.ts';

const state = (status: string, fields: object = {}) => ({ json: { status, ...fields } });
const refused = (status: number, message: string) => ({
	status,
	json: { message, detail: message },
});

export const picsart: Gateway = {
	title: 'Picsart',
	sources: ['https://github.com/tryAGI/Picsart/blob/main/specs/merged-openapi.yaml'],
	options: { statusPath: '/v1/text2image/inferences/{id}' },
	submit: { status: 202, json: { status: 'processing', inference_id: '{job}' } },
	poll: {
		path: '/v1/text2image/inferences/{job}',
		running: { status: 202, json: { status: 'processing', inference_id: '{job}' } },
		done: state('success', { data: [{ id: 'p-1.png', url: '{image}', status: 'DONE' }] }),
	},
	failed: { poll: state('error'), reason: 'error' },
	limited: { submit: refused(429, 'Too many requests for this plan') },
	noCredit: { submit: refused(402, 'The credits are at an end'), reason: 'at an end' },
	badKey: { submit: refused(401, 'The API key is missing or wrong'), reason: 'missing or wrong' },
};
