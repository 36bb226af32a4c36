import type { Gateway } from '../gateway.ts';

const candidate = (fields: object) => ({
	json: {
		candidates: [{ index: 0, ...fields }],
		usageMetadata: { promptTokenCount: 6, totalTokenCount: 1296 },
		modelVersion: 'gemini-2.5-flash-image',
		responseId: 'r-10',
	},
});

export const geminiContent: Gateway = {
	title: 'Google generateContent, passed on',
	sources: ['https://github.com/googleapis/js-genai/blob/main/src/types.ts'],
	submit: candidate({
		content: {
			role: 'model',
			parts: [
				{ text: 'Here is the fox.' },
				{ inlineData: { mimeType: '{mimeType}', data: '{base64}' } },
			],
		},
		finishReason: 'STOP',
	}),
	failed: {
		submit: candidate({
			finishReason: 'NO_IMAGE',
			finishMessage: 'The model did not come up with a picture',
		}),
		reason: 'did not come up with a picture',
		mayBeBilled: true,
	},
	moderated: {
		submit: {
			json: {
				promptFeedback: {
					blockReason: 'PROHIBITED_CONTENT',
					blockReasonMessage: 'These words are not to be drawn',
				},
				usageMetadata: { promptTokenCount: 6, totalTokenCount: 6 },
			},
		},
		reason: 'not to be drawn',
	},
};
