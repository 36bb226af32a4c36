import type { Interactions } from '@google/genai';
import { base64Of } from '../base64.ts';
import type { StoredImage } from '../store.ts';

/** What a finished interaction is made from. */
export interface InteractionParts {
	id: string;
	created: string;
	model: string;
	prompt: string;
	input: Interactions.Content[];
	images: StoredImage[];
	previousInteractionId: string | null;
	serviceTier?: string | null;
}

export interface GeminiReply {
	/** Images to make and bill. */
	images: number;
	/** Status of the polls before the end; absent where the POST is answered with the end. */
	pendingStatus?: 'in_progress' | 'queued';
	interaction(parts: InteractionParts): Interactions.Interaction;
}

const inputTokensPerImage = 1120;
const outputTokensPerImage = 1120;

function usageOf({ prompt, input, images }: InteractionParts): Interactions.Usage {
	const imagesIn = input.filter((content) => content.type === 'image').length;
	const inputTokens = Math.ceil(prompt.length / 4) + imagesIn * inputTokensPerImage;
	const outputTokens = images.length * outputTokensPerImage + 12;
	const thoughtTokens = 64;
	return {
		total_input_tokens: inputTokens,
		total_output_tokens: outputTokens,
		total_thought_tokens: thoughtTokens,
		total_tokens: inputTokens + outputTokens + thoughtTokens,
	};
}

function text(words: string): Interactions.TextContent {
	return { type: 'text', text: words };
}

function inline({ mimeType, bytes }: StoredImage): Interactions.ImageContent {
	return { type: 'image', mime_type: mimeType, data: base64Of(bytes) };
}

function byUri({ mimeType, url }: StoredImage): Interactions.ImageContent {
	return { type: 'image', mime_type: mimeType, uri: url };
}

const thought: Interactions.ThoughtStep = {
	type: 'thought',
	signature: 'c2FuZGJveA==',
	summary: [text('Planning the composition.')],
};

function base(parts: InteractionParts): Interactions.Interaction {
	return {
		id: parts.id,
		status: 'completed',
		model: parts.model,
		created: parts.created,
		updated: parts.created,
		...(parts.previousInteractionId && { previous_interaction_id: parts.previousInteractionId }),
		...(parts.serviceTier && { service_tier: parts.serviceTier }),
		usage: usageOf(parts),
	};
}

function echo({ input }: InteractionParts): Interactions.UserInputStep {
	return { type: 'user_input', content: input };
}

function said(parts: InteractionParts, content: Interactions.Content[]): Interactions.Interaction {
	return { ...base(parts), steps: [echo(parts), thought, { type: 'model_output', content }] };
}

const intro = text('Here is your image, drawn by the local sandbox.');
const refusal = 'I cannot create this image, because it goes against the content policy.';

function completed(parts: InteractionParts): Interactions.Interaction {
	return said(parts, [intro, ...parts.images.map(inline)]);
}

function failed(parts: InteractionParts): Interactions.Interaction {
	return {
		...base(parts),
		status: 'failed',
		steps: [echo(parts)],
		errors: [{ code: 'INTERNAL', message: 'The model could not finish this image.' }],
	};
}

function onlyOutput(
	parts: InteractionParts,
	step: Interactions.ModelOutputStep,
): Interactions.Interaction {
	return { ...base(parts), steps: [echo(parts), step] };
}

export const geminiReplies = {
	image: { images: 1, interaction: completed },
	'image-without-text': {
		images: 1,
		interaction: (parts) => said(parts, parts.images.map(inline)),
	},
	'two-images': { images: 2, interaction: completed },
	'image-uri': {
		images: 1,
		interaction: (parts) => said(parts, [intro, ...parts.images.map(byUri)]),
	},
	'no-echo': {
		images: 1,
		interaction: (parts) => ({
			...base(parts),
			steps: [{ type: 'model_output', content: parts.images.map(inline) }],
		}),
	},
	// A thought may show a draft, which is not the result.
	'thought-image': {
		images: 2,
		interaction: (parts) => ({
			...base(parts),
			steps: [
				echo(parts),
				{ ...thought, summary: [text('A first draft.'), ...parts.images.slice(0, 1).map(inline)] },
				{ type: 'model_output', content: [intro, ...parts.images.slice(1).map(inline)] },
			],
		}),
	},
	'text-only': { images: 0, interaction: (parts) => said(parts, [text(refusal)]) },
	failed: { images: 0, interaction: failed },
	incomplete: {
		images: 0,
		interaction: (parts) => ({
			...onlyOutput(parts, { type: 'model_output', content: [] }),
			status: 'incomplete',
		}),
	},
	'model-output-error': {
		images: 0,
		interaction: (parts) =>
			onlyOutput(parts, {
				type: 'model_output',
				error: { code: 13, message: 'Image generation failed.' },
			}),
	},
	'safety-block': {
		images: 0,
		interaction: (parts) => ({
			...onlyOutput(parts, {
				type: 'model_output',
				error: {
					code: 3,
					message: 'The image was blocked by the safety filter.',
					details: [{ reason: 'PROHIBITED_CONTENT' }],
				},
			}),
			status: 'incomplete',
			errors: [
				{ code: 'PROHIBITED_CONTENT', message: 'The image was blocked by the safety filter.' },
			],
		}),
	},
	'no-steps': { images: 0, interaction: base },
	'in-progress': { images: 1, pendingStatus: 'in_progress', interaction: completed },
	queued: { images: 1, pendingStatus: 'queued', interaction: completed },
	'in-progress-fails': { images: 0, pendingStatus: 'in_progress', interaction: failed },
	'in-progress-text-only': {
		images: 0,
		pendingStatus: 'in_progress',
		interaction: (parts) => said(parts, [text(refusal)]),
	},
} satisfies Record<string, GeminiReply>;

export type GeminiReplyName = keyof typeof geminiReplies;
export const geminiReplyNames = Object.keys(geminiReplies) as GeminiReplyName[];

export function isGeminiReplyName(name: string): name is GeminiReplyName {
	return Object.hasOwn(geminiReplies, name);
}

/** What a poll finds before the end. */
export function unfinished(
	{ id, created, model }: InteractionParts,
	status: 'in_progress' | 'queued',
): Interactions.Interaction {
	return { id, status, created, updated: created, model };
}
