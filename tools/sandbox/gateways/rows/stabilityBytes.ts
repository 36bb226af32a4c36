import type { Gateway } from '../gateway.ts';
import { stability } from './stability.ts';

export const stabilityBytes: Gateway = {
	...stability,
	title: 'Stability AI, the picture as body',
	submit: { bytes: 'image', headers: { 'finish-reason': 'SUCCESS', seed: '343940597' } },
	filtered: {
		submit: { bytes: 'image', headers: { 'finish-reason': 'CONTENT_FILTERED', seed: '1' } },
	},
};
