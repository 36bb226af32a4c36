import type { Gateway } from '../gateway.ts';

const task = (status: string, fields: object) => ({
	json: { id: '{job}', createdAt: '2026-01-05T08:00:00Z', status, ...fields },
});
const refused = (status: number, error: string) => ({ status, json: { error } });

export const runway: Gateway = {
	title: 'Runway',
	sources: ['https://github.com/tryAGI/Runway/blob/main/src/libs/Runway/openapi.json'],
	options: { statusPath: '/v1/tasks/{id}' },
	// No state: an id, and what it will cost.
	submit: { json: { id: '{job}', estimatedCost: { credits: 5 } } },
	poll: {
		path: '/v1/tasks/{job}',
		running: task('THROTTLED', { estimatedCost: { credits: 5 } }),
		done: task('SUCCEEDED', { output: ['{cdnImage}'], cost: { credits: 5 } }),
	},
	failed: {
		poll: task('FAILED', {
			failure: 'The renderer gave up on this one',
			failureCode: 'INTERNAL.BAD_OUTPUT.CODE01',
			cost: { credits: 0 },
		}),
		reason: 'The renderer gave up',
	},
	moderated: {
		poll: task('FAILED', {
			failure: 'This text did not pass our moderation',
			failureCode: 'SAFETY.INPUT.TEXT',
			cost: { credits: 0 },
		}),
		reason: 'did not pass our moderation',
	},
	limited: { submit: refused(429, 'The tasks of this day are used up for a while') },
};
