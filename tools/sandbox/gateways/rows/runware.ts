import type { Gateway } from '../gateway.ts';

const picture = (fields: object = {}) => ({
	json: {
		data: [
			{
				taskType: 'imageInference',
				imageUUID: 'u-1',
				taskUUID: 'u-2',
				seed: 5,
				imageURL: '{image}',
				NSFWContent: false,
				cost: 0.0006,
				...fields,
			},
		],
	},
});
const refused = (status: number, code: string, message: string) => ({
	status,
	json: {
		data: [],
		errors: [{ code, message, parameter: '', taskType: 'imageInference', taskUUID: 'u-2' }],
	},
});

export const runware: Gateway = {
	title: 'Runware',
	sources: [
		'https://runware.ai/docs/platform/errors',
		'https://runware.ai/docs/en/image-inference/api-reference',
	],
	submit: picture(),
	failed: {
		submit: refused(400, 'invalidWidth', 'width has to be a multiple of 64'),
		reason: 'a multiple of 64',
	},
	moderated: {
		submit: refused(200, 'invalidProviderContent', 'The provider refused the content as unsafe'),
		reason: 'refused the content as unsafe',
	},
	limited: { submit: refused(429, 'rateLimitExceeded', 'Send fewer at once') },
	noCredit: {
		submit: refused(402, 'insufficientCredits', 'There are no credits left'),
		reason: 'no credits left',
	},
	badKey: {
		submit: refused(401, 'invalidApiKey', 'That key is not valid'),
		reason: 'That key is not valid',
	},
	filtered: { submit: picture({ NSFWContent: true }) },
};
