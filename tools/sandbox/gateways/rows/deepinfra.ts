import type { Gateway } from '../gateway.ts';

const answer = (fields: object) => ({
	json: {
		images: ['{dataUri}'],
		nsfw_content_detected: [false],
		seed: 7,
		request_id: 'd-1',
		inference_status: { status: 'succeeded', runtime_ms: 900, cost: 0.0005, tokens_input: null },
		...fields,
	},
});

export const deepinfra: Gateway = {
	title: 'DeepInfra',
	sources: [
		'https://deepinfra.com/black-forest-labs/FLUX-1-schnell/api',
		'https://deepinfra.com/docs/inference',
	],
	submit: answer({}),
	failed: {
		submit: answer({ images: [], inference_status: { status: 'failed', error: 'The run broke' } }),
		reason: 'fail',
	},
	limited: { submit: { status: 429, json: { detail: { error: 'Model busy, retry later' } } } },
	noCredit: {
		submit: {
			status: 402,
			json: { detail: { error: 'Add to your balance to go on with inference' } },
		},
		reason: 'Add to your balance',
	},
	badKey: {
		submit: { status: 401, json: { detail: { error: 'User is not authenticated' } } },
		reason: 'not authenticated',
	},
	filtered: { submit: answer({ nsfw_content_detected: [true] }) },
};
