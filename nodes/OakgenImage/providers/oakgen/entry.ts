import type { ProviderEntry } from '../types';
import { FORMAT_CHOICES } from './assumptions';
import { oakgenCredential } from './credential';
import { oakgenOptions, oakgenReplyOptions } from './options';

export const oakgenEntry: ProviderEntry = {
	name: 'oakgen',
	label: 'Oakgen',
	description: 'Many image models with one API key',
	credential: oakgenCredential,

	options: oakgenOptions,
	formatOptions: [],
	formatChoices: FORMAT_CHOICES,
	takesMask: true,
	replyOptions: oakgenReplyOptions,

	comparedModels: ['nano-banana-2-lite', 'nano-banana-2.1', 'gpt-image-2', 'flux-2-pro'],
	jobIdLook: null,
};
