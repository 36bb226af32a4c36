import { encodePathPart } from '../../transport/addresses';
import type { Provider } from '../types';
import { geminiErrorText, geminiRetryDelayMs } from './error';
import { readGeminiReply } from './reply';
import { INTERACTIONS_PATH, toGeminiRequest } from './request';

export const gemini: Provider = {
	name: 'gemini',
	label: 'Google Gemini',
	credential: 'geminiImageApi',
	takesIdempotencyKey: false,
	toRequest: toGeminiRequest,
	toGeneration: readGeminiReply,
	statusPath: (id) => `${INTERACTIONS_PATH}/${encodePathPart(id)}`,
	errorText: geminiErrorText,
	retryDelayMs: geminiRetryDelayMs,
};
