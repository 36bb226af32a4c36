import type { Gateway } from '../gateway.ts';

const state = (status: string, fields: object = {}) => ({
	json: { id: '{job}', status, error: null, ...fields },
});
const refused = (status: number, error: string, message: string) => ({
	status,
	json: { error, message },
});

export const fashn: Gateway = {
	title: 'FASHN AI',
	sources: [
		'https://docs.fashn.ai/api-overview/error-handling',
		'https://docs.fashn.ai/api-overview/api-fundamentals',
	],
	options: { statusPath: '/v1/status/{id}' },
	submit: { json: { id: '{job}', error: null } },
	poll: {
		path: '/v1/status/{job}',
		running: state('in_queue'),
		done: state('completed', { output: ['{image}'] }),
	},
	failed: {
		poll: state('failed', { error: { name: 'PipelineError', message: 'One of the steps broke' } }),
		reason: 'One of the steps broke',
	},
	moderated: {
		poll: state('failed', {
			error: { name: 'ContentModerationError', message: 'The prompt was not admitted' },
		}),
		reason: 'The prompt was not admitted',
	},
	limited: { submit: refused(429, 'RateLimitExceeded', 'Fifty a minute at most') },
	noCredit: {
		submit: refused(429, 'OutOfCredits', 'No API credits remain'),
		reason: 'No API credits remain',
	},
	badKey: {
		submit: refused(401, 'UnauthorizedAccess', 'Unauthorized: that token is wrong'),
		reason: 'that token is wrong',
	},
};
