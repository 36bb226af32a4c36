import type { IDataObject } from 'n8n-workflow';

import { encodeDataUri } from '../../image/dataUri';
import { mergeFields } from '../../text/json';
import type { RequestBody } from '../../transport/types';
import type { ImageRequest, ProviderRequest, Reference } from '../types';
import type { OakgenSettings } from './options';
import { GENERATE_PATH } from './paths';

type OakgenRequest = ImageRequest<OakgenSettings>;

/** An `ImageRequest` as Oakgen's HTTP request: JSON, or multipart when the user asks for it. */
export function toOakgenRequest(request: OakgenRequest): ProviderRequest {
	const fields: IDataObject = { model: request.modelId, prompt: request.prompt };
	const { resolution, aspectRatio } = request.format;
	fields.resolution = resolution;
	if (aspectRatio !== 'auto') fields.aspect_ratio = aspectRatio;
	if (request.seed !== null) fields.seed = request.seed;

	const asFiles = request.references.length > 0 && request.settings.imageTransfer === 'multipart';
	const body = asFiles ? multipartBody(fields, request) : jsonBody(fields, request);
	return { method: 'POST', path: GENERATE_PATH, body };
}

function jsonBody(fields: IDataObject, request: OakgenRequest): RequestBody {
	if (request.references.length > 0) {
		fields[request.settings.imageField] = request.references.map(asUrl);
	}
	return { kind: 'json', fields: mergeFields(fields, request.additionalFields) };
}

function asUrl(reference: Reference): string {
	return reference.kind === 'url'
		? reference.url
		: encodeDataUri(reference.bytes, reference.mimeType);
}

function multipartBody(fields: IDataObject, request: OakgenRequest): RequestBody {
	const name = request.settings.imageField;
	const texts = Object.entries(mergeFields(fields, request.additionalFields)).map(
		([field, value]): [string, string] => [field, asFormText(value)],
	);
	const urls = request.references.flatMap((reference) =>
		reference.kind === 'url' ? [[name, reference.url] as [string, string]] : [],
	);
	const files = request.references.flatMap((reference) =>
		reference.kind === 'bytes'
			? [
					{
						name,
						fileName: reference.fileName,
						mimeType: reference.mimeType,
						bytes: reference.bytes,
					},
				]
			: [],
	);
	return { kind: 'multipart', fields: [...texts, ...urls], files };
}

function asFormText(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}
