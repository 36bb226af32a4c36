import type { IDataObject } from 'n8n-workflow';

import { encodeDataUri } from '../../image/dataUri';
import { mergeFields } from '../../text/json';
import type { RequestBody } from '../../transport/types';
import type { ImageRequest, ProviderRequest, Reference } from '../types';
import { fieldsOf } from './fields';
import type { OakgenSettings } from './options';
import { GENERATE_PATH } from './paths';

type OakgenRequest = ImageRequest<OakgenSettings>;

/** An `ImageRequest` as Oakgen's HTTP request: JSON, or multipart when the user asks for it. */
export function toOakgenRequest(request: OakgenRequest): ProviderRequest {
	const fields = fieldsOf(request);
	const asFiles = request.references.length > 0 && request.settings.imageTransfer === 'multipart';
	const body = asFiles ? multipartBody(fields, request) : jsonBody(fields, request);
	return { method: 'POST', path: GENERATE_PATH, body };
}

/** The reference images as a list, the mask alone. */
function jsonBody(fields: IDataObject, { references, settings, ...rest }: OakgenRequest) {
	const images = references.filter(({ role }) => role === 'image');
	const mask = references.find(({ role }) => role === 'mask');
	if (images.length > 0) fields[settings.imageField] = images.map(asUrl);
	if (mask) fields[settings.maskField] = asUrl(mask);
	const body: RequestBody = { kind: 'json', fields: mergeFields(fields, rest.additionalFields) };
	return body;
}

function asUrl(reference: Reference): string {
	return reference.kind === 'url'
		? reference.url
		: encodeDataUri(reference.bytes, reference.mimeType);
}

function multipartBody(fields: IDataObject, request: OakgenRequest): RequestBody {
	const { imageField, maskField } = request.settings;
	const nameOf = ({ role }: Reference) => (role === 'mask' ? maskField : imageField);
	const texts = Object.entries(mergeFields(fields, request.additionalFields)).map(
		([field, value]): [string, string] => [field, asFormText(value)],
	);
	const urls = request.references.flatMap((reference) =>
		reference.kind === 'url' ? [[nameOf(reference), reference.url] as [string, string]] : [],
	);
	const files = request.references.flatMap((reference) => {
		if (reference.kind === 'url') return [];
		const { fileName, mimeType, bytes } = reference;
		return [{ name: nameOf(reference), fileName, mimeType, bytes }];
	});
	return { kind: 'multipart', fields: [...texts, ...urls], files };
}

function asFormText(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}
