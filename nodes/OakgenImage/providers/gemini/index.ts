import { encodePathPart } from '../../transport/addresses';
import { effectiveStatus } from '../evidence/refusal';
import type { Provider } from '../types';
import { geminiErrorText, geminiRetryDelayMs, isFinalGeminiLimit } from './error';
import { geminiModels } from './models';
import { readGeminiReply } from './reply';
import { INTERACTIONS_PATH, toGeminiRequest } from './request';

export const gemini: Provider = {
	name: 'gemini',
	label: 'Google Gemini',
	credential: 'geminiImageApi',
	headers: { Accept: 'application/json' },
	takesIdempotencyKey: false,
	toRequest: toGeminiRequest,
	toGeneration: readGeminiReply,
	statusOf: effectiveStatus,
	isFinalLimit: isFinalGeminiLimit,
	statusPath: (id) => `${INTERACTIONS_PATH}/${encodePathPart(id)}`,
	errorText: geminiErrorText,
	refusalAdvice: ({ gemini: { previousInteractionId } }) =>
		previousInteractionId === ''
			? ''
			: 'Check Previous Interaction ID: that image must have been made with Store Interaction on, and Google keeps it for a limited time.',
	retryDelayMs: geminiRetryDelayMs,
	modelList: geminiModels,
};
