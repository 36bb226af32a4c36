import { encodePathPart } from '../../transport/addresses';
import { effectiveStatus } from '../evidence/refusal';
import type { Provider } from '../types';
import { geminiEntry } from './entry';
import { geminiErrorText, geminiRetryDelayMs, isFinalGeminiLimit } from './error';
import { geminiModels } from './models';
import { readGeminiSettings, type GeminiSettings } from './options';
import { readGeminiReply } from './reply';
import { INTERACTIONS_PATH, toGeminiRequest } from './request';

export const gemini: Provider<GeminiSettings> = {
	...geminiEntry,

	readSettings: readGeminiSettings,
	// How soon it is made does not change the picture.
	pictureSettings: (settings) => ({ ...settings, serviceTier: null }),

	modelList: geminiModels,
	isForOther: () => false,

	headers: { Accept: 'application/json' },
	reportsCredits: false,
	takesIdempotencyKey: false,
	toRequest: toGeminiRequest,
	ownFields: () => ({ model: 'Model', input: 'Prompt and the reference images' }),
	toGeneration: readGeminiReply,
	unknownJobAdvice:
		'Google keeps an image only when it was made with Store Interaction on, and for a limited time: turn that option on where the image is ordered.',
	statusOf: effectiveStatus,
	isFinalLimit: isFinalGeminiLimit,
	statusPath: (id) => `${INTERACTIONS_PATH}/${encodePathPart(id)}`,
	errorText: geminiErrorText,
	refusalAdvice: ({ previousInteractionId }) =>
		previousInteractionId === ''
			? ''
			: 'Check Previous Interaction ID: that image must have been made with Store Interaction on, and Google keeps it for a limited time.',
	retryDelayMs: geminiRetryDelayMs,
};
