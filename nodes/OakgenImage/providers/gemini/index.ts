import { encodePathPart } from '../../transport/addresses';
import { effectiveStatus } from '../evidence/refusal';
import type { Provider } from '../types';
import { geminiCredential } from './credential';
import { geminiErrorText, geminiRetryDelayMs, isFinalGeminiLimit } from './error';
import { geminiModels } from './models';
import {
	GEMINI_FORMAT_CHOICES,
	geminiFormatOptions,
	geminiOptions,
	readGeminiSettings,
	type GeminiSettings,
} from './options';
import { readGeminiReply } from './reply';
import { INTERACTIONS_PATH, toGeminiRequest } from './request';

export const gemini: Provider<GeminiSettings> = {
	name: 'gemini',
	label: 'Google Gemini',
	description: 'Google’s own models, with a Google API key',
	credential: geminiCredential,

	options: geminiOptions,
	formatOptions: geminiFormatOptions,
	formatChoices: GEMINI_FORMAT_CHOICES,
	takesMask: false,
	replyOptions: [],
	readSettings: readGeminiSettings,
	// How soon it is made does not change the picture.
	pictureSettings: (settings) => ({ ...settings, serviceTier: null }),

	comparedModels: ['nano-banana-2-lite', 'nano-banana-2.1', 'nano-banana-pro'],
	modelList: geminiModels,
	isForOther: () => false,

	headers: { Accept: 'application/json' },
	reportsCredits: false,
	takesIdempotencyKey: false,
	toRequest: toGeminiRequest,
	ownFields: () => ({ model: 'Model', input: 'Prompt and the reference images' }),
	toGeneration: readGeminiReply,
	jobIdLook: /^v1_[\w-]{16,}$/,
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
