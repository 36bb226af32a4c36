import type { Gateway } from '../gateway.ts';

const refused = (code: number, status: string, message: string) => ({
	status: code,
	json: { error: { code, message, status } },
});

export const imagen: Gateway = {
	title: 'Google Vertex AI (Imagen)',
	sources: [
		'https://github.com/googleapis/js-genai/blob/main/src/converters/_models_converters.ts',
		'https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/api-errors',
	],
	submit: {
		json: { predictions: [{ mimeType: '{mimeType}', bytesBase64Encoded: '{base64}' }] },
	},
	failed: {
		submit: refused(400, 'INVALID_ARGUMENT', 'sampleCount is above four'),
		reason: 'sampleCount is above four',
	},
	moderated: {
		submit: {
			json: { predictions: [{ raiFilteredReason: 'All pictures were held back, code 39322892' }] },
		},
		reason: 'All pictures were held back',
		mayBeBilled: true,
	},
	limited: {
		submit: refused(429, 'RESOURCE_EXHAUSTED', 'Online prediction requests a minute are exceeded'),
	},
	badKey: {
		submit: refused(401, 'UNAUTHENTICATED', 'The credentials were not accepted'),
		reason: 'not accepted',
	},
};
