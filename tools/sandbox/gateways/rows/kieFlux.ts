import type { Gateway } from '../gateway.ts';

const record = (successFlag: number, fields: object = {}) => ({
	json: {
		code: 200,
		msg: 'success',
		data: {
			taskId: '{job}',
			paramJson: '{"prompt":"{prompt}"}',
			completeTime: null,
			response: null,
			successFlag,
			errorCode: null,
			errorMessage: null,
			...fields,
		},
	},
});

/** The state is a number: 0 it runs, 1 it is there, 2 it was not accepted, 3 it failed. */
export const kieFlux: Gateway = {
	title: 'kie.ai and FluxAPI.ai, Flux Kontext',
	sources: [
		'https://docs.fluxapi.ai/flux-kontext-api/get-image-details',
		'https://docs.kie.ai/4o-image-api/get-4-o-image-details',
	],
	options: { statusPath: '/api/v1/flux/kontext/record-info?taskId={id}' },
	submit: { json: { code: 200, msg: 'success', data: { taskId: '{job}' } } },
	poll: {
		path: '/api/v1/flux/kontext/record-info?taskId={job}',
		running: record(0),
		done: record(1, {
			completeTime: 1_767_600_000_000,
			response: { originImageUrl: '{preview}', resultImageUrl: '{image}' },
		}),
	},
	failed: {
		poll: record(3, { errorCode: 501, errorMessage: 'The flow came to nothing' }),
		reason: 'came to nothing',
	},
	moderated: {
		poll: record(2, { errorCode: 400, errorMessage: 'The words are against the content policy' }),
		reason: 'against the content policy',
	},
};
