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
		'https://github.com/deepinfra/deepinfra-node/blob/main/src/lib/types/cog/response.ts',
		'https://github.com/vercel/ai/blob/main/packages/deepinfra/src/deepinfra-image-model.ts',
		'https://github.com/tryAGI/DeepInfra/blob/main/src/libs/DeepInfra/openapi.json',
	],
	unverified: ['failed', 'limited', 'badKey'],
	submit: answer({}),
	failed: {
		submit: answer({ images: [], inference_status: { status: 'failed', error: 'The run broke' } }),
		reason: 'run broke',
	},
	limited: { submit: { status: 429, json: { detail: { error: 'Model busy, retry later' } } } },
	noCredit: {
		submit: {
			status: 402,
			json: {
				detail: { error: 'Inference is prohibited, enter a payment method in the dashboard' },
			},
		},
		reason: 'enter a payment method',
	},
	badKey: {
		submit: { status: 401, json: { detail: { error: 'User is not authenticated' } } },
		reason: 'not authenticated',
	},
	filtered: { submit: answer({ nsfw_content_detected: [true] }) },
};
