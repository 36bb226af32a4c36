import type { Gateway } from '../gateway.ts';

const state = (fields: object) => ({
	json: {
		finished: 0,
		processing: 0,
		restarted: 0,
		waiting: 1,
		done: false,
		faulted: false,
		wait_time: 12,
		queue_position: 3,
		kudos: 11,
		is_possible: true,
		generations: [],
		...fields,
	},
});
const generation = {
	worker_name: 'attic',
	model: 'Deliberate',
	state: 'ok',
	img: '{image}',
	seed: '7',
	id: 'g-1',
};
const ended = { finished: 1, waiting: 0, done: true, wait_time: 0, queue_position: 0 };

export const aiHorde: Gateway = {
	title: 'AI Horde',
	sources: [
		'https://github.com/Haidra-Org/AI-Horde/blob/main/horde/classes/base/waiting_prompt.py',
		'https://github.com/Haidra-Org/AI-Horde/blob/main/horde/apis/models/stable_v2.py',
		'https://github.com/Haidra-Org/AI-Horde/blob/main/horde/exceptions.py',
	],
	options: { statusPath: '/api/v2/generate/status/{id}', imageUrlPath: 'generations.0.img' },
	submit: { status: 202, json: { id: '{job}', kudos: 11 } },
	poll: {
		path: '/api/v2/generate/status/{job}',
		running: state({}),
		done: state({ ...ended, generations: [{ ...generation, censored: false }] }),
	},
	// What has failed is done, and nothing tells why.
	failed: {
		poll: state({ ...ended, finished: 0, restarted: 3, faulted: true }),
		reason: 'fail',
	},
	moderated: {
		submit: {
			status: 400,
			json: { message: 'This prompt is against the rules of the horde', rc: 'CorruptPrompt' },
		},
		reason: 'against the rules of the horde',
	},
	limited: {
		submit: {
			status: 429,
			json: { message: 'More requests at once than this user may have', rc: 'TooManyPrompts' },
		},
	},
	noCredit: {
		submit: {
			status: 403,
			json: { message: 'The client needs to have the 30 kudos already', rc: 'KudosUpfront' },
		},
		reason: 'the 30 kudos',
	},
	badKey: {
		submit: {
			status: 401,
			json: { message: 'No user matches this API key', rc: 'InvalidAPIKey' },
		},
		reason: 'No user matches',
	},
	filtered: {
		poll: state({
			...ended,
			generations: [
				{ ...generation, censored: true, gen_metadata: [{ type: 'censorship', value: 'csam' }] },
			],
		}),
	},
};
