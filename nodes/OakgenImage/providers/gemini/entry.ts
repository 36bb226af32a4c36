import type { ProviderEntry } from '../types';
import { geminiCredential } from './credential';
import { GEMINI_FORMAT_CHOICES, geminiFormatOptions, geminiOptions } from './options';

export const geminiEntry: ProviderEntry = {
	name: 'gemini',
	label: 'Google Gemini',
	description: 'Google’s own models, with a Google API key',
	credential: geminiCredential,

	options: geminiOptions,
	formatOptions: geminiFormatOptions,
	formatChoices: GEMINI_FORMAT_CHOICES,
	takesMask: false,
	replyOptions: [],

	comparedModels: ['nano-banana-2-lite', 'nano-banana-2.1', 'nano-banana-pro'],
	jobIdLook: /^v1_[\w-]{16,}$/,
};
