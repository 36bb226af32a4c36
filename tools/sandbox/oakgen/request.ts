import { readAspectRatio, readImageSize } from '../dimensions.ts';
import type { AspectRatio, ImageSize } from '../dimensions.ts';
import { bytesOfDataUri } from '../references.ts';
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

export interface OakgenOrder {
	model: string;
	prompt: string;
	size: ImageSize;
	ratio: AspectRatio;
	references: ReferenceInput[];
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

/** Oakgen has not published the field's name, so any field that holds only images will do. */
function linksIn(fields: Record<string, unknown>): string[] {
	return Object.entries(fields).flatMap(([name, value]) => {
		if (name === 'prompt') return [];
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
	const files = parts.map(({ contentType, bytes }): ReferenceInput => ({
		source: 'file-part',
		mimeType: contentType,
		bytes,
	}));
	return [...linksIn(fields).map(referenceOf), ...files];
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
	const references = readReferenceInputs(request);
	if (model.endsWith('-edit') && references.length === 0) {
		return oakgenError(422, `${model} needs at least one reference image`);
	}
	return { model, prompt, size, ratio, references };
}
