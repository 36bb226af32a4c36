import { isSuccess } from '../../transport/status';
import type { ProviderCredential } from '../types';
import { GENERATE_PATH } from './paths';

/**
 * Oakgen publishes no free endpoint: an empty request is refused before anything is generated, but
 * only after the key was checked.
 */
export const oakgenCredential: ProviderCredential = {
	name: 'oakgenApi',
	usualBaseUrl: 'https://api.oakgen.ai',
	test: {
		method: 'POST',
		path: GENERATE_PATH,
		headers: (apiKey) => ({
			Authorization: `Bearer ${apiKey}`,
			'Content-Type': 'application/json',
		}),
		body: '{}',
		judge(status, text) {
			if (status === 401 || status === 403) return 'keyRefused';
			// A success is odd for an empty request, but in JSON it shows that the key works.
			const isAnswered = isSuccess(status) && text.trimStart().startsWith('{');
			return [400, 402, 422, 429].includes(status) || isAnswered ? 'works' : 'unexpected';
		},
	},
};
