import type { Gateway } from '../gateway.ts';

const refused = (status: number, fields: object) => ({ status, json: fields });

export const huggingFace: Gateway = {
	title: 'Hugging Face Inference',
	sources: [
		'https://huggingface.co/docs/inference-providers/pricing',
		'https://github.com/huggingface/transformers/issues/23793',
		'https://github.com/huggingface/huggingface.js/blob/main/packages/inference/src/providers/hf-inference.ts',
	],
	unverified: ['failed', 'noCredit', 'badKey'],
	submit: { bytes: 'image', headers: { 'x-compute-type': 'gpu', 'x-compute-time': '2.1' } },
	failed: {
		submit: refused(400, { error: ['height: has to be divisible by 8'] }),
		reason: 'divisible by 8',
	},
	// A cold model says how long it will take to be there.
	limited: {
		submit: refused(503, { error: 'The model is being loaded', estimated_time: 1 }),
	},
	noCredit: {
		submit: refused(402, { error: 'The credits of this month are spent; PRO brings more' }),
		reason: 'credits of this month are spent',
	},
	badKey: { submit: refused(401, { error: 'The credentials are not valid' }), reason: 'not valid' },
};
