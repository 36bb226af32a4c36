import type { Interactions } from '@google/genai';
import { readAspectRatio, readImageSize } from '../dimensions.ts';
import type { AspectRatio, ImageSize } from '../dimensions.ts';
import type { ImageFormat } from '../draw/encode.ts';
import type { ReferenceInput } from '../references.ts';
import { isRecord, textOrNull } from '../wire.ts';
import type { WireReply } from '../wire.ts';
import { geminiError } from './errors.ts';
import { geminiModels } from './models.ts';

export interface GeminiOrder {
	model: string;
	prompt: string;
	/** What came in, to be echoed. */
	input: Interactions.Content[];
	references: ReferenceInput[];
	size: ImageSize;
	ratio: AspectRatio;
	format: ImageFormat;
	wantsUri: boolean;
	store: boolean;
	background: boolean;
	previousInteractionId: string | null;
	serviceTier: string | null;
}

/** `input` may be a string, one content, a list of contents, or a list of steps that hold contents. */
function contentsOf(input: unknown): unknown[] {
	if (typeof input === 'string') return [{ type: 'text', text: input }];
	if (Array.isArray(input)) return input.flatMap(contentsOf);
	if (isRecord(input) && Array.isArray(input.content)) return input.content;
	return isRecord(input) ? [input] : [];
}

function readContent(content: unknown): Interactions.Content | null {
	if (!isRecord(content)) return null;
	if (content.type === 'text' && typeof content.text === 'string')
		return { type: 'text', text: content.text };
	if (content.type !== 'image') return null;
	const mimeType = textOrNull(content.mime_type);
	if (typeof content.data === 'string' && mimeType) {
		return { type: 'image', mime_type: mimeType, data: content.data };
	}
	if (typeof content.uri !== 'string') return null;
	return { type: 'image', uri: content.uri, ...(mimeType && { mime_type: mimeType }) };
}

function referenceOf(content: Interactions.Content): ReferenceInput[] {
	if (content.type !== 'image') return [];
	const mimeType = content.mime_type === undefined ? {} : { mimeType: content.mime_type };
	if (content.data !== undefined) {
		return [{ source: 'inline', bytes: Buffer.from(content.data, 'base64'), ...mimeType }];
	}
	return [{ source: 'url', url: content.uri ?? '', ...mimeType }];
}

function imageFormatIn(body: Record<string, unknown>): Record<string, unknown> {
	const formats = Array.isArray(body.response_format)
		? body.response_format
		: [body.response_format];
	const current = formats.find((format) => isRecord(format) && format.type === 'image');
	if (isRecord(current)) return current;
	const config = isRecord(body.generation_config) ? body.generation_config.image_config : undefined;
	return isRecord(config) ? config : {};
}

const serviceTiers = ['flex', 'standard', 'priority', 'deferred'] as const;

/** PNG unless JPEG is asked for; Google takes no other. */
function formatOf(mimeType: unknown): ImageFormat | null {
	if (mimeType === undefined || mimeType === null) return 'png';
	return mimeType === 'image/jpeg' ? 'jpeg' : null;
}

/** The order, or the error that Google would answer with. */
export function readOrder(body: unknown): GeminiOrder | WireReply {
	if (!isRecord(body)) return geminiError(400, 'Invalid JSON payload received.');
	const model = textOrNull(body.model)?.replace(/^models\//, '');
	if (!model) return geminiError(400, 'Either model or agent must be set.');
	const known = geminiModels[model];
	if (!known) {
		return geminiError(
			404,
			`models/${model} is not found for API version v1, or is not supported for interactions.`,
		);
	}
	const contents = contentsOf(body.input).map(readContent);
	const input = contents.filter((content) => content !== null);
	if (input.length < contents.length) {
		return geminiError(
			400,
			'input has a content that is neither text, nor an image with mime_type and data, nor an image with a uri.',
		);
	}
	const prompt = input
		.flatMap((content) => (content.type === 'text' ? [content.text] : []))
		.join('\n');
	if (prompt.trim() === '') return geminiError(400, 'input has no text.');

	const wanted = imageFormatIn(body);
	const size = readImageSize(wanted.image_size);
	const ratio = readAspectRatio(wanted.aspect_ratio);
	if (!size || !known.sizes.includes(size)) {
		return geminiError(
			400,
			`image_size ${JSON.stringify(wanted.image_size)} is not supported by ${model}: use ${known.sizes.join(', ')}.`,
		);
	}
	if (!ratio)
		return geminiError(
			400,
			`aspect_ratio ${JSON.stringify(wanted.aspect_ratio)} is not supported.`,
		);

	const format = formatOf(wanted.mime_type);
	if (!format) {
		return geminiError(400, 'response_format.mime_type must be image/jpeg.');
	}
	const serviceTier = body.service_tier ?? null;
	if (serviceTier !== null && !serviceTiers.some((tier) => tier === serviceTier)) {
		return geminiError(400, `service_tier must be one of ${serviceTiers.join(', ')}.`);
	}

	const store = body.store !== false;
	const background = body.background === true;
	const previousInteractionId = textOrNull(body.previous_interaction_id);
	if (!store && (previousInteractionId || background)) {
		return geminiError(400, 'previous_interaction_id and background need store to be true.');
	}
	return {
		model,
		prompt,
		input,
		references: input.flatMap(referenceOf),
		size,
		ratio,
		format,
		wantsUri: wanted.delivery === 'uri',
		store,
		background,
		previousInteractionId,
		serviceTier: textOrNull(serviceTier),
	};
}
