import type { ProviderCredential } from '../types';

/** Lists one model, which costs nothing. */
export const geminiCredential: ProviderCredential = {
	name: 'geminiImageApi',
	usualBaseUrl: 'https://generativelanguage.googleapis.com/v1',
	test: {
		method: 'GET',
		path: '/models?pageSize=1',
		headers: (apiKey) => ({ 'x-goog-api-key': apiKey }),
		judge(status, text) {
			// Google answers a wrong key with 400 INVALID_ARGUMENT.
			const isKeyRefused =
				status === 401 || status === 403 || (status === 400 && /api.?key/i.test(text));
			if (isKeyRefused) return 'keyRefused';
			const isAnswered = status === 200 && text.trimStart().startsWith('{');
			return status === 429 || isAnswered ? 'works' : 'unexpected';
		},
	},
};
