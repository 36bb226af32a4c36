import type { Provider } from '../types';
import { geminiErrorText, geminiRetryDelayMs } from './error';
import { readGeminiReply } from './reply';
import { toGeminiRequest } from './request';

export const gemini: Provider = {
	name: 'gemini',
	label: 'Google Gemini',
	credential: 'geminiImageApi',
	toRequest: toGeminiRequest,
	toGeneration: readGeminiReply,
	errorText: geminiErrorText,
	retryDelayMs: geminiRetryDelayMs,
};
