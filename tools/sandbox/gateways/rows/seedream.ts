import type { Gateway } from '../gateway.ts';

const refused = (status: number, code: string, message: string) => ({
	status,
	json: { error: { code, message, param: '', type: 'Request' } },
});

export const seedream: Gateway = {
	title: 'Volcengine Ark (Seedream)',
	sources: [
		'https://www.volcengine.com/docs/82379/1541523',
		'https://www.volcengine.com/docs/82379/1099476',
	],
	submit: {
		json: {
			model: 'doubao-seedream-4-0',
			created: 1_767_600_000,
			data: [{ url: '{image}', size: '1024x1024' }],
			usage: { generated_images: 1, output_tokens: 4096, total_tokens: 4096 },
		},
	},
	// One picture of a group can fail while the reply as a whole is fine.
	failed: {
		submit: {
			json: {
				model: 'doubao-seedream-4-0',
				created: 1_767_600_000,
				data: [{ error: { code: 'InternalServiceError', message: 'This one was not drawn' } }],
				usage: { generated_images: 0, output_tokens: 0, total_tokens: 0 },
			},
		},
		reason: 'This one was not drawn',
	},
	moderated: {
		submit: refused(
			400,
			'OutputImageSensitiveContentDetected',
			'The picture may hold sensitive information',
		),
		reason: 'may hold sensitive information',
	},
	limited: { submit: refused(429, 'ModelAccountIpmRateLimitExceeded', 'Too many images a minute') },
	noCredit: {
		submit: refused(403, 'AccountOverdueError', 'The account has an overdue balance'),
		reason: 'overdue',
	},
	badKey: {
		submit: refused(401, 'AuthenticationError', 'The key in the request is wrong'),
		reason: 'is wrong',
	},
};
