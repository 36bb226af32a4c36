import type { Gateway } from '../gateway.ts';

const refused = (status: number, error: string) => ({ status, json: { error } });
const picture = (flags: Record<string, string>) => ({
	headers: flags,
	json: {
		id: 'generate-image-1',
		images: ['{base64}'],
		request: { prompt: '{prompt}', model: 'venice-sd35', safe_mode: true },
		timing: { inferenceDuration: 2100, total: 2300 },
	},
});

export const venice: Gateway = {
	title: 'Venice',
	sources: [
		'https://docs.venice.ai/api-reference/error-codes',
		'https://docs.venice.ai/overview/guides/image-generation',
		'https://github.com/veniceai/api-docs/issues/276',
	],
	submit: picture({
		'x-venice-is-blurred': 'false',
		'x-venice-is-content-violation': 'false',
	}),
	failed: {
		submit: refused(400, 'Invalid request parameters: the height is odd'),
		reason: 'the height is odd',
	},
	limited: { submit: refused(429, 'Rate limit exceeded for this key') },
	badKey: {
		submit: refused(401, 'Authentication failed: no such key'),
		reason: 'Authentication failed',
	},
	// The headers alone tell it.
	filtered: {
		submit: picture({
			'x-venice-is-blurred': 'true',
			'x-venice-is-content-violation': 'false',
		}),
	},
};
