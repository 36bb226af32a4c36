import { readAspectRatio, readImageSize } from '../dimensions.ts';
import type { AspectRatio, ImageSize } from '../dimensions.ts';
import { readOrderOptions, RefusedOption } from '../orderOptions.ts';
import type { OrderOptions } from '../orderOptions.ts';
import { bytesOfDataUri, isLoopbackUrl } from '../references.ts';
import type { ReferenceInput } from '../references.ts';
import type { MultipartPart } from '../requestLog.ts';
import { isRecord, textOrNull } from '../wire.ts';
import type { WireReply } from '../wire.ts';
import { oakgenError } from './errors.ts';
import { oakgenModels } from './models.ts';

/** Fields and files, whether they came as JSON or as multipart. */
export interface OakgenFields {
	fields: Record<string, unknown>;
	parts: MultipartPart[];
}

export interface OakgenOrder extends OrderOptions {
	model: string;
	prompt: string;
	size: ImageSize;
	ratio: AspectRatio;
	references: ReferenceInput[];
	mask: ReferenceInput | null;
	/** No ratio was asked for, so an edit with a mask keeps the shape of its image. */
	keepsShape: boolean;
	/** Where to send the finished reply. */
	webhookUrl: string | null;
}

export function fieldsOf(body: unknown, parts: MultipartPart[] | undefined): OakgenFields {
	if (!parts) return { fields: isRecord(body) ? body : {}, parts: [] };
	const fields: Record<string, unknown> = {};
	for (const part of parts) if (part.filename === null) fields[part.name] = part.bytes.toString();
	return { fields, parts: parts.filter((part) => part.filename !== null) };
}

function isImageLink(value: unknown): value is string {
	return typeof value === 'string' && /^(https?:\/\/|data:)/i.test(value);
}

function linkOf(value: unknown): string | null {
	if (isImageLink(value)) return value;
	return isRecord(value) && isImageLink(value.url) ? value.url : null;
}

const isMask = (name: string): boolean => /mask/i.test(name);
const isWebhook = (name: string): boolean => /webhook|callback/i.test(name);

/** Oakgen has not published the field's name, so any field that holds only images will do. */
function linksIn(fields: Record<string, unknown>): string[] {
	return Object.entries(fields).flatMap(([name, value]) => {
		if (name === 'prompt' || isMask(name) || isWebhook(name)) return [];
		const list = Array.isArray(value) ? value : [value];
		const links = list.map(linkOf);
		return links.every((link) => link !== null) ? links : [];
	});
}

function referenceOf(link: string): ReferenceInput {
	const inline = link.startsWith('data:') ? bytesOfDataUri(link) : null;
	return inline ? { source: 'data-uri', ...inline } : { source: 'url', url: link };
}

export function readReferenceInputs({ fields, parts }: OakgenFields): ReferenceInput[] {
	const files = parts.filter(({ name }) => !isMask(name)).map(fileOf);
	return [...linksIn(fields).map(referenceOf), ...files];
}

function fileOf({ contentType, bytes }: MultipartPart): ReferenceInput {
	return { source: 'file-part', mimeType: contentType, bytes };
}

/** Under any name with "mask" in it, for the name is an assumption. */
function readMask({ fields, parts }: OakgenFields): ReferenceInput | null {
	const part = parts.find(({ name }) => isMask(name));
	if (part) return fileOf(part);
	const named = Object.entries(fields).filter(([name]) => isMask(name));
	const links = named.flatMap(([, value]) => (Array.isArray(value) ? value : [value])).map(linkOf);
	const [link] = links.filter((found) => found !== null);
	return link === undefined ? null : referenceOf(link);
}

function readWebhook({ fields }: OakgenFields): string | null {
	const named = Object.entries(fields).find(([name]) => isWebhook(name));
	return textOrNull(named?.[1]);
}

function optionsOrRefusal(fields: Record<string, unknown>): OrderOptions | WireReply {
	try {
		return readOrderOptions(fields);
	} catch (error) {
		if (error instanceof RefusedOption) return oakgenError(422, error.message);
		throw error;
	}
}

export function inputLinks({ fields }: OakgenFields): string[] {
	return linksIn(fields);
}

/** The order, or the refusal that Oakgen might answer with. */
export function readOrder(request: OakgenFields): OakgenOrder | WireReply {
	const { fields } = request;
	const model = textOrNull(fields.model);
	const prompt = textOrNull(fields.prompt);
	if (!model || !prompt) {
		const missing = [!model && 'model', !prompt && 'prompt'].filter((name) => name !== false);
		return oakgenError(422, `Missing required field: ${missing.join(', ')}`, 'validation_error');
	}
	if (!oakgenModels.includes(model)) {
		return oakgenError(404, `There is no model "${model}"`, 'model_not_found');
	}
	const size = readImageSize(fields.resolution);
	if (!size) return oakgenError(422, `Unknown resolution ${JSON.stringify(fields.resolution)}`);
	const ratio = readAspectRatio(fields.aspect_ratio);
	if (!ratio)
		return oakgenError(422, `Unknown aspect_ratio ${JSON.stringify(fields.aspect_ratio)}`);
	const options = optionsOrRefusal(fields);
	if ('status' in options) return options;
	const references = readReferenceInputs(request);
	const mask = readMask(request);
	if (mask && references.length === 0) {
		return oakgenError(422, 'A mask needs the image that it is for', 'invalid_mask');
	}
	const webhookUrl = readWebhook(request);
	if (webhookUrl !== null && !isLoopbackUrl(webhookUrl)) {
		return oakgenError(
			422,
			'The sandbox calls webhooks on this machine only (127.0.0.1 or localhost)',
			'invalid_webhook',
		);
	}
	if (model.endsWith('-edit') && references.length === 0) {
		return oakgenError(422, `${model} needs at least one reference image`);
	}
	const keepsShape = (textOrNull(fields.aspect_ratio) ?? 'auto') === 'auto';
	return { model, prompt, size, ratio, keepsShape, ...options, references, mask, webhookUrl };
}
