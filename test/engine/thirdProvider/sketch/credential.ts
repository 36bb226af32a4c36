import type { ProviderCredential } from '../../../../nodes/OakgenImage/providers/types';

export const sketchCredential: ProviderCredential = {
	name: 'sketchApi',
	usualBaseUrl: 'https://api.sketch.example/v2',
	test: {
		method: 'GET',
		path: '/account',
		headers: (apiKey) => ({ 'x-sketch-key': apiKey }),
		judge(status) {
			if (status === 401) return 'keyRefused';
			return status === 200 ? 'works' : 'unexpected';
		},
	},
};
