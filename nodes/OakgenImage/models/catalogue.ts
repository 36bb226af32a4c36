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

/** What all GPT Image models have (OpenAI, images API reference, 2026-11). */
const OPENAI_OPTIONS = {
	quality: ['low', 'medium', 'high'],
	outputFormat: ['png', 'jpeg', 'webp'],
} as const;

/** Google answers in PNG, or in JPEG when asked to (Interactions API, `response_format.mime_type`). */
const GOOGLE_FORMATS = ['png', 'jpeg'] as const;

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
		maker: 'Google',
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
		mask: false,
		options: { thinkingLevel: ['minimal', 'high'], outputFormat: GOOGLE_FORMATS },
		sources: { ids: { oakgen: LITE_GUIDE, gemini: GEMINI_DOCS }, capabilities: GEMINI_DOCS },
	},
	'nano-banana-2': {
		name: 'Nano Banana 2',
		maker: 'Google',
		summary: 'Google’s earlier all-round model',
		tier: 'final',
		retired: {
			since: '2026-10-06',
			successor: 'nano-banana-2.1',
			where: 'Google has deprecated it in favour of Nano Banana 2.1',
		},
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
		mask: false,
		options: { thinkingLevel: ['minimal', 'high'], outputFormat: GOOGLE_FORMATS },
		sources: { ids: { oakgen: ASSUMED_ID, gemini: GEMINI_DOCS }, capabilities: GEMINI_DOCS },
	},
	'nano-banana-2.1': {
		name: 'Nano Banana 2.1',
		maker: 'Google',
		summary: 'Google’s all-round model',
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
		mask: false,
		options: { thinkingLevel: ['minimal', 'medium', 'high'], outputFormat: GOOGLE_FORMATS },
		sources: { ids: { oakgen: ASSUMED_ID, gemini: GEMINI_DOCS }, capabilities: GEMINI_DOCS },
	},
	'nano-banana-pro': {
		name: 'Nano Banana Pro',
		maker: 'Google',
		summary: 'Google’s strongest model for final images',
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
		mask: false,
		options: { outputFormat: GOOGLE_FORMATS },
		sources: { ids: { oakgen: ASSUMED_ID, gemini: GEMINI_DOCS }, capabilities: GEMINI_DOCS },
	},
	'gpt-image-2.6': {
		name: 'GPT Image 2.6',
		maker: 'OpenAI',
		summary: 'OpenAI’s newest model: cut-outs with a transparent background, exact text',
		tier: 'final',
		ids: {
			oakgen: {
				generate: { id: 'gpt-image-2.6-text', published: false },
				edit: { id: 'gpt-image-2.6-edit', published: false },
			},
		},
		resolutions: ['1K', '2K', '4K'],
		aspectRatios: COMMON_RATIOS,
		maxReferences: 16,
		mask: true,
		options: { ...OPENAI_OPTIONS, background: ['transparent', 'opaque'] },
		sources: {
			ids: { oakgen: ASSUMED_ID },
			capabilities:
				'OpenAI image guide, 2026-11-04: sizes, ratios and references of GPT Image 2; mask',
		},
	},
	'gpt-image-2': {
		name: 'GPT Image 2',
		maker: 'OpenAI',
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
		mask: true,
		// Transparent was a preview, and ended on 2026-09-30.
		options: { ...OPENAI_OPTIONS, background: ['opaque'] },
		sources: {
			ids: { oakgen: ASSUMED_ID },
			capabilities:
				'OpenAI image guide: at most 16 references, ratio at most 3:1, edges at most 3840; PNG, JPEG, WebP',
		},
	},
	'gpt-image-1': {
		name: 'GPT Image 1',
		maker: 'OpenAI',
		summary: 'OpenAI’s earlier model, three shapes',
		tier: 'final',
		retired: {
			since: '2026-10-23',
			successor: 'gpt-image-2',
			where: 'OpenAI has shut it down',
		},
		ids: {
			oakgen: {
				generate: { id: 'gpt-image-1', published: true },
				edit: { id: 'gpt-image-1-edit', published: false },
			},
		},
		resolutions: ['1K'],
		aspectRatios: ['1:1', '2:3', '3:2'],
		maxReferences: 16,
		mask: true,
		options: { ...OPENAI_OPTIONS, background: ['transparent', 'opaque'] },
		sources: {
			ids: { oakgen: GPT_IMAGE_1_PAGE },
			capabilities: 'OpenAI image guide: 1024x1024, 1024x1536, 1536x1024; at most 16 references',
		},
	},
	'flux-3': {
		name: 'FLUX 3',
		maker: 'Black Forest Labs',
		summary: 'Black Forest Labs’ newest model for photographic images',
		tier: 'final',
		ids: {
			oakgen: {
				generate: { id: 'flux-3-text', published: false },
				edit: { id: 'flux-3-edit', published: false },
			},
		},
		resolutions: ['1K', '2K', '4K'],
		aspectRatios: COMMON_RATIOS,
		maxReferences: 10,
		mask: false,
		options: { outputFormat: ['png', 'jpeg'] },
		sources: {
			ids: { oakgen: ASSUMED_ID },
			capabilities: 'Black Forest Labs, FLUX 3 [image], 2026-11: at most 10 references; PNG, JPEG',
		},
	},
	'flux-2-pro': {
		name: 'Flux 2 Pro',
		maker: 'Black Forest Labs',
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
		mask: false,
		options: { outputFormat: ['png', 'jpeg'] },
		sources: {
			ids: { oakgen: ASSUMED_ID },
			capabilities:
				'Black Forest Labs, FLUX.2 [pro]: at most 8 references, at most 4 megapixels; PNG, JPEG',
		},
	},
	'seedream-5.5': {
		name: 'Seedream 5.5',
		maker: 'ByteDance',
		summary: 'ByteDance’s model, transparent backgrounds for illustrations and ads',
		tier: 'final',
		ids: {
			oakgen: {
				generate: { id: 'seedream-5.5-text', published: false },
				edit: { id: 'seedream-5.5-edit', published: false },
			},
		},
		resolutions: ['1K', '2K'],
		aspectRatios: COMMON_RATIOS,
		maxReferences: 10,
		mask: false,
		options: { outputFormat: ['png', 'jpeg'], background: ['transparent', 'opaque'] },
		sources: {
			ids: { oakgen: ASSUMED_ID },
			capabilities: 'ByteDance, Seedream 5.5, 2026-11-12: at most 10 references; PNG, JPEG',
		},
	},
};
