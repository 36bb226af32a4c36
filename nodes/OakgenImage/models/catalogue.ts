import type { ModelIds } from '../providers/types';
import type { ModelEntry } from './types';

/** Aspect ratios of Google's image models (Gemini API docs, image generation, 2026-10). */
const GOOGLE_RATIOS = [
	'1:1',
	'2:3',
	'3:2',
	'3:4',
	'4:3',
	'4:5',
	'5:4',
	'9:16',
	'16:9',
	'21:9',
	'1:4',
	'4:1',
	'1:8',
	'8:1',
] as const;

/** The same without the four extreme strips, which some models do not offer. */
export const COMMON_RATIOS = GOOGLE_RATIOS.slice(0, 10);

const GEMINI_DOCS = 'ai.google.dev: Gemini API, image generation and Interactions API, 2026-10';
const LITE_GUIDE = 'oakgen.ai: Gemini 3.1 Flash Lite Image API Guide';
const GPT_IMAGE_1_PAGE = 'oakgen.ai: model page of GPT Image 1';
const ASSUMED_ID = 'assumed: <family>-text / <family>-edit, as Oakgen names Lite';

/** Google has one id for both operations. */
function google(id: string): ModelIds {
	return { generate: { id, published: true }, edit: { id, published: true } };
}

/**
 * What each model can do and what it is called where. Data only: a new model is a new entry.
 * The keys are stored in users' workflows and never change.
 */
export const CATALOGUE: Readonly<Record<string, ModelEntry>> = {
	'nano-banana-2-lite': {
		name: 'Nano Banana 2 Lite',
		summary: 'Fast and cheap drafts; review before publishing',
		tier: 'draft',
		ids: {
			oakgen: {
				generate: { id: 'nano-banana-2-lite-text', published: true },
				edit: { id: 'nano-banana-2-lite-edit', published: true },
			},
			gemini: google('gemini-3.1-flash-lite-image'),
		},
		resolutions: ['1K'],
		aspectRatios: GOOGLE_RATIOS,
		maxReferences: 14,
		options: { thinkingLevel: ['minimal', 'high'] },
		sources: { oakgenIds: LITE_GUIDE, capabilities: GEMINI_DOCS },
	},
	'nano-banana-2': {
		name: 'Nano Banana 2',
		summary: 'Google’s all-round model, up to 4K',
		tier: 'final',
		ids: {
			oakgen: {
				generate: { id: 'nano-banana-2-text', published: false },
				edit: { id: 'nano-banana-2-edit', published: false },
			},
			gemini: google('gemini-3.1-flash-image'),
		},
		resolutions: ['512', '1K', '2K', '4K'],
		aspectRatios: GOOGLE_RATIOS,
		maxReferences: 14,
		options: { thinkingLevel: ['minimal', 'high'] },
		sources: { oakgenIds: ASSUMED_ID, capabilities: GEMINI_DOCS },
	},
	'nano-banana-2.1': {
		name: 'Nano Banana 2.1',
		summary: 'Successor of Nano Banana 2, up to 4K',
		tier: 'final',
		ids: {
			oakgen: {
				generate: { id: 'nano-banana-2.1-text', published: false },
				edit: { id: 'nano-banana-2.1-edit', published: false },
			},
			gemini: google('gemini-nano-banana-2.1'),
		},
		resolutions: ['1K', '2K', '4K'],
		aspectRatios: GOOGLE_RATIOS,
		maxReferences: 14,
		options: { thinkingLevel: ['minimal', 'medium', 'high'] },
		sources: { oakgenIds: ASSUMED_ID, capabilities: GEMINI_DOCS },
	},
	'nano-banana-pro': {
		name: 'Nano Banana Pro',
		summary: 'Google’s strongest model for final images, up to 4K',
		tier: 'final',
		ids: {
			oakgen: {
				generate: { id: 'nano-banana-pro-text', published: false },
				edit: { id: 'nano-banana-pro-edit', published: false },
			},
			gemini: google('gemini-3-pro-image'),
		},
		resolutions: ['1K', '2K', '4K'],
		aspectRatios: COMMON_RATIOS,
		maxReferences: 14,
		options: {},
		sources: { oakgenIds: ASSUMED_ID, capabilities: GEMINI_DOCS },
	},
	'gpt-image-2': {
		name: 'GPT Image 2',
		summary: 'OpenAI’s model, strong at text in images',
		tier: 'final',
		ids: {
			oakgen: {
				generate: { id: 'gpt-image-2-text', published: false },
				edit: { id: 'gpt-image-2-edit', published: false },
			},
		},
		resolutions: ['1K', '2K', '4K'],
		aspectRatios: COMMON_RATIOS,
		maxReferences: 16,
		options: {},
		sources: {
			oakgenIds: ASSUMED_ID,
			capabilities:
				'OpenAI image guide: at most 16 references, ratio at most 3:1, edges at most 3840',
		},
	},
	'gpt-image-1': {
		name: 'GPT Image 1',
		summary: 'OpenAI’s earlier model, three formats',
		tier: 'final',
		ids: {
			oakgen: {
				generate: { id: 'gpt-image-1', published: true },
				edit: { id: 'gpt-image-1-edit', published: false },
			},
		},
		resolutions: ['1K'],
		aspectRatios: ['1:1', '2:3', '3:2'],
		maxReferences: 16,
		options: {},
		sources: {
			oakgenIds: GPT_IMAGE_1_PAGE,
			capabilities: 'OpenAI image guide: 1024x1024, 1024x1536, 1536x1024; at most 16 references',
		},
	},
	'flux-2-pro': {
		name: 'Flux 2 Pro',
		summary: 'Black Forest Labs’ model for photographic images',
		tier: 'final',
		ids: {
			oakgen: {
				generate: { id: 'flux-2-pro-text', published: false },
				edit: { id: 'flux-2-pro-edit', published: false },
			},
		},
		resolutions: ['1K', '2K'],
		aspectRatios: COMMON_RATIOS,
		maxReferences: 8,
		options: {},
		sources: {
			oakgenIds: ASSUMED_ID,
			capabilities: 'Black Forest Labs, FLUX.2 [pro]: at most 8 references, at most 4 megapixels',
		},
	},
};
